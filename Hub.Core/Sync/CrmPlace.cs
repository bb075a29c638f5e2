using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Sync;

/// <summary>
/// Where a connection's records lie: another calendar, database or server holds other records, whatever they are called there. When the settings
/// name another one, the links of the old are given up and what they stood for is owed anew; nothing there counts as deleted or changed.
/// </summary>
internal static class CrmPlace
{
    private static readonly DeliveryKind[] Writes = [DeliveryKind.SyncContact, DeliveryKind.SyncOrder, DeliveryKind.SyncBooking];

    /// <summary>
    /// Before anything is written or read there. Asked by each lane instead of where settings are edited, since connectors.json may name
    /// another server too.
    /// </summary>
    public static async Task Enter(HubStore store, ConnectorRegistry connectors, LaneRun run, CancellationToken cancellation)
    {
        if (Of(connectors, run) is not { } place || run.Connection.CrmPlace == place)
            return;
        await store.Write(null, run.Connection.Id, async db =>
        {
            await run.Prove(db, cancellation);
            var row = await db.Connections.SingleAsync(
                found => found.WorkspaceId == run.Lane.WorkspaceId && found.Id == run.Connection.Id, cancellation);
            if (row.CrmPlace is not null && row.CrmPlace != place)
                await Leave(db, run.Lane, row, store.Now, cancellation);
            row.CrmPlace = place;
        }, cancellation);
    }

    private static string? Of(ConnectorRegistry connectors, LaneRun run)
    {
        string?[] parts =
        [
            connectors.Find(run.Connection.ConnectorId)?.Place, SettingsPlace.Of(run.Manifest.Settings.Connection, run.Context.Settings),
        ];
        return parts.OfType<string>().ToList() is { Count: > 0 } named ? string.Join('.', named) : null;
    }

    private static async Task Leave(HubDb db, LaneKey mine, Connection row, DateTimeOffset now, CancellationToken cancellation)
    {
        var (workspace, id) = (row.WorkspaceId, row.Id);
        // Calls that are under way with the settings of before: whatever they bring is not written down.
        await db.Lanes.Where(lane => lane.WorkspaceId == workspace && lane.ConnectionId == id && lane.Kind != mine.Kind
                && (lane.Kind == DeliveryKind.ReadCrm || Writes.Contains(lane.Kind)))
            .ExecuteUpdateAsync(
                set => set.SetProperty(lane => lane.LeaseToken, (Guid?)null).SetProperty(lane => lane.LeaseUntil, (DateTimeOffset?)null), cancellation);
        await Owe(db, mine, now, cancellation);
        await db.ExternalIds.Where(link => link.WorkspaceId == workspace && link.ConnectionId == id).ExecuteDeleteAsync(cancellation);
        await CrmReading.Restart(db, row, now, cancellation);
    }

    private static async Task Owe(HubDb db, LaneKey mine, DateTimeOffset now, CancellationToken cancellation)
    {
        foreach (var (entity, kind) in new[]
        {
            (SyncEntity.Contact, DeliveryKind.SyncContact), (SyncEntity.Order, DeliveryKind.SyncOrder), (SyncEntity.Booking, DeliveryKind.SyncBooking),
        })
        {
            var linked = await db.ExternalIds.Where(link => link.WorkspaceId == mine.WorkspaceId && link.ConnectionId == mine.ConnectionId && link.Entity == entity)
                .Select(link => link.LocalId).ToListAsync(cancellation);
            foreach (var some in linked.Chunk(500))
            {
                var owing = new Owing(db, db.Store.Ids, now);
                foreach (var subject in some)
                    owing.Owe(mine with { Kind = kind }, subject);
                await owing.Write(cancellation);
                await db.SaveChangesAsync(cancellation);
                db.Changes.Lanes.UnionWith(owing.Lanes); // woken once it has committed
            }
        }
    }
}
