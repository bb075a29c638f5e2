using System.Diagnostics;
using Hub.Benchmarks.Support;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Benchmarks.Engines;

/// <summary>
/// Many accounts of a CRM that takes a second for a hundred records, worked off by one, two and three nodes on the same two cores. A node
/// runs twelve lanes of one connector at once, so it waits more than it works, as in production. Counted while all nodes are up and every
/// lane has more to do: what a node needs to start, and the last lanes of an uneven rest, would say nothing of a cluster.
/// </summary>
static class Scaling
{
    public const string Command = "node";
    const int Accounts = 36, Each = 4_500;
    static readonly TimeSpan Call = TimeSpan.FromSeconds(1), Warm = TimeSpan.FromSeconds(8), Counted = TimeSpan.FromSeconds(20), Most = TimeSpan.FromMinutes(1);

    public static async Task<IReadOnlyList<BenchmarkRow>> Run(BenchmarkOptions options)
    {
        var figures = new Figures("nodes");
        await using var server = await PostgresServer.TryStart();
        if (server is null)
            return figures.Rows;
        var one = 0.0;
        for (var nodes = 1; nodes <= 3; nodes++)
        {
            using var folder = HubFolder.Create();
            var rate = await PerSecond(folder, await server.Create($"nodes_{nodes}"), nodes);
            one = nodes == 1 ? rate : one;
            figures.Add("hub, 36 lanes", $"{nodes} nodes, a call takes a second", rate, "/s");
            if (nodes > 1)
                figures.Add("hub, 36 lanes", $"{nodes} nodes ÷ one", rate / one, "×");
        }

        return figures.Rows;
    }

    /// <summary>This program as a node: says when it is up, and works until its input ends.</summary>
    public static async Task<int> Node(string folder, string connectionString)
    {
        using var shared = HubFolder.Of(folder);
        await using var hub = await NoopHub.Start(shared, connectionString, "jobs", _ => { }, Call);
        Console.WriteLine();
        await Console.In.ReadToEndAsync();
        return 0;
    }

    static async Task<double> PerSecond(HubFolder folder, string database, int nodes)
    {
        await using var store = HubStore.Open(database, TimeProvider.System);
        await using (var hub = await NoopHub.Start(folder, database, "api", _ => { }))
            foreach (var account in await hub.Connect(Accounts))
                await hub.Owe(account, [.. Enumerable.Range(0, Each).Select(_ => Guid.CreateVersion7())]);
        var running = new List<Process>();
        try
        {
            for (var node = 0; node < nodes; node++)
                running.Add(Launch(folder, database));
            foreach (var node in running)
                if (await node.StandardOutput.ReadLineAsync().WaitAsync(Most) is null)
                    throw new InvalidOperationException("A node ended before it was up.");
            await Task.Delay(Warm);
            var (before, from) = (await Done(store), Stopwatch.GetTimestamp());
            await Task.Delay(Counted);
            var rate = (await Done(store) - before) / Stopwatch.GetElapsedTime(from).TotalSeconds;
            return running.Any(node => node.HasExited) ? throw new InvalidOperationException("A node ended.") : rate;
        }
        finally
        {
            foreach (var node in running)
                await End(node);
        }
    }

    static Task<int> Done(HubStore store) => store.Read(null, db => db.Deliveries.CountAsync(row => row.State == DeliveryState.Done));

    static async Task End(Process node)
    {
        node.StandardInput.Close();
        try
        {
            await node.WaitForExitAsync().WaitAsync(Most);
        }
        catch (TimeoutException)
        {
            node.Kill();
            throw new InvalidOperationException($"A node did not stop within {Most}.");
        }
        finally
        {
            node.Dispose();
        }
    }

    // Started by its own program, or by dotnet with the assembly as its first argument.
    static Process Launch(HubFolder folder, string database)
    {
        string[] self = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(Scaling).Assembly.Location] : [];
        return Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [.. self, Command, folder.Path, database])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
    }
}
