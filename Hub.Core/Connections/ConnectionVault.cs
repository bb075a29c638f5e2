using System.Text.Json;
using System.Text.Json.Nodes;
using Hub.Connectors.Abstractions;
using Microsoft.AspNetCore.DataProtection;

namespace Hub.Core.Connections;

/// <summary>Secrets of a connection, encrypted at rest: credentials, and the settings that its manifest marks as secret.</summary>
public sealed class ConnectionVault(IDataProtectionProvider protection)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public byte[] Lock(Guid workspaceId, string connectorId, Guid connectionId, ConnectionSecrets secrets) =>
        Protector(workspaceId, connectorId, connectionId).Protect(JsonSerializer.SerializeToUtf8Bytes(secrets, Json));

    public byte[] Lock(Connection connection, ConnectionSecrets secrets) =>
        Lock(connection.WorkspaceId, connection.ConnectorId, connection.Id, secrets);

    /// <returns>None for a connection that is disconnected: its vault is empty.</returns>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The key ring is not the one it was encrypted with.</exception>
    public ConnectionSecrets Unlock(Connection connection) => connection.Vault.Length == 0 ? ConnectionSecrets.None : JsonSerializer.Deserialize<ConnectionSecrets>(
        Protector(connection.WorkspaceId, connection.ConnectorId, connection.Id).Unprotect(connection.Vault), Json)!;

    /// <summary>Locks secrets away for revoking alone: with another purpose, so that nothing else can open them.</summary>
    internal byte[] Keep(Connection connection, ConnectionSecrets secrets) =>
        Protector(connection.WorkspaceId, connection.ConnectorId, connection.Id, "revoke").Protect(JsonSerializer.SerializeToUtf8Bytes(secrets, Json));

    internal ConnectionSecrets UnlockKept(Connection connection, byte[] kept) => JsonSerializer.Deserialize<ConnectionSecrets>(
        Protector(connection.WorkspaceId, connection.ConnectorId, connection.Id, "revoke").Unprotect(kept), Json)!;

    // All of it in the purpose: what was copied into another row, of this workspace or another, cannot be read there.
    private IDataProtector Protector(Guid workspaceId, string connectorId, Guid connectionId, string use = "vault") => protection.CreateProtector(
        "Hub.Secrets", workspaceId.ToString("N"), "connections", connectorId, connectionId.ToString("N"), use);
}

public sealed record ConnectionSecrets(Credentials Credentials, JsonObject Settings)
{
    public static ConnectionSecrets None => new(Credentials.None, []);

    public override string ToString() => "ConnectionSecrets";
}
