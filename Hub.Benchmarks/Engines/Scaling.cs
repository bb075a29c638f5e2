using System.Diagnostics;
using Hub.Benchmarks.Support;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Benchmarks.Engines;

/// <summary>
/// Many accounts of a CRM that takes a second for a hundred records, worked off by one, two and three nodes on the same two cores. A node
/// runs twelve lanes of one connector at once, so it waits more than it works, as in production.
/// </summary>
static class Scaling
{
    public const string Command = "node";
    const int Accounts = 36, Each = 500;
    static readonly TimeSpan Call = TimeSpan.FromSeconds(1);

    public static async Task Measure(Figures figures, PostgresServer server)
    {
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
    }

    /// <summary>This program as a node, until its input ends.</summary>
    public static async Task<int> Node(string folder, string connectionString)
    {
        using var shared = HubFolder.Of(folder);
        await using var hub = await NoopHub.Start(shared, connectionString, "jobs", _ => { }, Call);
        await Console.In.ReadToEndAsync();
        return 0;
    }

    static async Task<double> PerSecond(HubFolder folder, string database, int nodes)
    {
        await using var store = HubStore.Open(database, TimeProvider.System);
        await using (var hub = await NoopHub.Start(folder, database, "api", _ => { }))
            foreach (var account in await hub.Connect(Accounts))
                await hub.Owe(account, [.. Enumerable.Range(0, Each).Select(_ => Guid.CreateVersion7())]);
        var running = Enumerable.Range(0, nodes).Select(_ => Launch(folder, database)).ToList();
        try
        {
            var first = await Until(store, 1, running);
            await Until(store, Accounts * Each, running);
            return Accounts * Each / Stopwatch.GetElapsedTime(first).TotalSeconds;
        }
        finally
        {
            foreach (var node in running)
            {
                node.StandardInput.Close();
                await node.WaitForExitAsync();
                node.Dispose();
            }
        }
    }

    static async Task<long> Until(HubStore store, int settled, IReadOnlyList<Process> running)
    {
        while (await store.Read(null, db => db.Deliveries.CountAsync(row => row.State == DeliveryState.Done)) < settled)
        {
            if (running.FirstOrDefault(node => node.HasExited) is { } gone)
                throw new InvalidOperationException($"A node ended with {gone.ExitCode}.");
            await Task.Delay(50);
        }

        return Stopwatch.GetTimestamp();
    }

    // Started by its own program, or by dotnet with the assembly as its first argument.
    static Process Launch(HubFolder folder, string database)
    {
        string[] self = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(Scaling).Assembly.Location] : [];
        return Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [.. self, Command, folder.Path, database]) { RedirectStandardInput = true })!;
    }
}
