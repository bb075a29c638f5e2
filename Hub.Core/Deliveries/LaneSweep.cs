using Hub.Core.Connections;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Deliveries;

/// <summary>Finds lanes with due deliveries that nobody runs: what a lost wake-up or a dead process left behind.</summary>
public sealed class LaneSweep(HubStore store, ConnectorRegistry connectors, LaneBell bell)
{
    private static readonly DeliveryKind[] Kinds = [.. Enum.GetValues<DeliveryKind>().Except([DeliveryKind.TokenLease, DeliveryKind.Erase])];

    public async Task Run()
    {
        // A lane whose connector is not installed does nothing until it is, not even settle what it had begun: it would be rung at every sweep.
        var installed = connectors.All.Where(connector => connector.Connector is not null).Select(connector => connector.Id).ToList();
        foreach (var kind in Kinds)
            bell.Ring(await store.Read(null, db => Due(db, installed, kind, store.Now)));
    }

    // One probe of a partial index per connection and kind, so that its cost does not grow with what is owed or done.
    private static async Task<List<LaneKey>> Due(HubDb db, List<string> installed, DeliveryKind kind, DateTimeOffset now)
    {
        var lanes = new LaneKey(Guid.Empty, Guid.Empty, kind);
        var (works, isParkable) = (lanes.WorksIn, lanes.IsParkable);
        var connections = await db.Connections
            .Where(connection => installed.Contains(connection.ConnectorId))
            .Where(connection => !db.Lanes.Any(lane => lane.WorkspaceId == connection.WorkspaceId && lane.ConnectionId == connection.Id
                && lane.Kind == kind && (lane.LeaseUntil > now || lane.NotBefore > now)))
            // What a dead process had begun is settled whatever has become of the connection since: nobody else would.
            .Where(connection =>
                (connection.State == works && (connection.ParkedAt == null || !isParkable) && db.Deliveries.Any(row => row.WorkspaceId == connection.WorkspaceId && row.ConnectionId == connection.Id && row.Kind == kind
                    && row.State == DeliveryState.Owed && row.DueAt <= now))
                || db.Deliveries.Any(row => row.WorkspaceId == connection.WorkspaceId && row.ConnectionId == connection.Id && row.Kind == kind
                    && row.State == DeliveryState.Started))
            .Select(connection => new { connection.WorkspaceId, connection.Id })
            .ToListAsync();
        return connections.ConvertAll(connection => new LaneKey(connection.WorkspaceId, connection.Id, kind));
    }
}
