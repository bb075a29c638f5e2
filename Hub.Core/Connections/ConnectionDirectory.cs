using System.Collections.Concurrent;
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

    /// <returns>Null when no active or paused connection has the account.</returns>
    public async ValueTask<Route?> Find(string connectorId, string accountId)
    {
        var now = clock.GetUtcNow();
        if (_entries.TryGetValue((connectorId, accountId), out var entry) && entry.Until > now)
            return entry.Route;
        var found = await Load(connectorId, accountId);
        if (_entries.Count >= MaxEntries)
            _entries.Clear();
        _entries[(connectorId, accountId)] = new Entry(found, now + (found is null ? Missing : Known));
        return found;
    }

    /// <summary>To be called after a connection was made or changed.</summary>
    public void Forget(string connectorId, string accountId) => _entries.TryRemove((connectorId, accountId), out _);

    private Task<Route?> Load(string connectorId, string accountId) => store.Read(null, db => db.Connections
        .Where(row => row.ConnectorId == connectorId && row.AccountId == accountId && row.State != ConnectionState.Disabled)
        .Select(row => (Route?)new Route(row.WorkspaceId, row.Id))
        .FirstOrDefaultAsync());

    private readonly record struct Entry(Route? Route, DateTimeOffset Until);
}

public sealed record Route(Guid WorkspaceId, Guid ConnectionId);
