using Hub.Benchmarks.Support;

namespace Hub.Benchmarks.Engines;

/// <summary>
/// Jobs that do nothing, on one PostgreSQL: how many a second, what each costs the database, how soon one starts, and all of it once more
/// while somebody holds a transaction open.
/// </summary>
static partial class EngineBenchmark
{
    const int Single = 100;

    public static async Task<IReadOnlyList<BenchmarkRow>> Run(BenchmarkOptions options)
    {
        var figures = new Figures("engines");
        await using var server = await PostgresServer.TryStart(isCounting: true);
        if (server is null)
            return figures.Rows;
        using var folder = HubFolder.Create();
        using var node = await NodePeers.TryInstall();
        List<EnginePeer> peers = [HubPeer.Peer(folder), .. node?.Peers ?? [], QuartzPeer.Peer];
        AddHangfire(peers);
        foreach (var (number, peer) in peers.Index())
            await Measure(figures, server, peer, await server.Create($"peer_{number}"));
        return figures.Rows;
    }

    static async Task Measure(Figures figures, PostgresServer server, EnginePeer peer, string database)
    {
        var name = new Npgsql.NpgsqlConnectionStringBuilder(database).Database!;
        await Drain(null); // its tables and its code
        var before = await server.Work(name, async () => await peer.Enqueue(database, peer.Jobs));
        figures.Add(peer.Name, "done", peer.Jobs / await peer.Drain(database, peer.Jobs), "/s");
        var work = await server.Work(name) - before;
        figures.Add(peer.Name, "commits each", work.Commits / (double)peer.Jobs, "");
        figures.Add(peer.Name, "statements each", work.Statements / (double)peer.Jobs, "");
        await Drain("done, while a transaction is open");
        if (peer.Latency is null)
            return;
        var took = await peer.Latency(database, Single);
        figures.Add(peer.Name, "asked to started, half", took[took.Length / 2], "ms");
        figures.Add(peer.Name, "asked to started, 99 %", took[took.Length * 99 / 100], "ms");

        async Task Drain(string? what)
        {
            await using var open = what is null ? null : await server.Hold(name);
            var jobs = what is null ? peer.Jobs / 5 : peer.Jobs;
            await peer.Enqueue(database, jobs);
            var seconds = await peer.Drain(database, jobs);
            if (what is not null)
                figures.Add(peer.Name, what, jobs / seconds, "/s");
        }
    }

    // Engines/Hangfire has the body, and is compiled in with -p:JobEngine=Hangfire only.
    static partial void AddHangfire(List<EnginePeer> peers);
}
