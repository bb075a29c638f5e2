using System.Globalization;

namespace Hub.Benchmarks;

/// <param name="Seconds">Length of each measurement under load.</param>
public sealed record BenchmarkOptions(IReadOnlyList<string> Suites, int Seconds)
{
    private const int UsualSeconds = 15;

    /// <returns>Null when the arguments make no sense.</returns>
    public static BenchmarkOptions? Parse(string[] args)
    {
        var at = Array.IndexOf(args, "--seconds");
        if (at < 0)
            return new BenchmarkOptions(args, UsualSeconds);
        return at + 1 < args.Length && int.TryParse(args[at + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds > 0
            ? new BenchmarkOptions([.. args[..at], .. args[(at + 2)..]], seconds)
            : null;
    }
}
