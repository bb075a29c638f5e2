using Hub.Connectors.Abstractions;
using Hub.Core.Deliveries;
using Hub.Core.Storage;

namespace Hub.Core.Connections;

/// <summary>Has each subscription looked at: a platform that dropped one says so to nobody.</summary>
public sealed class SubscriptionWatch(HubStore store, ConnectorRegistry connectors, LaneBell bell)
    : LookWatch(store, connectors, bell, DeliveryKind.Subscribe, Every)
{
    public static readonly TimeSpan Every = TimeSpan.FromHours(1);

    protected override bool CanLook(IConnector connector) => connector is ISubscribe;

    protected override IQueryable<Connection> Unseen(HubDb db, IQueryable<Connection> connections, DateTimeOffset since) => connections
        .Where(row => !db.WebhookSubscriptions.Any(found => found.WorkspaceId == row.WorkspaceId && found.Id == row.Id && found.CheckedAt > since));
}
