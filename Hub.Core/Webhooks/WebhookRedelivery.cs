using Hub.Core.Connections;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Webhooks;

/// <summary>Owes an endpoint again what it had or missed, on a person's word. The message's id stays, so that the receiver can tell.</summary>
public sealed class WebhookRedelivery(HubStore store, LaneBell bell)
{
    private const int MostAtOnce = 500;

    /// <summary>One delivery, whether it had arrived or not, or waits for its next try. It goes now, before any that goes again with many others.</summary>
    /// <returns>How many: 0 or 1; null when the workspace has no such endpoint, or the endpoint no such delivery.</returns>
    public async Task<int?> One(Caller caller, Guid endpoint, Guid delivery, CancellationToken cancellation)
    {
        if (!await store.Read(caller.WorkspaceId, db => db.Deliveries.AnyAsync(row => row.WorkspaceId == caller.WorkspaceId && row.Id == delivery
            && row.ConnectionId == endpoint && row.Kind == DeliveryKind.CallWebhook, cancellation)))
            return null;
        var count = await Again(caller, endpoint, rows => rows.Where(row => row.Id == delivery && row.State != DeliveryState.Started), async (db, rows) =>
        {
            foreach (var row in rows)
                if (row.State == DeliveryState.Owed)
                    (row.DueAt, row.IsReplay) = (store.Now, false); // its age and tries go on: one more is no new beginning
                else
                    row.OweAgain(store.Now);
            await Wake(db, Lane(caller, endpoint), cancellation);
        }, cancellation);
        if (count > 0)
            bell.Ring(Lane(caller, endpoint));
        return count;
    }

    // It rests since nobody answered; a person who has mended that need not wait it out. What the receiver itself asked for holds.
    private async Task Wake(HubDb db, LaneKey key, CancellationToken cancellation)
    {
        var lane = await db.Lanes.FirstOrDefaultAsync(
            row => row.WorkspaceId == key.WorkspaceId && row.ConnectionId == key.ConnectionId && row.Kind == key.Kind, cancellation);
        if (lane is not null && Circuit.IsOpen(lane))
            lane.NotBefore = store.Now;
    }

    /// <summary>All that were given up since then, the oldest first, so many a minute and after what is due besides.</summary>
    /// <returns>Null when the workspace has no such endpoint.</returns>
    public async Task<BulkReplay?> Failed(Caller caller, Guid endpoint, DateTimeOffset since, int perMinute, CancellationToken cancellation)
    {
        var (total, queue) = (0, (ReplayQueue?)null);
        for (int? count; (count = await Chunk(queue)) is not 0; total += count.Value)
            if (count is null)
                return null;
        if (total > 0)
            bell.Ring(Lane(caller, endpoint));
        return new BulkReplay(total, queue?.Last);

        Task<int?> Chunk(ReplayQueue? before) => Again(
            caller, endpoint, rows => rows.Where(row => row.State == DeliveryState.Dead && row.OwedAt >= since),
            async (db, rows) => queue = await ReplayQueue.Give(db, Lane(caller, endpoint), before, rows, perMinute, store.Now, cancellation), cancellation);
    }

    private Task<int?> Again(
        Caller caller, Guid endpoint, Func<IQueryable<Delivery>, IQueryable<Delivery>> which, Func<HubDb, List<Delivery>, Task> owe,
        CancellationToken cancellation) =>
        store.Write<int?>(caller.WorkspaceId, endpoint, async db =>
        {
            if (!await db.WebhookEndpoints.AnyAsync(row => row.WorkspaceId == caller.WorkspaceId && row.Id == endpoint, cancellation))
                return null;
            if (await db.Connections.AnyAsync(
                row => row.WorkspaceId == caller.WorkspaceId && row.Id == endpoint && row.State == ConnectionState.Disabled, cancellation))
                return 0; // it would wait, and leave by itself some day
            var rows = await which(db.Deliveries.Where(row => row.WorkspaceId == caller.WorkspaceId && row.ConnectionId == endpoint
                && row.Kind == DeliveryKind.CallWebhook)).OrderBy(row => row.Id).Take(MostAtOnce).ToListAsync(cancellation);
            if (rows.Count == 0)
                return 0;
            await owe(db, rows);
            db.Note(store, caller.WorkspaceId, caller.Actor, "webhook_endpoint.redelivered", endpoint);
            return rows.Count;
        }, cancellation);

    private static LaneKey Lane(Caller caller, Guid endpoint) => new(caller.WorkspaceId, endpoint, DeliveryKind.CallWebhook);
}
