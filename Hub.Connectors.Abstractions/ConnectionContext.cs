using Microsoft.Extensions.Logging;

namespace Hub.Connectors.Abstractions;

/// <summary>One authorised account on a connector, as the host hands it to a call.</summary>
/// <param name="ConnectionId">The hub's id; for logs and correlation only.</param>
/// <param name="AccountId">The platform's id of the account; the same that <see cref="IReceive.Route"/> gives.</param>
/// <param name="Settings">Connection-level settings, defaults of the manifest filled in.</param>
/// <param name="Credentials">Tokens as they are now. A call that answers <c>AuthExpired</c> is repeated by the host with fresh ones.</param>
/// <param name="Http">As <see cref="ConnectorHost.Http"/>, and limited to the connection's own rate.</param>
/// <param name="Logger">Scoped to the connection.</param>
public sealed record ConnectionContext(
    Guid ConnectionId, string AccountId, ConnectorSettings Settings, Credentials Credentials, HttpClient Http, ILogger Logger);
