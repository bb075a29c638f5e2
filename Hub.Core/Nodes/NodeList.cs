using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Nodes;

/// <summary>The nodes of this hub, and whether any of them works.</summary>
public sealed class NodeList(HubStore store)
{
    public static readonly TimeSpan BeatEvery = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Four beats that did not come. Another node has what a killed one was doing within a minute, so whoever looks is told by then as well.
    /// </summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);

    // Those that are gone say since when nobody works. A newer one of their kind says it instead.
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    /// <summary>To be called every <see cref="BeatEvery"/>.</summary>
    public Task Beat(Node node, CancellationToken cancellation)
    {
        var now = store.Now;
        return store.Write(null, null, async db =>
        {
            if (await db.Nodes.Where(row => row.Id == node.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.BeatAt, now), cancellation) > 0)
                return;
            await db.Nodes.Where(row => row.Works == node.Works && row.BeatAt < now - Kept).ExecuteDeleteAsync(cancellation);
            db.Nodes.Add(new Node { Id = node.Id, Name = node.Name, Serves = node.Serves, Works = node.Works, StartedAt = node.StartedAt, BeatAt = now });
        }, cancellation);
    }

    public Task Stop(Node node, CancellationToken cancellation)
    {
        var now = store.Now;
        return store.Write(null, null, db => db.Nodes.Where(row => row.Id == node.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.StoppedAt, now), cancellation), cancellation);
    }

    public async Task<NodeView> Look(CancellationToken cancellation)
    {
        var rows = await store.Read(null, db => db.Nodes.AsNoTracking().OrderBy(row => row.StartedAt).ThenBy(row => row.Id).ToListAsync(cancellation));
        return NodeView.Of(rows, store.Now);
    }
}

/// <param name="Alive">In the order in which they started.</param>
/// <param name="Gone">Workers that were there last, the latest first, where none works now.</param>
/// <param name="IdleSince">Since when none works; null while one does, and where none ever has.</param>
public sealed record NodeView(IReadOnlyList<Node> Alive, IReadOnlyList<Node> Gone, DateTimeOffset? IdleSince)
{
    public int Working => Alive.Count(node => node.Works);

    internal static NodeView Of(List<Node> rows, DateTimeOffset now)
    {
        var alive = rows.FindAll(node => node.IsAlive(now));
        if (alive.Exists(node => node.Works))
            return new NodeView(alive, [], null);
        var gone = rows.Where(node => node.Works).OrderByDescending(Last).ToList();
        return new NodeView(alive, gone, gone.Count > 0 ? Last(gone[0]) : null);
    }

    private static DateTimeOffset Last(Node node) => node.StoppedAt ?? node.BeatAt;
}
