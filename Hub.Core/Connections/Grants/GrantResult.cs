using Hub.Connectors.Abstractions;

namespace Hub.Core.Connections.Grants;

/// <param name="Redirect">Where the vendor sends people back to; null for the first of <paramref name="Redirects"/>.</param>
/// <param name="Redirects">The only places that they may be sent back to.</param>
/// <param name="ConnectionId">The connection to connect again.</param>
public sealed record GrantRequest(
    string ConnectorId, string? Redirect, IReadOnlyList<Uri> Redirects, bool WithOptional, Guid? ConnectionId);

/// <summary>What the vendor's redirect carried.</summary>
public sealed record GrantReturn(string? State, string? Code, string? Error)
{
    public override string ToString() => "GrantReturn";
}

/// <param name="Name">As people shall see it; null for the vendor's.</param>
public sealed record AccountChoice(string AccountId, string? Name, System.Text.Json.JsonElement Settings, Guid? TeamId);

/// <summary>An account that the grant opens.</summary>
/// <param name="ConnectionId">Set with <see cref="AccountStanding.Here"/> and <see cref="AccountStanding.Ended"/>.</param>
public sealed record GrantedAccount(string AccountId, string? Name, AccountStanding Standing, Guid? ConnectionId);

public enum AccountStanding
{
    New,

    /// <summary>Connected in this workspace already: choosing it renews the tokens and continues its history.</summary>
    Here,

    /// <summary>Another workspace has it; which one is nobody's business.</summary>
    Elsewhere,

    /// <summary>It was connected in this workspace and was disconnected: choosing it continues its history.</summary>
    Ended,
}

/// <summary>Closed.</summary>
public abstract record GrantResult
{
    private GrantResult()
    {
    }

    public sealed record Begun(Guid GrantId, Uri Address, DateTimeOffset ExpiresAt) : GrantResult;

    public sealed record Opened(Grant Grant, IReadOnlyList<GrantedAccount> Accounts, IReadOnlyList<string> DeclinedScopes) : GrantResult;

    public sealed record Connected(string ConnectorId, IReadOnlyList<Guid> Connections) : GrantResult;

    public sealed record Refused(GrantRefusal Why, string? Detail = null) : GrantResult;

    public sealed record Invalid(IReadOnlyList<SettingProblem> Problems) : GrantResult;

    public sealed record CalledOff : GrantResult;

    public sealed record NotFound : GrantResult;
}

/// <summary>Why a grant came to nothing. Nothing is connected then, and what the vendor gave is given back.</summary>
public enum GrantRefusal
{
    /// <summary>The connector is not active, or is connected in another way.</summary>
    CannotAuthorize,

    /// <summary>The operator has not entered the app at the vendor.</summary>
    NotSetUp,

    /// <summary>People would be sent back to a place that is not the hub's.</summary>
    ForeignRedirect,

    /// <summary>The state is none that this hub gave out for this workspace.</summary>
    UnknownState,

    /// <summary>It came back before: a repeated page, or a stolen code.</summary>
    UsedState,

    ExpiredState,

    /// <summary>Somebody else, or another session, has begun it.</summary>
    OtherSession,

    /// <summary>The person said no on the vendor's page.</summary>
    Denied,

    /// <summary>The vendor's page refused the request, such as a scope that it has not approved.</summary>
    RequestRefused,

    /// <summary>The code has expired, was used, or is none.</summary>
    CodeRefused,

    /// <summary>A required permission was not given.</summary>
    ScopeMissing,

    /// <summary>The vendor did not answer, or has no time.</summary>
    VendorFailed,

    NoAccounts,

    /// <summary>Another account was granted than the one to connect again.</summary>
    OtherAccount,

    AccountElsewhere,
}
