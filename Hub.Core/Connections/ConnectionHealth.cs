using Hub.Connectors.Abstractions;
using Hub.Core.Deliveries;
using Hub.Core.Ingest;
using Hub.Core.Storage;
using Hub.Core.Sync;
using Hub.Core.Webhooks;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Connections;

/// <summary>How a connection does, in numbers.</summary>
public sealed record ConnectionHealth(Guid ConnectionId)
{
    private static readonly string[] Parked = [nameof(Outcome.AuthExpired), nameof(Outcome.AuthRevoked), nameof(Outcome.Misconfigured)];
    private static readonly TimeSpan Recent = TimeSpan.FromHours(1);

    public DateTimeOffset? LastEventAt { get; init; }

    /// <summary>Since when nothing came, where that is out of the ordinary for it.</summary>
    public DateTimeOffset? SilentSince { get; init; }

    /// <summary>When the oldest webhook came that is not applied yet.</summary>
    public DateTimeOffset? PendingSince { get; init; }

    public DateTimeOffset? TokenExpiresAt { get; init; }

    /// <summary>Null where the connector has no webhooks to subscribe, or was not asked yet.</summary>
    public WebhookSubscription? Subscription { get; init; }

    /// <summary>Null where nothing is read back, or was not yet.</summary>
    public CrmReading? Reading { get; init; }

    /// <summary>Due and not done: waiting, or being tried again. A token's refresh that lies ahead is none of it.</summary>
    public int Owed { get; init; }

    /// <summary>All that is owed, with what is not due yet: what a disconnect would cancel.</summary>
    public int OwedInAll { get; init; }

    public DateTimeOffset? OldestOwedAt { get; init; }

    /// <summary>Since when the oldest of what has failed at least once is owed; null when nothing fails.</summary>
    public DateTimeOffset? FailingSince { get; init; }

    /// <summary>When the next of what has failed is tried again.</summary>
    public DateTimeOffset? NextRetryAt { get; init; }

    /// <summary>The other side has asked for a pause until then, or does not answer and is tried again then.</summary>
    public DateTimeOffset? WaitsUntil { get; init; }

    /// <summary>Nothing that was tried lately has come to an answer.</summary>
    public bool IsUnanswered { get; init; }

    /// <summary>Given up; a person can replay or skip them.</summary>
    public int Dead { get; init; }

    /// <summary>May have arrived.</summary>
    public int InDoubt { get; init; }

    /// <summary>Of what was owed in the last hour and is over: done.</summary>
    public int RecentDone { get; init; }

    /// <summary>Of what was owed in the last hour and is over: given up or in doubt.</summary>
    public int RecentFailed { get; init; }

