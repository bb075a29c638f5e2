using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Ingest;

/// <summary>
/// Finds that the hub itself was away: no node took webhooks for longer than platforms are sure to repeat them. Each channel that shows past
/// messages is asked for that time once. To be run every minute by nodes that take webhooks; any number of them may.
/// </summary>
public sealed class AwayWatch(HubStore store, ConnectorRegistry connectors, AwayAfter after)
{
    public async Task Beat(CancellationToken cancellation)
    {
        var (now, before) = (store.Now, store.Now - after.Length);
        var away = await store.Read(null, db => db.Workspaces.Where(row => row.AliveAt < before)
            .Select(row => new { row.Id, row.AliveAt }).ToListAsync(cancellation));
        foreach (var workspace in away) // before the beat is written: a node that dies in between leaves it to the next one
            await Ask(workspace.Id, workspace.AliveAt!.Value, now, cancellation);
        await store.Write(null, null, db => db.Workspaces.ExecuteUpdateAsync(
            set => set.SetProperty(row => row.AliveAt, now), cancellation), cancellation);
    }

    private async Task Ask(Guid workspace, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellation)
    {
        var able = connectors.All.Where(connector => connector.Connector is IPoll<ChannelEvent>).Select(connector => connector.Id).ToList();
        var channels = await store.Read(workspace, db => db.Connections.InUse()
            .Where(row => row.WorkspaceId == workspace && able.Contains(row.ConnectorId)).Select(row => row.Id).ToListAsync(cancellation));
        foreach (var id in channels)
            await store.Write(workspace, id, async db =>
            {
                var row = await db.Connections.SingleAsync(found => found.WorkspaceId == workspace && found.Id == id, cancellation);
                if (!row.IsOff)
                    await BlindSpan.Note(db, connectors, row, from, until, cancellation);
            }, cancellation);
    }
}

/// <summary>How long no node may have taken webhooks before channels are asked for what was posted meanwhile.</summary>
public sealed record AwayAfter(TimeSpan Length);
