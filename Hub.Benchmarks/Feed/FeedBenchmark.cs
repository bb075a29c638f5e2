using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Hub.Benchmarks.Support;
using Hub.Benchmarks.Webhooks;

namespace Hub.Benchmarks.Feed;

/// <summary>
/// 200 listeners, 30 events a second if the hub takes as many: from the moment that the hub notes the event until a listener has read it. The listeners are in this
/// process, on the same two cores.
/// </summary>
static class FeedBenchmark
{
    const int Listeners = 200, PerSecond = 30;

    public static async Task<IReadOnlyList<BenchmarkRow>> Run(BenchmarkOptions options)
    {
        var figures = new Figures("feed");
        await using var server = await PostgresServer.TryStart();
        if (server is null)
            return figures.Rows;
        using var folder = HubFolder.Create();
        await using var hub = await HubProcess.Start(folder, await server.Create("feed"));
        await WebhookBenchmark.Connect(hub);
        await new LoadGenerator(hub.Port, new TikTokTraffic(1), connections: 1).Steady(1, TimeSpan.FromSeconds(1));
        var conversation = await Conversation(hub);
        var times = new ConcurrentBag<double>();
        using var stop = new CancellationTokenSource();
        var listening = Enumerable.Range(0, Listeners).Select(_ => Listen(hub, times, stop.Token)).ToArray();
        await Task.Delay(TimeSpan.FromSeconds(3));
        times.Clear();
        var telling = Stopwatch.GetTimestamp();
        var told = await Tell(hub, conversation, options.Seconds);
        var rate = told / Stopwatch.GetElapsedTime(telling).TotalSeconds;
        await Task.Delay(TimeSpan.FromSeconds(1));
        await stop.CancelAsync();
        await Task.WhenAll(listening);
        var sorted = times.Order().ToList();
        figures.Add("hub", $"{Listeners} listeners, events told of {PerSecond} a second", rate, "events/s");
        figures.Add("hub", $"{Listeners} listeners, p50", sorted[sorted.Count / 2], "ms");
        figures.Add("hub", $"{Listeners} listeners, p95", sorted[(int)(sorted.Count * 0.95)], "ms");
        figures.Add("hub", $"{Listeners} listeners, p99", sorted[(int)(sorted.Count * 0.99)], "ms");
        figures.Add("hub", "events that a listener missed", (told * Listeners) - sorted.Count, "events");
        return figures.Rows;
    }

    static async Task<Guid> Conversation(HubProcess hub)
    {
        while (true)
        {
            var page = await hub.Api.GetFromJsonAsync<JsonElement>("/api/v1/conversations?limit=1");
            if (page.GetProperty("items").GetArrayLength() > 0)
                return page.GetProperty("items")[0].GetProperty("id").GetGuid();
            await Task.Delay(50);
        }
    }

    static async Task<int> Tell(HubProcess hub, Guid conversation, int seconds)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / PerSecond));
        var told = 0;
        for (; told < seconds * PerSecond; told++)
        {
            await timer.WaitForNextTickAsync();
            using var answer = await hub.Api.PostAsJsonAsync($"/api/v1/conversations/{conversation}/presence", new { state = "typing" });
            answer.EnsureSuccessStatusCode();
        }

        return told;
    }

    static async Task Listen(HubProcess hub, ConcurrentBag<double> times, CancellationToken stop)
    {
        try
        {
            using var answer = await hub.Api.GetAsync("/api/v1/events", HttpCompletionOption.ResponseHeadersRead, stop);
            using var lines = new StreamReader(await answer.EnsureSuccessStatusCode().Content.ReadAsStreamAsync(stop));
            while (await lines.ReadLineAsync(stop) is { } line)
                if (line.StartsWith("data: {\"conversationId\"", StringComparison.Ordinal) && line.IndexOf("\"at\":\"", StringComparison.Ordinal) is > 0 and var at)
                    times.Add((TimeProvider.System.GetUtcNow() - DateTimeOffset.Parse(line[(at + 6)..line.IndexOf('"', at + 6)], System.Globalization.CultureInfo.InvariantCulture)).TotalMilliseconds);
        }
        catch (OperationCanceledException)
        {
            return; // the measurement is over
        }
    }
}
