using Hub.Connectors.Abstractions;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Core.Webhooks;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Connections;

/// <summary>How a connection does, in numbers.</summary>
/// <param name="Owed">Due and not done: waiting, or being tried again. A token's refresh that lies ahead is none of it.</param>
/// <param name="FailingSince">Since when the oldest of what has failed at least once is owed; null when nothing fails.</param>
/// <param name="Dead">Given up; a person can replay or skip them.</param>
/// <param name="InDoubt">May have arrived.</param>
public sealed record ConnectionHealth(
    Guid ConnectionId, DateTimeOffset? LastEventAt, int Owed, DateTimeOffset? OldestOwedAt, DateTimeOffset? FailingSince, int Dead, int InDoubt)
{
    private static readonly string[] Parked = [nameof(Outcome.AuthExpired), nameof(Outcome.AuthRevoked), nameof(Outcome.Misconfigured)];

    /// <summary>Of all connections of the workspace, in three queries.</summary>
    public static async Task<List<ConnectionHealth>> Load(HubDb db, Guid workspace, DateTimeOffset now, CancellationToken cancellation)
    {
        var connections = await db.Connections
            .Where(row => row.WorkspaceId == workspace && row.ConnectorId != WebhookConnector.Id).OrderByDescending(row => row.Id)
            .Select(row => new { row.Id, row.LastEventAt }).ToListAsync(cancellation);
        var owed = await db.Deliveries
            .Where(row => row.WorkspaceId == workspace && row.State == DeliveryState.Owed && row.Kind != DeliveryKind.RefreshToken
                && (row.DueAt <= now || row.Attempts > 0))
            .GroupBy(row => row.ConnectionId)
            .Select(group => new
            {
                group.Key,
                Count = group.Count(),
                Oldest = group.Min(row => (DateTimeOffset?)row.OwedAt),
                Failing = group.Where(row => row.Attempts > 0 || Parked.Contains(row.Outcome!)).Min(row => (DateTimeOffset?)row.OwedAt),
            })
            .ToDictionaryAsync(group => group.Key, cancellation);
        var ended = await db.Deliveries
            .Where(row => row.WorkspaceId == workspace && (row.State == DeliveryState.Dead || row.State == DeliveryState.Unknown))
            .GroupBy(row => new { row.ConnectionId, row.State }).Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => (group.Key.ConnectionId, group.Key.State), group => group.Count, cancellation);
        return connections.ConvertAll(row =>
        {
            var open = owed.GetValueOrDefault(row.Id);
            return new ConnectionHealth(
                row.Id, row.LastEventAt, open?.Count ?? 0, open?.Oldest, open?.Failing,
                ended.GetValueOrDefault((row.Id, DeliveryState.Dead)), ended.GetValueOrDefault((row.Id, DeliveryState.Unknown)));
        });
    }
}
