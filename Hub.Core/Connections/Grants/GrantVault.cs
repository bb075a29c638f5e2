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
    /// <summary>Tokens to be given back: each account's own, or the grant's where they have none. What one refresh token renews is one.</summary>
    public IEnumerable<RemoteAccount> Each()
    {
        var all = Accounts is { Count: > 0 } accounts ? accounts : [new RemoteAccount("", null)];
        return all.Select(account => account with { Credentials = account.Credentials ?? Credentials })
            .Where(account => account.Credentials is not null).DistinctBy(account => account.Credentials!.RefreshToken ?? account.Credentials.AccessToken);
    }

    /// <summary>The vendor has given others for these.</summary>
    public GrantSecrets With(Credentials old, Credentials fresh) => this with
    {
        Credentials = Credentials == old ? fresh : Credentials,
        Accounts = Accounts?.Select(account => account.Credentials == old ? account with { Credentials = fresh } : account).ToList(),
    };

    public override string ToString() => "GrantSecrets";
}
