using System.Text.Json;
using Hub.Benchmarks.Support;

namespace Hub.Benchmarks;

/// <summary>One line of <c>benchmarks.json</c>.</summary>
/// <param name="Subject">What was measured: ours, or the peer beside it.</param>
/// <param name="Case">Under which conditions.</param>
public sealed record BenchmarkRow(string Suite, string Subject, string Case, double Value, string Unit)
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>The machine's load average of the last minute when the figure was taken, the benchmark's own load included.</summary>
    public double Load { get; init; } = Machine.Load();
}
