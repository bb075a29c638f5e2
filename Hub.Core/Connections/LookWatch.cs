using Hub.Connectors.Abstractions;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Connections;

/// <summary>Owes the active connections of the connectors that can do it a look, once in a while: outside nobody says what has changed there.</summary>
/// <param name="every">How old the last look may be.</param>
public abstract class LookWatch(HubStore store, ConnectorRegistry connectors, LaneBell bell, DeliveryKind kind, TimeSpan every)
{
    public async Task Run(CancellationToken cancellation)
    {
        var now = store.Now;
        var able = connectors.All.Where(connector => connector.Connector is { } found && CanLook(found)).Select(connector => connector.Id).ToList();
        var due = await store.Read(null, db => Unseen(db, db.Connections.Where(row => row.State == ConnectionState.Active && able.Contains(row.ConnectorId)), now - every)
            .Select(row => new { row.WorkspaceId, row.Id }).ToListAsync(cancellation));
        foreach (var row in due)
        {
            var lane = new LaneKey(row.WorkspaceId, row.Id, kind);
            await store.Write(null, row.Id, async db =>
            {
                var owing = new Owing(db, store.Ids, now);
                Owe(owing, lane);
                await owing.Write(cancellation);
            }, cancellation);
            bell.Ring(lane);
        }
    }

    /// <summary>A look has no subject but the connection itself.</summary>
    internal static void Owe(Owing owing, LaneKey lane) => owing.Owe(lane, lane.ConnectionId);

    protected abstract bool CanLook(IConnector connector);

    /// <returns>Those of them that were not looked at since.</returns>
    protected abstract IQueryable<Connection> Unseen(HubDb db, IQueryable<Connection> connections, DateTimeOffset since);
}
