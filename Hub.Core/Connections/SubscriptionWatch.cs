using Hub.Connectors.Abstractions;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Connections;

/// <summary>Owes a look at each subscription once in a while: a platform that dropped one says so to nobody.</summary>
public sealed class SubscriptionWatch(HubStore store, ConnectorRegistry connectors, LaneBell bell)
{
    /// <summary>How old the last look may be.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromHours(1);

    public async Task Run(CancellationToken cancellation)
    {
        var (now, before) = (store.Now, store.Now - Every);
        var able = connectors.All.Where(connector => connector.Connector is ISubscribe).Select(connector => connector.Id).ToList();
        var due = await store.Read(null, db => db.Connections
            .Where(row => row.State == ConnectionState.Active && able.Contains(row.ConnectorId))
            .Where(row => !db.WebhookSubscriptions.Any(
                found => found.WorkspaceId == row.WorkspaceId && found.Id == row.Id && found.CheckedAt > before))
            .Select(row => new { row.WorkspaceId, row.Id }).ToListAsync(cancellation));
        foreach (var row in due)
        {
            var lane = new LaneKey(row.WorkspaceId, row.Id, DeliveryKind.Subscribe);
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
