namespace Hub.Core.Automation;

/// <summary>
/// How long the patterns of all rules together may take on one message: they run in the transaction that applies it. Linear is not cheap, so
/// what is left over is not asked.
/// </summary>
internal sealed class PatternTime(TimeProvider clock)
{
    public static readonly TimeSpan Most = TimeSpan.FromMilliseconds(100);
    private TimeSpan _spent;

    /// <exception cref="TimeoutException">The time was up before.</exception>
    public bool Spend(Func<bool> match)
    {
        if (_spent >= Most)
            throw new TimeoutException();
        var start = clock.GetTimestamp();
        try
        {
            return match();
        }
        finally
        {
            _spent += clock.GetElapsedTime(start);
        }
    }
}
