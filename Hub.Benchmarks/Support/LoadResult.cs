namespace Hub.Benchmarks.Support;

/// <param name="Accepted">Answers 200 only.</param>
/// <param name="Latencies">Of the accepted ones, in milliseconds, ascending.</param>
sealed record LoadResult(long Accepted, long Refused, TimeSpan Elapsed, double[] Latencies)
{
    public double PerSecond => Accepted / Elapsed.TotalSeconds;

    public double Percentile(double share) => Latencies.Length == 0 ? double.NaN : Latencies[(int)Math.Min(Latencies.Length - 1, Latencies.Length * share)];
}
