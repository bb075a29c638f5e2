using System.Text.Json;
using Hub.Benchmarks;
using Hub.Benchmarks.Keywords;

var suites = new Dictionary<string, Func<IReadOnlyList<BenchmarkRow>>>
{
    ["keywords"] = KeywordBenchmark.Run,
};

var chosen = args.Length == 0 ? [.. suites.Keys] : args;
if (chosen.FirstOrDefault(name => !suites.ContainsKey(name)) is { } unknown)
{
    Console.Error.WriteLine($"No suite \"{unknown}\". There are: {string.Join(", ", suites.Keys)}");
    return 2;
}

var rows = chosen.SelectMany(name => suites[name]()).ToList();
File.WriteAllText("benchmarks.json", JsonSerializer.Serialize(rows, BenchmarkRow.Json));
return 0;
