namespace Hub.Core.Storage;

/// <summary>What works through old rows leaves as much time as it took, to those who accept webhooks and answer people.</summary>
internal static class Rest
{
    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(20);

    /// <param name="start">Timestamp of the clock at which the batch began.</param>
    public static Task After(TimeProvider clock, long start, CancellationToken cancellation)
    {
        var took = clock.GetElapsedTime(start);
        return Task.Delay(took > Least ? took : Least, clock, cancellation);
    }
}
