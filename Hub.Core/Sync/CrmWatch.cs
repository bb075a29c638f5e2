using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Deliveries;
using Hub.Core.Storage;

namespace Hub.Core.Sync;

/// <summary>Has each CRM that can be read back asked what was changed there: none of them says so by itself.</summary>
public sealed class CrmWatch(HubStore store, ConnectorRegistry connectors, LaneBell bell)
    : LookWatch(store, connectors, bell, DeliveryKind.ReadCrm, Every)
{
    /// <summary>Less than the minute of its schedule, so that no turn is missed by a second.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(45);

    protected override bool CanLook(IConnector connector) => connector is IPoll<CrmChange>;

    protected override IQueryable<Connection> Unseen(HubDb db, IQueryable<Connection> connections, DateTimeOffset since) => connections
        .Where(row => !db.CrmReadings.Any(found => found.WorkspaceId == row.WorkspaceId && found.Id == row.Id && found.AskedAt > since));

    /// <summary>A look at once; its lane is woken when the transaction has committed.</summary>
    internal static async Task Owe(HubDb db, HubStore store, LaneKey lane, CancellationToken cancellation)
    {
        var owing = new Owing(db, store.Ids, store.Now);
        Owe(owing, lane);
        await owing.Write(cancellation);
        db.Changes.Lanes.UnionWith(owing.Lanes);
    }
}
