using Hub.Core.Connections;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Ingest;

/// <summary>Gives webhooks of an account that nobody had connected to the connection that has it now.</summary>
public sealed class Adoption(HubStore store, IngestQueue queue)
{
    /// <summary>
    /// Moves all of them, in the caller's transaction, which is serial for the connection. One that the connection holds already, byte
    /// for byte, is dropped.
    /// </summary>
    /// <param name="db">Not limited to a workspace: unrouted webhooks belong to none.</param>
    /// <returns>How many were moved; the caller announces them when it has committed.</returns>
    internal static async Task<int> Run(HubDb db, Connection connection, CancellationToken cancellation)
    {
        var unrouted = db.WebhookEvents.Where(row => row.State == WebhookEventState.Unrouted
            && row.ConnectorId == connection.ConnectorId && row.AccountId == connection.AccountId);
        var moved = await unrouted
            .Where(row => !db.WebhookEvents.Any(held => held.WorkspaceId == connection.WorkspaceId
                && held.ConnectionId == connection.Id && held.EventKey == row.EventKey))
            .ExecuteUpdateAsync(
                set => set.SetProperty(row => row.WorkspaceId, connection.WorkspaceId)
                    .SetProperty(row => row.ConnectionId, connection.Id)
                    .SetProperty(row => row.State, WebhookEventState.Pending),
                cancellation);
        await unrouted.ExecuteDeleteAsync(cancellation);
        return moved;
    }

    /// <summary>
    /// Finds webhooks that were on their way to the table while their account was being connected, here or on another node.
    /// </summary>
    public async Task Sweep(CancellationToken cancellation)
    {
        var late = await store.Read(null, db => db.Connections
            .InUse().Where(row => db.WebhookEvents.Any(webhook => webhook.State == WebhookEventState.Unrouted
                && webhook.ConnectorId == row.ConnectorId && webhook.AccountId == row.AccountId))
            .ToListAsync(cancellation));
        foreach (var connection in late)
        {
            await store.Write(null, connection.Id, db => Run(db, connection, cancellation), cancellation);
            queue.Announce(connection.WorkspaceId, connection.Id);
        }
    }
}
