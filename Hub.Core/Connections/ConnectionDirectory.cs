using System.Collections.Concurrent;
using Hub.Core.Feed;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Connections;

/// <summary>Finds the connection of an account without a query per webhook.</summary>
public sealed class ConnectionDirectory(HubStore store, TimeProvider clock)
{
    private const int MaxEntries = 100_000;
    private static readonly TimeSpan Known = TimeSpan.FromSeconds(30);

    // Short: a connection made on another node should get its events soon. What came before is adopted when it is made.
    private static readonly TimeSpan Missing = TimeSpan.FromSeconds(2);
    private readonly ConcurrentDictionary<(string Connector, string Account), Entry> _entries = new();
    private int _forgotten;

    /// <returns>
    /// Null when nobody has the account; <see cref="Route.Ended"/> when it was disconnected and nobody has it now.
    /// </returns>
    public async ValueTask<Route?> Find(string connectorId, string accountId)
    {
        var now = clock.GetUtcNow();
        if (_entries.TryGetValue((connectorId, accountId), out var entry) && entry.Until > now)
            return entry.Route;
        var forgotten = Volatile.Read(ref _forgotten);
        var found = await Load(connectorId, accountId);
        // An end is never remembered: what comes after another node has connected it again must not be dropped. Nor is what may have been
        // read before something changed.
        if (found == Route.Ended || forgotten != Volatile.Read(ref _forgotten))
            return found;
        if (_entries.Count >= MaxEntries)
            _entries.Clear();
        _entries[(connectorId, accountId)] = new Entry(found, now + (found is null or { IsOff: true } ? Missing : Known));
        return found;
    }

    /// <summary>To be called after a connection was made or changed.</summary>
    public void Forget(string connectorId, string accountId)
    {
        Interlocked.Increment(ref _forgotten);
        _entries.TryRemove((connectorId, accountId), out _);
    }

    /// <summary>To be called with what any node has changed: what was posted to an account that another one has disconnected must not be kept for its old connection.</summary>
    public void Heard(FeedEvent happened)
    {
        if (happened.Type is not (FeedEventType.Resync or FeedEventType.ConnectionChanged))
            return;
        Interlocked.Increment(ref _forgotten);
        if (happened.Type == FeedEventType.Resync)
            _entries.Clear();
        foreach (var known in _entries.Where(entry => entry.Value.Route?.ConnectionId == happened.ConnectionId).Select(entry => entry.Key).ToList())
            _entries.TryRemove(known, out _);
    }

    private Task<Route?> Load(string connectorId, string accountId) => store.Read(null, async db =>
    {
        var rows = await db.Connections.Where(row => row.ConnectorId == connectorId && row.AccountId == accountId)
            .Select(row => new { row.WorkspaceId, row.Id, row.State }).ToListAsync();
        var used = rows.Find(row => row.State is ConnectionState.Active or ConnectionState.Paused);
        if (used is not null)
            return new Route(used.WorkspaceId, used.Id);
        return rows.Find(row => row.State == ConnectionState.Disabled) is { } off ? new Route(off.WorkspaceId, off.Id) { IsOff = true }
            : rows.Count > 0 && rows.TrueForAll(row => row.State == ConnectionState.Disconnected) ? Route.Ended : null;
    });

    private readonly record struct Entry(Route? Route, DateTimeOffset Until);
}

public sealed record Route(Guid WorkspaceId, Guid ConnectionId)
{
    /// <summary>It is switched off: what comes is kept for the day on which it is on again, and is nobody's until then.</summary>
    public bool IsOff { get; init; }

    /// <summary>Of an account that was disconnected: what its platform still posts is nobody's.</summary>
    public static Route Ended { get; } = new(Guid.Empty, Guid.Empty);
}
