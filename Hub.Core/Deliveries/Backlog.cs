using System.Text.Json;
using Hub.Core.Connections;
using Hub.Core.Ingest;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Deliveries;

/// <summary>What waits in the whole hub, by connector. What a person has parked is not late.</summary>
internal sealed record Backlog(
    IReadOnlyDictionary<string, double> Owed, IReadOnlyDictionary<string, double> Lag, IReadOnlyDictionary<string, double> Dead,
    IReadOnlyDictionary<string, double> Pending, IReadOnlyDictionary<string, double> Unanswered,
    IReadOnlyDictionary<(string Connector, string State), double> Connections)
{
    public static async Task<Backlog> Count(HubDb db, DateTimeOffset now, CancellationToken cancellation)
    {
        var connections = await db.Connections
            .Select(row => new { row.WorkspaceId, row.Id, row.ConnectorId, row.State, row.SilentSince, row.ParkedAt }).ToListAsync(cancellation);
        var connector = connections.ToDictionary(row => (row.WorkspaceId, row.Id), row => row.ConnectorId);
        var owed = await db.Deliveries
            .Where(row => row.State == DeliveryState.Owed && row.Kind != DeliveryKind.RefreshToken && row.DueAt <= now)
            .Where(row => !LaneKey.Parkable.Contains(row.Kind) || !db.Connections.Any(
                parked => parked.WorkspaceId == row.WorkspaceId && parked.Id == row.ConnectionId && parked.ParkedAt != null))
            .GroupBy(row => new { row.WorkspaceId, row.ConnectionId })
            .Select(group => new { group.Key, Count = group.Count(), Oldest = group.Min(row => row.OwedAt) }).ToListAsync(cancellation);
        var dead = await db.Deliveries.Where(row => row.State == DeliveryState.Dead)
            .GroupBy(row => new { row.WorkspaceId, row.ConnectionId })
            .Select(group => new { group.Key, Count = group.Count() }).ToListAsync(cancellation);
        var pending = await db.WebhookEvents.Where(row => row.State == WebhookEventState.Pending)
            .GroupBy(row => row.ConnectorId).Select(group => new { group.Key, Oldest = group.Min(row => row.ReceivedAt) }).ToListAsync(cancellation);
        // One that owes nothing any more would rest for ever, and what is parked is not tried.
        var unanswered = await db.Lanes
            .Where(lane => !LaneKey.Parkable.Contains(lane.Kind) || !db.Connections.Any(
                parked => parked.WorkspaceId == lane.WorkspaceId && parked.Id == lane.ConnectionId && parked.ParkedAt != null))
            .Where(lane => lane.Unanswered >= Circuit.Trips && db.Deliveries.Any(row => row.WorkspaceId == lane.WorkspaceId
                && row.ConnectionId == lane.ConnectionId && row.Kind == lane.Kind && row.State == DeliveryState.Owed))
            .Select(lane => new { lane.WorkspaceId, lane.ConnectionId }).ToListAsync(cancellation);
        string Named(Guid workspace, Guid id) => connector.GetValueOrDefault((workspace, id), "gone");
        return new Backlog(
            By(owed.Select(row => (Named(row.Key.WorkspaceId, row.Key.ConnectionId), (double)row.Count)), Enumerable.Sum),
            By(owed.Select(row => (Named(row.Key.WorkspaceId, row.Key.ConnectionId), (now - row.Oldest).TotalSeconds)), Enumerable.Max),
            By(dead.Select(row => (Named(row.Key.WorkspaceId, row.Key.ConnectionId), (double)row.Count)), Enumerable.Sum),
            pending.ToDictionary(row => row.Key, row => (now - row.Oldest).TotalSeconds),
            By(unanswered.Select(row => (Named(row.WorkspaceId, row.ConnectionId), 1.0)), Enumerable.Sum),
            By(connections.Select(row => ((row.ConnectorId, State(row.State, row.SilentSince is not null, row.ParkedAt is not null)), 1.0)), Enumerable.Sum));
    }

    private static string State(ConnectionState state, bool isSilent, bool isParked) => (state, isSilent, isParked) switch
    {
        (ConnectionState.Active, true, _) => "silent",
        (ConnectionState.Active, _, true) => "parked",
        _ => JsonNamingPolicy.CamelCase.ConvertName(EnumNames.Of(state)),
    };

    private static Dictionary<TKey, double> By<TKey>(IEnumerable<(TKey Key, double Value)> rows, Func<IEnumerable<double>, double> how) where TKey : notnull =>
        rows.GroupBy(row => row.Key, row => row.Value).ToDictionary(group => group.Key, group => how(group));
}
