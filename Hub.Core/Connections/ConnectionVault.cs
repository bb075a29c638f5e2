using System.Text.Json;
using System.Text.Json.Nodes;
using Hub.Connectors.Abstractions;
using Microsoft.AspNetCore.DataProtection;

namespace Hub.Core.Connections;

/// <summary>Secrets of a connection, encrypted at rest: credentials, and the settings that its manifest marks as secret.</summary>
public sealed class ConnectionVault(IDataProtectionProvider protection)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public byte[] Lock(Guid connectionId, ConnectionSecrets secrets) =>
        Protector(connectionId).Protect(JsonSerializer.SerializeToUtf8Bytes(secrets, Json));

    /// <exception cref="System.Security.Cryptography.CryptographicException">The key ring is not the one it was encrypted with.</exception>
    public ConnectionSecrets Unlock(Connection connection) =>
        JsonSerializer.Deserialize<ConnectionSecrets>(Protector(connection.Id).Unprotect(connection.Vault), Json)!;

    // The connection's id in the purpose: one connection's vault cannot be read as another's.
    private IDataProtector Protector(Guid connectionId) => protection.CreateProtector("Hub.Secrets", connectionId.ToString("N"));
}

public sealed record ConnectionSecrets(Credentials Credentials, JsonObject Settings)
{
    public override string ToString() => "ConnectionSecrets";
}
