using Hub.Connectors.Abstractions;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Hub.Core.Connections.Grants;

/// <summary>Gives back what a vendor granted and nobody connected, and clears away grants that are over.</summary>
public sealed class GrantLeftovers(HubStore store, GrantVault vault, GrantCalls calls, ConnectorHttp http, ILogger<GrantLeftovers> logger)
{
    // A repeated page is known again for so long.
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(1);

    /// <summary>
    /// Takes the grant back at the vendor, unless one of its accounts is connected, here or in another workspace: with many vendors that
    /// would end the living connection too.
    /// </summary>
    public async Task GiveBack(string connectorId, GrantSecrets secrets, CancellationToken cancellation)
    {
        if (secrets.Credentials is not { } credentials || await IsInUse(connectorId, secrets, cancellation))
            return;
        var id = store.Ids.Next();
        try
        {
            var client = http.Open(connectorId, id, new ConnectorLimits());
            var account = secrets.Accounts is { Count: > 0 } accounts ? accounts[0] : null;
            var context = new ConnectionContext(
                id, account?.AccountId ?? "", ConnectorSettings.Empty, account?.Credentials ?? credentials, client, logger);
            if (await calls.Revoke(connectorId, context, cancellation) is not (Outcome.Accepted or Outcome.Duplicate or Outcome.AuthRevoked) and var left)
                Log.NotGivenBack(logger, connectorId, left.Because?.Code ?? left.GetType().Name);
        }
        finally
        {
            http.Forget(id);
        }
    }

    /// <summary>Ends what nobody chose from in time, of all workspaces.</summary>
    public async Task Sweep(CancellationToken cancellation)
    {
        var now = store.Now;
        var open = await store.Read(null, db => db.Grants
            .Where(row => row.State == GrantState.Open && row.ExpiresAt < now).Take(100).ToListAsync(cancellation));
        foreach (var grant in open)
        {
            var closed = await store.Write(null, null, db => db.Grants
                .Where(row => row.WorkspaceId == grant.WorkspaceId && row.Id == grant.Id && row.State == GrantState.Open)
                .ExecuteUpdateAsync(set => set
                    .SetProperty(row => row.State, GrantState.Closed).SetProperty(row => row.Vault, Array.Empty<byte>()), cancellation), cancellation);
            if (closed == 1)
                await GiveBack(grant.ConnectorId, vault.Unlock(grant), CancellationToken.None);
        }

        var before = now - Remembered;
        await store.Write(null, null, db => db.Grants.Where(row => row.ExpiresAt < before).ExecuteDeleteAsync(cancellation), cancellation);
    }

    private async Task<bool> IsInUse(string connectorId, GrantSecrets secrets, CancellationToken cancellation)
    {
        string[] accounts = [.. secrets.Accounts?.Select(account => account.AccountId) ?? [], .. secrets.GrantedBy is { } by ? [by] : (string[])[]];
        var granter = GrantChoice.Granter(connectorId, secrets);
        return await store.Read(null, db => db.Connections.AnyAsync(
            row => row.ConnectorId == connectorId && row.State != ConnectionState.Disconnected
                && (accounts.Contains(row.AccountId) || (granter != null && row.GrantedBy == granter)), cancellation));
    }
}

internal static partial class Log
{
    [LoggerMessage(2005, LogLevel.Warning, "A grant of {Connector} that nobody connected could not be given back: {Code}")]
    public static partial void NotGivenBack(ILogger logger, string connector, string code);
}
