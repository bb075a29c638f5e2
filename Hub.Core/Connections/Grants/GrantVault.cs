using System.Text.Json;
using Hub.Connectors.Abstractions;
using Microsoft.AspNetCore.DataProtection;

namespace Hub.Core.Connections.Grants;

/// <summary>What a grant holds that nobody may read: the proof key's verifier, then tokens. Encrypted at rest.</summary>
public sealed class GrantVault(IDataProtectionProvider protection)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public byte[] Lock(Guid workspaceId, string connectorId, Guid grantId, GrantSecrets secrets) =>
        Protector(workspaceId, connectorId, grantId).Protect(JsonSerializer.SerializeToUtf8Bytes(secrets, Json));

    public GrantSecrets Unlock(Grant grant) => JsonSerializer.Deserialize<GrantSecrets>(
        Protector(grant.WorkspaceId, grant.ConnectorId, grant.Id).Unprotect(grant.Vault), Json)!;

    private IDataProtector Protector(Guid workspaceId, string connectorId, Guid grantId) => protection.CreateProtector(
        "Hub.Secrets", workspaceId.ToString("N"), "grants", connectorId, grantId.ToString("N"), "vault");
}

/// <param name="Verifier">Of the proof key, before the exchange.</param>
/// <param name="GrantedBy">Who granted, as the vendor names them.</param>
public sealed record GrantSecrets(
    string? Verifier, Credentials? Credentials = null, string? GrantedBy = null, IReadOnlyList<RemoteAccount>? Accounts = null,
    IReadOnlyList<string>? DeclinedScopes = null)
{
    public override string ToString() => "GrantSecrets";
}
