namespace Hub.Api.Hosting;

/// <summary>What this process does: <c>--role api|jobs|all</c>.</summary>
public enum HubRole
{
    /// <summary>Takes webhooks and API calls, and does the background work.</summary>
    All,

    /// <summary>Takes webhooks and API calls only.</summary>
    Api,

    /// <summary>Does the background work only; still answers for its health.</summary>
    Jobs,
}

internal static class HubRoles
{
    /// <exception cref="StartRefused">No such role.</exception>
    public static HubRole Of(IConfiguration configuration) => configuration["role"]?.ToLowerInvariant() switch
    {
        null or "all" => HubRole.All,
        "api" => HubRole.Api,
        "jobs" => HubRole.Jobs,
        _ => throw new StartRefused("--role must be one of: api, jobs, all."),
    };

    public static bool Serves(this HubRole role) => role is HubRole.All or HubRole.Api;

    public static bool Works(this HubRole role) => role is HubRole.All or HubRole.Jobs;
}
