using System.Text.Json;
using Hub.Benchmarks;
using Hub.Benchmarks.Applying;
using Hub.Benchmarks.Deliveries;
using Hub.Benchmarks.Engines;
using Hub.Benchmarks.Feed;
using Hub.Benchmarks.Inbox;
using Hub.Benchmarks.Keywords;
using Hub.Benchmarks.Latency;
using Hub.Benchmarks.Start;
using Hub.Benchmarks.Support;
using Hub.Benchmarks.Webhooks;

if (args is [Scaling.Command, var folder, var connectionString])
    return await Scaling.Node(folder, connectionString);
var suites = new Dictionary<string, Func<BenchmarkOptions, Task<IReadOnlyList<BenchmarkRow>>>>
{
    ["webhooks"] = WebhookBenchmark.Run,
    ["latency"] = LatencyBenchmark.Run,
    ["applying"] = ApplyingBenchmark.Run,
    ["deliveries"] = DeliveryBenchmark.Run,
    ["engines"] = EngineBenchmark.Run,
    ["nodes"] = Scaling.Run,
    ["inbox"] = InboxBenchmark.Run,
    ["feed"] = FeedBenchmark.Run,
    ["start"] = StartBenchmark.Run,
    ["keywords"] = _ => Task.FromResult(KeywordBenchmark.Run()),
};

if (BenchmarkOptions.Parse(args) is not { } options
    || options.Suites.FirstOrDefault(name => name != "all" && !suites.ContainsKey(name)) is not null)
{
    Console.Error.WriteLine($"Usage: [{string.Join('|', suites.Keys)}|all …] [--seconds N] [--conversations N]");
    return 2;
}

var chosen = options.Suites.Count == 0 || options.Suites.Contains("all") ? [.. suites.Keys] : options.Suites;
if (chosen.Any(name => name is not "keywords" and not "engines" and not "nodes"))
    await Repository.Publish();
Console.WriteLine(Machine.Describe());
var rows = new List<BenchmarkRow>();
foreach (var name in chosen)
{
    rows.AddRange(await suites[name](options));
    await File.WriteAllTextAsync("benchmarks.json", JsonSerializer.Serialize(rows, BenchmarkRow.Json));
}

return 0;
