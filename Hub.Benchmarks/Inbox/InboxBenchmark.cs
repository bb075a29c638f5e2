using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Hub.Benchmarks.Support;
using Hub.Benchmarks.Webhooks;

namespace Hub.Benchmarks.Inbox;

/// <summary>
/// The list and the search of the inbox over HTTP, one request after the other, at 10,000 conversations and at many: first page, pages anywhere,
/// filters, and searches for one to three words, the last one often a beginning.
/// </summary>
static class InboxBenchmark
{
    const int Few = 10_000, Warmup = 100, Least = 50;

    public static async Task<IReadOnlyList<BenchmarkRow>> Run(BenchmarkOptions options)
    {
        var figures = new Figures("inbox");
        await using var server = await PostgresServer.TryStart();
        if (server is null)
            return figures.Rows;
        foreach (var conversations in new[] { Math.Min(Few, options.Conversations), options.Conversations }.Distinct())
            await Measure(figures, server, conversations, options);
        return figures.Rows;
    }

    static async Task Measure(Figures figures, PostgresServer server, int conversations, BenchmarkOptions options)
    {
        using var folder = HubFolder.Create();
        var database = await server.Create($"inbox_{conversations}");
        await using var hub = await HubProcess.Start(folder, database);
        await WebhookBenchmark.Connect(hub);
        var connection = await Connection(hub);
        var seeding = Stopwatch.GetTimestamp();
        await InboxSeed.Run(database, connection, conversations);
        var size = $"{conversations / 1000:N0} k conversations";
        await MustFind(hub, "messages", "w0");
        await MustFind(hub, "contacts", $"khach%20{conversations / 2}");
        figures.Add("seed", $"{size}, {conversations * InboxSeed.MessagesEach / 1000:N0} k messages", Stopwatch.GetElapsedTime(seeding).TotalSeconds, "s");
        var random = new Random(1);
        await Each(figures, hub, options, $"list, first page of 50, {size}", () => "/api/v1/conversations?status=open");
        string? next = null;
        await Each(figures, hub, options, $"list, page after page, {size}",
            () => "/api/v1/conversations?status=open" + (next is null ? "" : "&cursor=" + next), page => next = page.GetProperty("next").GetString());
        string[] filters = ["hasPhone", "hasOrder", "unanswered:30", "fromAd", "failedSend"];
        await Each(figures, hub, options, $"list, a filter, {size}", () => $"/api/v1/conversations?status=open&filter={filters[random.Next(filters.Length)]}");
        await Each(figures, hub, options, $"search messages, {size}", () => "/api/v1/search?q=" + Phrase(random));
        await Each(figures, hub, options, $"search contacts, {size}", () => $"/api/v1/search?kind=contacts&q=khach%20{random.Next(conversations)}");
        await Each(figures, hub, options, $"counts, {size}", () => "/api/v1/conversations/counts");
    }

    static async Task<Guid> Connection(HubProcess hub) =>
        (await hub.Api.GetFromJsonAsync<JsonElement>("/api/v1/connections")).GetProperty("items")[0].GetProperty("id").GetGuid();

    // A search that finds nothing because nothing is there would look fast.
    static async Task MustFind(HubProcess hub, string kind, string words)
    {
        var page = await hub.Api.GetFromJsonAsync<JsonElement>($"/api/v1/search?kind={kind}&q={words}");
        if (page.GetProperty("items").GetArrayLength() == 0)
            throw new InvalidOperationException($"The seed has no {kind} with {words}.");
    }

    static async Task Each(
        Figures figures, HubProcess hub, BenchmarkOptions options, string @case, Func<string> path, Action<JsonElement>? look = null)
    {
        var times = new List<double>();
        var until = Stopwatch.GetTimestamp() + (long)(options.Seconds * (double)Stopwatch.Frequency);
        for (var i = 0; i < Warmup + Least || Stopwatch.GetTimestamp() < until; i++)
        {
            var asked = path();
            var at = Stopwatch.GetTimestamp();
            using var answer = await hub.Api.GetAsync(asked);
            var bytes = await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
            if (i >= Warmup)
                times.Add(Stopwatch.GetElapsedTime(at).TotalMilliseconds);
            if (look is not null)
                using (var page = JsonDocument.Parse(bytes))
                    look(page.RootElement);
        }

        times.Sort();
        figures.Add("hub", @case + ", p50", times[times.Count / 2], "ms");
        figures.Add("hub", @case + ", p95", times[(int)(times.Count * 0.95)], "ms");
    }

    static string Phrase(Random random)
    {
        var words = Enumerable.Range(0, random.Next(1, 4)).Select(_ => "w" + (int)(InboxSeed.Words * Math.Pow(random.NextDouble(), 4)));
        var text = string.Join("%20", words);
        return random.Next(2) == 0 ? text + "%20" : text;
    }
}
