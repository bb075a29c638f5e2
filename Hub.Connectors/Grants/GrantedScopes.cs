using Hub.Connectors.Abstractions;

namespace Hub.Connectors.Grants;

/// <summary>What of the manifest's permissions was granted: people may untick some on the vendor's page.</summary>
internal static class GrantedScopes
{
    /// <param name="connector">Prefix of the reason code.</param>
    /// <param name="granted">Null when the vendor does not say.</param>
    public static GrantAnswer Check(
        string connector, ConnectorManifest manifest, IReadOnlyCollection<string>? granted, GrantAnswer answer)
    {
        if (granted is null || answer.Outcome is not Outcome.Accepted)
            return answer;
        var absent = manifest.Permissions.Where(permission => !granted.Contains(permission.Scope)).ToLookup(
            permission => permission.Required, permission => permission.Scope);
        return absent[true].Any()
            ? answer with { Outcome = Missing(connector, [.. absent[true]]), MissingScopes = [.. absent[true]] }
            : answer with { DeclinedScopes = [.. absent[false]] };
    }

    public static Outcome Missing(string connector, IReadOnlyList<string> scopes) =>
        new Outcome.Misconfigured(new Reason($"{connector}/scope-missing", string.Join(", ", scopes)));
}
