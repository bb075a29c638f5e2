using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Deliveries;
using Hub.Core.Storage;

namespace Hub.Core.Ingest;

/// <summary>
/// A time in which a connection's platform posted nothing here: its webhook subscription was lost, or the account was disconnected. The
/// platform is asked for what it still shows of that time, and what it does not show is marked in the threads as missing.
/// </summary>
internal static class BlindSpan
{
    /// <summary>In a transaction that is serial for the connection. Two of them are taken for one.</summary>
    public static async Task Note(
        HubDb db, ConnectorRegistry connectors, Connection connection, DateTimeOffset from, DateTimeOffset until,
        CancellationToken cancellation)
    {
        if (!connectors.Can<IPoll<ChannelEvent>>(connection.ConnectorId))
            return;
        if (!(connection.BlindFrom <= from))
            connection.BlindFrom = from;
        if (!(connection.BlindUntil >= until))
            connection.BlindUntil = until;
        await Ask(db, connectors, connection, cancellation);
    }

    /// <summary>Owes a poll, where the connector can: something may have been missed.</summary>
    public static async Task Ask(HubDb db, ConnectorRegistry connectors, Connection connection, CancellationToken cancellation)
    {
        if (!connectors.Can<IPoll<ChannelEvent>>(connection.ConnectorId))
            return;
        var owing = new Owing(db, db.Store.Ids, db.Store.Now);
        owing.Owe(new LaneKey(connection.WorkspaceId, connection.Id, DeliveryKind.Poll), connection.Id);
        await owing.Write(cancellation);
        db.Changes.Lanes.UnionWith(owing.Lanes); // woken once it has committed
    }
}
