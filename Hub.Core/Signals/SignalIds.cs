using Hub.Connectors.Abstractions;
using Hub.Core.Connections;

namespace Hub.Core.Signals;

/// <summary>
/// Event ids made of platform ids only: the same fact gets the same id after every retry, replay and restore, on every node.
/// </summary>
internal static class SignalIds
{
    public static Sha256Hash Of(Connection connection, string conversationKey, SignalKind kind, string what = "") =>
        Sha256Hash.Of($"{connection.ConnectorId}\n{connection.AccountId}\n{conversationKey}\n{kind}\n{what}");
}
