using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Deliveries;

/// <summary>Finds lanes with due deliveries that nobody runs: what a lost wake-up or a dead process left behind.</summary>
public sealed class LaneSweep(HubStore store, LaneBell bell)
{
    public async Task Run()
    {
        var now = store.Now;
        var lanes = await store.Read(null, db => db.Deliveries
            .Where(row => (row.State == DeliveryState.Owed && row.DueAt <= now) || row.State == DeliveryState.Started)
            .Select(row => new { row.WorkspaceId, row.ConnectionId, row.Kind }).Distinct()
            .Where(key => !db.Lanes.Any(lane => lane.WorkspaceId == key.WorkspaceId && lane.ConnectionId == key.ConnectionId
                && lane.Kind == key.Kind && (lane.LeaseUntil > now || lane.NotBefore > now)))
            .Where(key => db.Connections.Any(connection => connection.WorkspaceId == key.WorkspaceId && connection.Id == key.ConnectionId
                && connection.State == Connections.ConnectionState.Active))
            .ToListAsync());
        bell.Ring(lanes.Select(key => new LaneKey(key.WorkspaceId, key.ConnectionId, key.Kind)));
    }
}
