using Hub.Core.Connections;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Webhooks;

/// <summary>Owes an endpoint again what it had or missed, on a person's word. The message's id stays, so that the receiver can tell.</summary>
public sealed class WebhookRedelivery(HubStore store, LaneBell bell)
{
    private const int Chunk = 500;

    /// <summary>One delivery, whether it had arrived or not.</summary>
    /// <returns>How many: 0 or 1; null when the workspace has no such endpoint.</returns>
    public Task<int?> One(Caller caller, Guid endpoint, Guid delivery, CancellationToken cancellation) =>
        Again(caller, endpoint, rows => rows.Where(row => row.Id == delivery
            && row.State != DeliveryState.Owed && row.State != DeliveryState.Started), cancellation);

    /// <summary>All that were given up since then, the oldest first.</summary>
    public Task<int?> Failed(Caller caller, Guid endpoint, DateTimeOffset since, CancellationToken cancellation) =>
        Again(caller, endpoint, rows => rows.Where(row => row.State == DeliveryState.Dead && row.OwedAt >= since), cancellation);

    private async Task<int?> Again(
        Caller caller, Guid endpoint, Func<IQueryable<Delivery>, IQueryable<Delivery>> which, CancellationToken cancellation)
    {
        var count = 0;
        for (int? again; (again = await AgainChunk(caller, endpoint, which, cancellation)) is not 0; count += again.Value)
            if (again is null)
                return null;
        if (count > 0)
            bell.Ring(new LaneKey(caller.WorkspaceId, endpoint, DeliveryKind.CallWebhook));
        return count;
    }

    private Task<int?> AgainChunk(
        Caller caller, Guid endpoint, Func<IQueryable<Delivery>, IQueryable<Delivery>> which, CancellationToken cancellation) =>
        store.Write<int?>(caller.WorkspaceId, endpoint, async db =>
        {
            if (!await db.WebhookEndpoints.AnyAsync(row => row.WorkspaceId == caller.WorkspaceId && row.Id == endpoint, cancellation))
                return null;
            if (await db.Connections.AnyAsync(
                row => row.WorkspaceId == caller.WorkspaceId && row.Id == endpoint && row.State == ConnectionState.Disabled, cancellation))
                return 0; // it would wait, and leave by itself some day
            var rows = await which(db.Deliveries.Where(row => row.WorkspaceId == caller.WorkspaceId && row.ConnectionId == endpoint
                && row.Kind == DeliveryKind.CallWebhook)).OrderBy(row => row.Id).Take(Chunk).ToListAsync(cancellation);
            var now = store.Now;
            foreach (var row in rows)
                row.OweAgain(now);
            if (rows.Count > 0)
                db.Note(store, caller.WorkspaceId, caller.Actor, "webhook_endpoint.redelivered", endpoint);
            return rows.Count;
        }, cancellation);
}