    /// <summary>Of all connections of the workspace, in a handful of queries.</summary>
    public static async Task<List<ConnectionHealth>> Load(HubDb db, Guid workspace, DateTimeOffset now, CancellationToken cancellation)
    {
        var connections = await db.Connections
            .Where(row => row.WorkspaceId == workspace && row.ConnectorId != WebhookConnector.Id).OrderByDescending(row => row.Id)
            .Select(row => new { row.Id, row.LastEventAt, row.SilentSince, row.TokenExpiresAt }).ToListAsync(cancellation);
        var subscriptions = await db.WebhookSubscriptions.Where(row => row.WorkspaceId == workspace)
            .AsNoTracking().ToDictionaryAsync(row => row.Id, cancellation);
        var readings = await db.CrmReadings.Where(row => row.WorkspaceId == workspace)
            .AsNoTracking().ToDictionaryAsync(row => row.Id, cancellation);
        var owed = await Open(db, workspace, now).ToDictionaryAsync(group => group.Connection, cancellation);
        var all = await db.Deliveries
            .Where(row => row.WorkspaceId == workspace && row.State == DeliveryState.Owed && row.Kind != DeliveryKind.Revoke)
            .GroupBy(row => row.ConnectionId).Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, cancellation);
        var ended = await db.Deliveries
            .Where(row => row.WorkspaceId == workspace && (row.State == DeliveryState.Dead || row.State == DeliveryState.Unknown))
            .GroupBy(row => new { row.ConnectionId, row.State }).Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => (group.Key.ConnectionId, group.Key.State), group => group.Count, cancellation);
        var recent = await Over(db, workspace, Ids.Before(now - Recent), cancellation);
        var pending = await db.WebhookEvents
            .Where(row => row.WorkspaceId == workspace && row.State == WebhookEventState.Pending)
            .GroupBy(row => row.ConnectionId).Select(group => new { group.Key, Oldest = group.Min(row => (DateTimeOffset?)row.ReceivedAt) })
            .ToDictionaryAsync(group => group.Key, group => group.Oldest, cancellation);
        var waiting = await db.Lanes.Where(row => row.WorkspaceId == workspace && row.NotBefore > now)
            .GroupBy(row => row.ConnectionId).Select(group => new { group.Key, Until = group.Max(row => row.NotBefore) })
            .ToDictionaryAsync(group => group.Key, group => group.Until, cancellation);
        var unanswered = await db.Lanes.Where(row => row.WorkspaceId == workspace && row.Unanswered >= Circuit.Trips)
            .Select(row => row.ConnectionId).ToHashSetAsync(cancellation);
        return connections.ConvertAll(row =>
        {
            var open = owed.GetValueOrDefault(row.Id);
            return new ConnectionHealth(row.Id)
            {
                LastEventAt = row.LastEventAt,
                SilentSince = row.SilentSince,
                PendingSince = pending.GetValueOrDefault(row.Id),
                TokenExpiresAt = row.TokenExpiresAt,
                Subscription = subscriptions.GetValueOrDefault(row.Id),
                Reading = readings.GetValueOrDefault(row.Id),
                Owed = open?.Count ?? 0,
                OwedInAll = all.GetValueOrDefault(row.Id),
                OldestOwedAt = open?.Oldest,
                FailingSince = open?.Failing,
                NextRetryAt = open?.Next,
                WaitsUntil = waiting.GetValueOrDefault(row.Id),
                IsUnanswered = unanswered.Contains(row.Id),
                Dead = ended.GetValueOrDefault((row.Id, DeliveryState.Dead)),
                InDoubt = ended.GetValueOrDefault((row.Id, DeliveryState.Unknown)),
                RecentDone = recent.GetValueOrDefault((row.Id, true)),
                RecentFailed = recent.GetValueOrDefault((row.Id, false)),
            };
        });
    }

    private static IQueryable<OpenDebts> Open(HubDb db, Guid workspace, DateTimeOffset now) => db.Deliveries
        .Where(row => row.WorkspaceId == workspace && row.State == DeliveryState.Owed && row.Kind != DeliveryKind.RefreshToken
            && (row.DueAt <= now || row.Attempts > 0))
        .GroupBy(row => row.ConnectionId)
        .Select(group => new OpenDebts
        {
            Connection = group.Key,
            Count = group.Count(),
            Oldest = group.Min(row => (DateTimeOffset?)row.OwedAt),
            Failing = group.Where(row => row.Attempts > 0 || Parked.Contains(row.Outcome!)).Min(row => (DateTimeOffset?)row.OwedAt),
            Next = group.Where(row => row.Attempts > 0).Min(row => (DateTimeOffset?)row.DueAt),
        });

    // By ids, which hold the time at which it was first owed: the index by state and id has them.
    private static async Task<Dictionary<(Guid Connection, bool IsDone), int>> Over(
        HubDb db, Guid workspace, Guid since, CancellationToken cancellation)
    {
        var counts = new Dictionary<(Guid, bool), int>();
        foreach (var state in new[] { DeliveryState.Done, DeliveryState.Dead, DeliveryState.Unknown })
            foreach (var group in await db.Deliveries
                .Where(row => row.WorkspaceId == workspace && row.State == state && row.Id.CompareTo(since) > 0)
                .GroupBy(row => row.ConnectionId).Select(group => new { group.Key, Count = group.Count() }).ToListAsync(cancellation))
                counts[(group.Key, state == DeliveryState.Done)] =
                    counts.GetValueOrDefault((group.Key, state == DeliveryState.Done)) + group.Count;
        return counts;
    }

    private sealed class OpenDebts
    {
        public Guid Connection { get; init; }

        public int Count { get; init; }

        public DateTimeOffset? Oldest { get; init; }

        public DateTimeOffset? Failing { get; init; }

        public DateTimeOffset? Next { get; init; }
    }
}
