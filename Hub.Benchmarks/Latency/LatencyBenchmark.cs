using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Hub.Benchmarks.Support;
using Hub.Benchmarks.Webhooks;

namespace Hub.Benchmarks.Latency;

/// <summary>
/// From the sending of a webhook until the inbox knows: by the event stream, and in the list over the API. At 250 webhooks a second, each
/// in a conversation of its own, with one listener and one reader that asks again as soon as it has its answer.
/// </summary>
static class LatencyBenchmark
{
    const int PerSecond = 250, People = 100_000, PageSize = 100, Warmup = 4;

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
        var (unseen, seen, heard) = (new ConcurrentDictionary<long, long>(), new List<double>(), new Dictionary<Guid, long>());
        using var stop = new CancellationTokenSource();
        var reading = Task.WhenAll(Read(hub, unseen, seen, stop.Token), Listen(hub, heard, stop.Token));
        await load.Steady(PerSecond, TimeSpan.FromSeconds(Warmup));
        await load.Steady(PerSecond, TimeSpan.FromSeconds(options.Seconds), (number, at) => sent[number] = unseen[number] = at);
        await Task.Delay(TimeSpan.FromSeconds(1));
        await stop.CancelAsync();
        await reading;
        Add(figures, $"{store}, webhook to event stream at 250/s", await Heard(hub, sent, heard));
        Add(figures, $"{store}, webhook to API list at 250/s", seen);
        figures.Add("hub", $"{store}, messages never seen on the page", unseen.Count, "messages");
    }

    static void Add(Figures figures, string what, List<double> latencies)
    {
        latencies.Sort();
        foreach (var percent in new[] { 50, 95, 99 })
            figures.Add("hub", $"{what}, p{percent}", latencies[latencies.Count * percent / 100], "ms");
    }

    static async Task Listen(HubProcess hub, Dictionary<Guid, long> heard, CancellationToken stop)
    {
        const string mark = "\"conversationId\":\"";
        try
        {
            using var answer = await hub.Api.GetAsync("/api/v1/events", HttpCompletionOption.ResponseHeadersRead, stop);
            using var lines = new StreamReader(await answer.EnsureSuccessStatusCode().Content.ReadAsStreamAsync(stop));
            while (await lines.ReadLineAsync(stop) is { } line)
                if (line.IndexOf(mark, StringComparison.Ordinal) is >= 0 and var at && Guid.TryParse(line.AsSpan(at + mark.Length, 36), out var id))
                    heard.TryAdd(id, Stopwatch.GetTimestamp());
        }
        catch (OperationCanceledException)
        {
            return; // the measurement is over
        }
    }

    // Events name conversations; which webhook began one, its person's name tells.
    static async Task<List<double>> Heard(HubProcess hub, ConcurrentDictionary<long, long> sent, Dictionary<Guid, long> heard)
    {
        var latencies = new List<double>();
        string? next = "";
        while (next is not null && latencies.Count < sent.Count)
        {
            using var page = JsonDocument.Parse(await hub.Api.GetStreamAsync($"/api/v1/conversations?limit=200&cursor={next}"));
            foreach (var conversation in page.RootElement.GetProperty("items").EnumerateArray())
                if (sent.TryGetValue(Number(conversation), out var from) && heard.TryGetValue(conversation.GetProperty("id").GetGuid(), out var to))
                    latencies.Add(Stopwatch.GetElapsedTime(from, to).TotalMilliseconds);
            next = page.RootElement.GetProperty("next").GetString();
        }

        return latencies;
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
