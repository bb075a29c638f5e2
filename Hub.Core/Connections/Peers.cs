using Hub.Connectors.Abstractions;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Connections;

/// <summary>The workspace's connections that must hear of a fact: its CRMs and its ad platforms.</summary>
public sealed class Peers
{
    private readonly ConnectorRegistry _connectors;
    private readonly Guid _workspace;
    private readonly List<(Guid Id, string ConnectorId)> _connections;

    private Peers(ConnectorRegistry connectors, Guid workspace, List<(Guid Id, string ConnectorId)> connections)
    {
        _connectors = connectors;
        _workspace = workspace;
        _connections = connections;
    }

    /// <summary>Paused connections count: what is owed to them waits until they are back.</summary>
    public static async Task<Peers> Load(HubDb db, ConnectorRegistry connectors, Guid workspace, CancellationToken cancellation)
    {
        var rows = await db.Connections
            .Where(row => row.WorkspaceId == workspace).InUse()
            .Select(row => new { row.Id, row.ConnectorId })
            .ToListAsync(cancellation);
        return new Peers(connectors, workspace, rows.ConvertAll(row => (row.Id, row.ConnectorId)));
    }

    public IEnumerable<LaneKey> Contacts => Lanes<ISyncContacts>(DeliveryKind.SyncContact);

    public IEnumerable<LaneKey> Orders => Lanes<ISyncOrders>(DeliveryKind.SyncOrder);

    public IEnumerable<LaneKey> Bookings => Lanes<ISyncBookings>(DeliveryKind.SyncBooking);

    public IEnumerable<LaneKey> Ads => Lanes<IReport>(DeliveryKind.ReportSignal);

    private IEnumerable<LaneKey> Lanes<T>(DeliveryKind kind) where T : class =>
        _connections.Where(row => _connectors.Can<T>(row.ConnectorId)).Select(row => new LaneKey(_workspace, row.Id, kind));
}
