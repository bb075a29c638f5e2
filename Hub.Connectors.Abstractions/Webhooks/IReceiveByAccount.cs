namespace Hub.Connectors.Abstractions;

/// <summary>
/// For platforms that sign each account's webhooks by a secret of its own, which is a setting of the connection. The host asks
/// <see cref="IReceive.Verify"/> first, with the app's secrets, and about what that calls forged once more here. Since contract 1.6.
/// </summary>
public interface IReceiveByAccount : IReceive
{
    /// <summary>Whose secret it takes, read from bytes that nobody has verified yet: the same id that <see cref="IReceive.Route"/> gives.</summary>
    /// <returns>Null when the request names no account.</returns>
    string? Signer(WebhookRequest request);

    /// <param name="connection">Settings of that account's connection. Without a secret in them every request is forged.</param>
    WebhookVerdict Verify(WebhookRequest request, ConnectorSettings connection);
}
