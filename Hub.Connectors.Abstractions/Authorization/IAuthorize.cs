namespace Hub.Connectors.Abstractions;

/// <summary>OAuth with a vendor. Revoking is part of it: what can be connected can be disconnected.</summary>
public interface IAuthorize : IVerify
{
    /// <summary>Where the business is sent to grant access.</summary>
    Uri AuthorizeUrl(AuthorizeRequest request);

    /// <summary>Turns the code of the redirect into credentials.</summary>
    Task<GrantAnswer> Exchange(string code, Uri redirect, CancellationToken cancellation);

    /// <summary>The accounts that fresh credentials can be used for.</summary>
    Task<AccountsAnswer> ListAccounts(Credentials credentials, CancellationToken cancellation);

    /// <summary>
    /// Gets fresh credentials. Vendors rotate: the old refresh token may be dead once this answers, so the host stores the new ones
    /// before it uses them. <see cref="Outcome.AuthRevoked"/> is terminal, and for the vendor's own word that the grant or its token is no
    /// more; a refusal that may have another reason is <see cref="Outcome.AuthExpired"/>, and waits for a person.
    /// </summary>
    Task<GrantAnswer> Refresh(ConnectionContext connection, CancellationToken cancellation);

    /// <summary>
    /// Takes the grant back at the vendor. <see cref="Outcome.AuthRevoked"/> means that it was gone already, <see cref="Outcome.Rejected"/>
    /// that only a person can do it, at the vendor's own page: a token that was pasted in, for one.
    /// </summary>
    Task<Outcome> Revoke(ConnectionContext connection, CancellationToken cancellation);
}

/// <param name="State">Opaque; comes back with the redirect.</param>
/// <param name="WithOptional">Also ask for the optional permissions of the manifest.</param>
public sealed record AuthorizeRequest(Uri Redirect, string State, bool WithOptional);

/// <param name="Credentials">Set with <see cref="Outcome.Accepted"/>; also with a failure after the grant was made, such as <see cref="MissingScopes"/>, so that the host can give them back.</param>
/// <param name="AccountId">Who granted, where the vendor says so: the account itself, or the person whose accounts it opens.</param>
public sealed record GrantAnswer(Outcome Outcome, Credentials? Credentials = null, string? AccountId = null)
{
    /// <summary>Required scopes that were not granted; then the outcome is <see cref="Outcome.Misconfigured"/>.</summary>
    public IReadOnlyList<string> MissingScopes { get; init; } = [];

    /// <summary>Optional scopes that were not granted; what needs them will not work.</summary>
    public IReadOnlyList<string> DeclinedScopes { get; init; } = [];
}

public sealed record AccountsAnswer(Outcome Outcome, IReadOnlyList<RemoteAccount> Accounts);

public sealed record RemoteAccount(string AccountId, string? Name)
{
    /// <summary>The account's own, where the vendor gives each account others than the grant's.</summary>
    public Credentials? Credentials { get; init; }
}
