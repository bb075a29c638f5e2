namespace Hub.Core.Deliveries;

/// <summary>How long a run may take more: until its time is up, or its node stops.</summary>
internal sealed class LaneTurn(TimeProvider clock, TimeSpan length, CancellationToken stopping)
{
    private readonly DateTimeOffset _end = clock.GetUtcNow() + length;

    public bool IsOver => stopping.IsCancellationRequested || clock.GetUtcNow() >= _end;
}
