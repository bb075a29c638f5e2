using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Hub.Benchmarks.Support;
using Hub.Benchmarks.Webhooks;

namespace Hub.Benchmarks.Latency;

/// <summary>
/// From the sending of a webhook until its conversation is at the top of the list that the inbox reads, over the API: at 250 webhooks a
/// second, each in a conversation of its own, with one reader that asks again as soon as it has its answer.
/// </summary>
static class LatencyBenchmark
{
    const int PerSecond = 250, People = 100_000, PageSize = 200, Warmup = 4;

    public static async Task<IReadOnlyList<BenchmarkRow>> Run(BenchmarkOptions options)
    {
        var figures = new Figures("latency");
        await Measure(figures, "SQLite", null, options);
        await using var server = await PostgresServer.TryStart();
        if (server is not null)
            await Measure(figures, "PostgreSQL", await server.Create("hub"), options);
        return figures.Rows;
    }

    static async Task Measure(Figures figures, string store, string? connectionString, BenchmarkOptions options)
    {
        using var folder = HubFolder.Create();
        await using var hub = await HubProcess.Start(folder, connectionString ?? folder.Sqlite);
        await WebhookBenchmark.Connect(hub);
        var load = new LoadGenerator(hub.Port, new TikTokTraffic(People), connections: 64);
        var sent = new ConcurrentDictionary<long, long>();
        var latencies = new List<double>();
        using var stop = new CancellationTokenSource();
        var reading = Read(hub, sent, latencies, stop.Token);
        await load.Steady(PerSecond, TimeSpan.FromSeconds(Warmup));
        await load.Steady(PerSecond, TimeSpan.FromSeconds(options.Seconds), (number, at) => sent[number] = at);
        await Task.Delay(TimeSpan.FromSeconds(1));
        await stop.CancelAsync();
        await reading;
        latencies.Sort();
        figures.Add("hub", $"{store}, webhook to API list at 250/s, p50", latencies[latencies.Count / 2], "ms");
        figures.Add("hub", $"{store}, webhook to API list at 250/s, p95", latencies[(int)(latencies.Count * 0.95)], "ms");
        figures.Add("hub", $"{store}, webhook to API list at 250/s, p99", latencies[(int)(latencies.Count * 0.99)], "ms");
        figures.Add("hub", $"{store}, messages never seen on the page", sent.Count, "messages");
    }

    static async Task Read(HubProcess hub, ConcurrentDictionary<long, long> sent, List<double> latencies, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            using var answer = await hub.Api.GetAsync($"/api/v1/conversations?limit={PageSize}");
            using var page = await JsonDocument.ParseAsync(await answer.EnsureSuccessStatusCode().Content.ReadAsStreamAsync());
            var now = Stopwatch.GetTimestamp();
            foreach (var conversation in page.RootElement.GetProperty("items").EnumerateArray())
                if (sent.TryRemove(Number(conversation), out var at))
                    latencies.Add(Stopwatch.GetElapsedTime(at, now).TotalMilliseconds);
            await Task.Delay(1); // a reader that never pauses would measure itself
        }
    }

    // The person's name ends in the webhook's number.
    static long Number(JsonElement conversation) =>
        conversation.GetProperty("contactName").GetString() is { } name
        && long.TryParse(name.AsSpan(name.LastIndexOf('.') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : -1;
}
