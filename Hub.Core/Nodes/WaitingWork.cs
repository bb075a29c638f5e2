using Hub.Core.Deliveries;
using Hub.Core.Ingest;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Nodes;

/// <summary>What a node that works would take up now, in the whole hub. What a person has parked waits for that person.</summary>
public static class WaitingWork
{
    public static async Task<(int Deliveries, int Webhooks)> Count(HubStore store, CancellationToken cancellation)
    {
        var now = store.Now;
        return await store.Read(null, async db => (
            await db.Deliveries
                .Where(row => row.State == DeliveryState.Owed && row.Kind != DeliveryKind.RefreshToken && row.DueAt <= now)
                .CountAsync(row => !LaneKey.Parkable.Contains(row.Kind) || !db.Connections.Any(
                    parked => parked.WorkspaceId == row.WorkspaceId && parked.Id == row.ConnectionId && parked.ParkedAt != null), cancellation),
            await db.WebhookEvents.CountAsync(row => row.State == WebhookEventState.Pending, cancellation)));
    }
}
