using Hub.Core.Conversations;
using Hub.Core.Ingest;
using Hub.Core.Storage;
using Hub.Core.Webhooks;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Connections;

/// <summary>
/// Finds connections that look well and hear nothing: a subscription that the platform dropped says so to nobody. Those who can mend it are
/// told once; the next webhook ends it.
/// </summary>
public sealed class SilenceWatch(HubStore store, ConnectorRegistry connectors)
{
    // Two hours at least: the hour of the last webhook and a whole one after it say nothing.
    private static readonly TimeSpan Least = TimeSpan.FromHours(2);

    /// <summary>To be called, in its transaction, when webhooks of the connection are applied. Costs a query once an hour.</summary>
    internal static async Task Heard(HubDb db, Connection connection, DateTimeOffset now, CancellationToken cancellation)
    {
        var (last, wasSilent) = (connection.LastEventAt, connection.SilentSince is not null);
        (connection.LastEventAt, connection.SilentSince) = (now, null);
        if (last is { } before && ConnectionTraffic.Floor(before) == ConnectionTraffic.Floor(now))
            return;
        var traffic = await db.ConnectionTraffic.FirstOrDefaultAsync(
            row => row.WorkspaceId == connection.WorkspaceId && row.Id == connection.Id, cancellation);
        if (traffic is null)
            db.ConnectionTraffic.Add(traffic = ConnectionTraffic.Of(connection, now));
        traffic.Heard(now, wasSilent);
    }

    public async Task Run(CancellationToken cancellation)
    {
        var now = store.Now;
        var latest = now - Least;
        var quiet = await store.Read(null, db => db.Connections
            .Where(row => row.State == ConnectionState.Active && row.SilentSince == null && row.LastEventAt < latest)
            .Join(db.ConnectionTraffic, row => new { row.WorkspaceId, row.Id }, traffic => new { traffic.WorkspaceId, traffic.Id },
                (row, traffic) => new { Connection = row, Traffic = traffic })
            .ToListAsync(cancellation));
        foreach (var found in quiet.Where(found => found.Traffic.IsSilence(found.Connection.LastEventAt!.Value, now)))
            await Tell(found.Connection, cancellation);
    }

    private Task Tell(Connection found, CancellationToken cancellation) => store.Write(found.WorkspaceId, found.Id, async db =>
    {
        var connection = await db.Connections.FirstOrDefaultAsync(
            row => row.WorkspaceId == found.WorkspaceId && row.Id == found.Id, cancellation);
        if (connection is not { State: ConnectionState.Active, SilentSince: null } || connection.LastEventAt != found.LastEventAt)
            return; // it has spoken meanwhile
        connection.SilentSince = connection.LastEventAt;
        await BlindSpan.Ask(db, connectors, connection, cancellation); // what it may have missed is asked for
        db.Changes.Tell(await ConnectionNotices.Add(db, connection, NotificationKind.ConnectionSilent, cancellation));
        db.Changes.Happened(new HubEventDraft(connection.WorkspaceId, HubEventTypes.ConnectionSilent, connection.Id, new HubEventData
        {
            ConnectionId = connection.Id,
            SilentSince = connection.SilentSince,
        }));
    }, cancellation);
}
