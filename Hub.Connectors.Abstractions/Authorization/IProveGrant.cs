namespace Hub.Connectors.Abstractions;

/// <summary>
/// Proof key for code exchange (RFC 7636, S256), for vendors that offer it: a code that somebody else got hold of is worth nothing without
/// the verifier, which never leaves the host before the exchange.
/// </summary>
public interface IProveGrant : IAuthorize
{
    /// <param name="challenge">SHA-256 of the verifier, base64url.</param>
    Uri AuthorizeUrl(AuthorizeRequest request, string challenge);

    Task<GrantAnswer> Exchange(string code, Uri redirect, string verifier, CancellationToken cancellation);
}
