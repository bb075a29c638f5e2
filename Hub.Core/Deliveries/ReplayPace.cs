namespace Hub.Core.Deliveries;

/// <summary>
/// When each of many replays gets its turn: some every few seconds, so that a lane wakes for a handful and not for each.
/// </summary>
public readonly record struct ReplayPace(DateTimeOffset From, int PerMinute)
{
    /// <summary>Ten a second: ten thousand take a quarter of an hour, and no vendor that the hub knows takes less.</summary>
    public const int Usual = 600;
    public const int Most = 60_000;
    private const int StepsPerMinute = 12;

    private int PerStep => Math.Max(1, PerMinute / StepsPerMinute);

    private TimeSpan Step => TimeSpan.FromMinutes((double)PerStep / PerMinute);

    /// <param name="last">The turn of the last that is owed already.</param>
    public static ReplayPace After(DateTimeOffset? last, DateTimeOffset now, int perMinute)
    {
        var pace = new ReplayPace(now, perMinute);
        return last + pace.Step is { } next && next > now ? pace with { From = next } : pace;
    }

    public DateTimeOffset At(int index) => From + (index / PerStep * Step);

    public DateTimeOffset? End(int count) => count > 0 ? At(count - 1) : null;
}
