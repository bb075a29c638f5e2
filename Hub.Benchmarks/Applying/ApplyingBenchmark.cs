using System.Diagnostics;
using Hub.Benchmarks.Support;
using Hub.Benchmarks.Webhooks;
using Hub.Core.Storage;

namespace Hub.Benchmarks.Applying;

/// <summary>
/// What a stored webhook costs until it is a message in a conversation: 20,000 of them wait while a hub of the role jobs starts, and it is
/// measured from the 5,000th to the last. Once more with rules that look at every message and apply to one of them in a hundred.
/// </summary>
static class ApplyingBenchmark
{
    const int Webhooks = 20_000, Warmup = 5_000, People = 2_000;

    public static async Task<IReadOnlyList<BenchmarkRow>> Run(BenchmarkOptions options)
    {
        var figures = new Figures("applying");
        await Compare(figures, "SQLite", () => Task.FromResult<string?>(null));
        await using var server = await PostgresServer.TryStart();
        if (server is not null)
            await Compare(figures, "PostgreSQL", async () => await server.Create($"hub{Guid.NewGuid():N}"));
        return figures.Rows;
    }

    static async Task Compare(Figures figures, string store, Func<Task<string?>> database)
    {
        var plain = await Measure(figures, store, await database(), withRules: false);
        var ruled = await Measure(figures, $"{store}, 200 rules and 2,000 keywords", await database(), withRules: true);
        figures.Add("with rules ÷ without", $"{store}, processor time a webhook", ruled / plain, "×");
    }

    static async Task<double> Measure(Figures figures, string store, string? connectionString, bool withRules)
    {
        using var folder = HubFolder.Create();
        var database = connectionString ?? folder.Sqlite;
        await using (var hub = await HubProcess.Start(folder, database, "api"))
        {
            await WebhookBenchmark.Connect(hub);
            if (withRules)
                await ManyRules.Make(hub);
        }

        await PendingWebhooks.Store(database, new TikTokTraffic(People), Webhooks);
        await using var reader = HubStore.Open(database, TimeProvider.System);
        await using var worker = await HubProcess.Start(folder, database, "jobs");
        var first = await Until(worker, reader, Warmup);
        var (start, used) = (Stopwatch.GetTimestamp(), worker.ProcessorTime());
        var last = await Until(worker, reader, Webhooks);
        var passed = Stopwatch.GetElapsedTime(start);
        var each = (worker.ProcessorTime() - used).TotalMicroseconds / (last - first);
        figures.Add("hub", $"{store}, processor time a webhook", each, "µs");
        figures.Add("hub", $"{store}, applied", (last - first) / passed.TotalSeconds, "/s");
        return each;
    }

    static async Task<int> Until(HubProcess worker, HubStore reader, int count)
    {
        while (true)
        {
            var applied = await PendingWebhooks.Applied(reader);
            if (applied >= count)
                return applied;
            worker.MustRun();
            await Task.Delay(20);
        }
    }
}
