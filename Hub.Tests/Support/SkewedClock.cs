namespace Hub.Tests.Support;

/// <summary>The system's clock, put forward or back. Timers go on as they are.</summary>
public sealed class SkewedClock : TimeProvider
{
    private long _ahead;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _ahead));

    public void Jump(TimeSpan by) => Interlocked.Add(ref _ahead, by.Ticks);

    public void Set(DateTimeOffset to) => Interlocked.Exchange(ref _ahead, (to - System.GetUtcNow()).Ticks);
}
