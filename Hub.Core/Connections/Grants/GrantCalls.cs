using Hub.Connectors.Abstractions;
using Hub.Core.Signals;

namespace Hub.Core.Connections.Grants;

/// <summary>
/// Calls of <see cref="IAuthorize"/>. Those of ads connectors pass the gate of signals: nothing but the app's settings, the code and the
/// tokens can be in them. They are no signals and hold secrets, so the ledger keeps none of it.
/// </summary>
public sealed class GrantCalls(ConnectorRegistry connectors, ConnectorHttp http)
{
    public Task<GrantAnswer> Exchange(string connectorId, string code, Uri redirect, string? verifier, CancellationToken cancellation)
    {
        var authorizer = Authorizer(connectorId);
        return Pass(
            connectorId, [code, verifier, redirect.AbsoluteUri],
            () => authorizer is IProveGrant prover && verifier is not null
                ? prover.Exchange(code, redirect, verifier, cancellation)
                : authorizer.Exchange(code, redirect, cancellation));
    }

    public Task<AccountsAnswer> ListAccounts(string connectorId, Credentials credentials, CancellationToken cancellation) =>
        Pass(connectorId, Texts(credentials), () => Authorizer(connectorId).ListAccounts(credentials, cancellation));

    /// <summary>Takes a connection's grant back at the vendor.</summary>
    public Task<Outcome> Revoke(string connectorId, ConnectionContext connection, CancellationToken cancellation) =>
        Pass(connectorId, Texts(connection.Credentials), () => Authorizer(connectorId).Revoke(connection, cancellation));

    private IAuthorize Authorizer(string connectorId) => connectors.As<IAuthorize>(connectorId)
        ?? throw new InvalidOperationException($"{connectorId} cannot be authorised.");

    private async Task<T> Pass<T>(string connectorId, IEnumerable<string?> texts, Func<Task<T>> call)
    {
        if (connectors.As<IReport>(connectorId) is not { } reporter)
            return await call();
        var pass = new EgressPass([], reporter.Vocabulary, http.AppOf(connectorId), (_, _) => Task.CompletedTask);
        pass.Allow(texts);
        using (EgressGate.Open(pass))
            return await call();
    }

    private static string?[] Texts(Credentials credentials) => [credentials.AccessToken, credentials.RefreshToken];
}
