using System.Text;
using Hub.Core.Text;

namespace Hub.Benchmarks.Keywords;

/// <summary>
/// The matcher beside what .NET brings, on the same folded messages, one core. The others stop at the leftmost match and cannot
/// name all keywords, so what is asserted equal is the set of messages in which something matches.
/// </summary>
static class KeywordBenchmark
{
    const int Rounds = 7, Seed = 20261122;

    // At 500 messages a second a slow engine is compared on a part of the corpus only.
    const int SlowMessages = 1_000;

    static readonly TimeSpan RoundLength = TimeSpan.FromMilliseconds(200);

    public static IReadOnlyList<BenchmarkRow> Run()
    {
        var corpus = new ChatCorpus(Seed);
        var bytes = corpus.Folded.Sum(message => (long)Encoding.UTF8.GetByteCount(message));
        Console.WriteLine($"Keyword matching: {corpus.Folded.Length:N0} folded messages, {bytes / corpus.Folded.Length} bytes each, one core");
        Console.WriteLine($"{"keywords",9} {"engine",-34} {"MB/s",9} {"messages/s",12} {"matching",9} {"all hits",9}");

        var rows = new List<BenchmarkRow>();
        foreach (var count in (int[])[20, 200, 2_000, 20_000])
            rows.AddRange(RunSize(corpus, count, bytes));
        rows.Add(FoldSpeed(corpus, bytes));
        return rows;
    }

    static IEnumerable<BenchmarkRow> RunSize(ChatCorpus corpus, int count, long bytes)
    {
        var terms = corpus.Terms(count);
        foreach (var rivals in KeywordEngine.Rivals(terms).GroupBy(engine => engine.Mode))
        {
            bool[]? expected = null;
            foreach (var engine in rivals)
            {
                var messages = engine.IsSlow ? corpus.Folded[..SlowMessages] : corpus.Folded;
                var matching = Array.ConvertAll(messages, engine.Matches);
                expected ??= matching;
                if (!expected.AsSpan().StartsWith(matching))
                    throw new InvalidOperationException($"{engine.Name} finds other messages at {count} keywords.");
                yield return Measure(corpus, engine, count, bytes, matching.Count(found => found));
            }
        }
    }

    static BenchmarkRow Measure(ChatCorpus corpus, KeywordEngine engine, int count, long bytes, int matching)
    {
        var (seconds, hits) = Median(corpus.Folded, engine.CountIn);
        var hitsText = engine.FindsAll ? $"{hits,9:N0}" : $"{"-",9}";
        Console.WriteLine(
            $"{count,9:N0} {engine.Name,-34} {bytes / seconds / 1e6,9:N1} {corpus.Folded.Length / seconds,12:N0} {matching,9:N0} {hitsText}");
        return new BenchmarkRow("keywords", engine.Name, $"{count} keywords", Math.Round(bytes / seconds / 1e6, 2), "MB/s");
    }

    static BenchmarkRow FoldSpeed(ChatCorpus corpus, long bytes)
    {
        var buffer = new char[1024];
        var (seconds, _) = Median(corpus.Folded, message => TextFold.TryFold(message, buffer, out var written) ? written : 0);
        Console.WriteLine($"{"",9} {"folding folded text",-34} {bytes / seconds / 1e6,9:N1} {corpus.Folded.Length / seconds,12:N0}");
        return new BenchmarkRow("keywords", "fold", "folded text", Math.Round(bytes / seconds / 1e6, 2), "MB/s");
    }

    // A slow engine sees a slice of the corpus in the time of a round; the figure is scaled to all of it.
    static (double Seconds, long Hits) Median(string[] messages, Func<string, int> countIn)
    {
        Pass(messages, countIn);
        var rounds = Enumerable.Range(0, Rounds).Select(_ => Pass(messages, countIn)).OrderBy(round => round.Seconds).ToArray();
        return rounds[Rounds / 2];
    }

    static (double Seconds, long Hits) Pass(string[] messages, Func<string, int> countIn)
    {
        var (done, hits, start) = (0L, 0L, Processor());
        do
        {
            hits += countIn(messages[done++ % messages.Length]);
        }
        while ((done & 63) != 0 || Processor() - start < RoundLength);

        var share = (double)messages.Length / done;
        return ((Processor() - start).TotalSeconds * share, (long)(hits * share));
    }

    // Processor time, not the wall clock: the figure is that of one core, whoever else is on the machine.
    static TimeSpan Processor() => Environment.CpuUsage.TotalTime;
}
