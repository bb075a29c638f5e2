using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Sync;

/// <summary>Owes each CRM that can be read back a look at what was changed there, once in a while: none of them says so by itself.</summary>
public sealed class CrmWatch(HubStore store, ConnectorRegistry connectors, LaneBell bell)
{
    /// <summary>How old the last look may be. Less than the minute of its schedule, so that no turn is missed by a second.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(45);

    public async Task Run(CancellationToken cancellation)
    {
        var (now, before) = (store.Now, store.Now - Every);
        var able = connectors.All.Where(connector => connector.Connector is IPoll<CrmChange>).Select(connector => connector.Id).ToList();
        var due = await store.Read(null, db => db.Connections
            .Where(row => row.State == ConnectionState.Active && able.Contains(row.ConnectorId))
            .Where(row => !db.CrmReadings.Any(
                found => found.WorkspaceId == row.WorkspaceId && found.Id == row.Id && found.AskedAt > before))
            .Select(row => new { row.WorkspaceId, row.Id }).ToListAsync(cancellation));
        foreach (var row in due)
        {
            var lane = new LaneKey(row.WorkspaceId, row.Id, DeliveryKind.ReadCrm);
            await store.Write(null, row.Id, async db =>
            {
                var owing = new Owing(db, store.Ids, now);
                Owe(owing, lane);
                await owing.Write(cancellation);
            }, cancellation);
            bell.Ring(lane);
        }
    }

    internal static void Owe(Owing owing, LaneKey lane) => owing.Owe(lane, lane.ConnectionId);
}
