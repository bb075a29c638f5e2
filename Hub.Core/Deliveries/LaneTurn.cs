namespace Hub.Core.Deliveries;

/// <summary>How long a run may take more: until its time is up and another waits for its worker, or its node stops.</summary>
/// <param name="isWaitedFor">
/// Asked once the time is up. Turns of many lanes that begin together end together, and when each went back to the engine the first node to ask
/// it took more than it had room for, while another stood idle until its sweep.
/// </param>
internal sealed class LaneTurn(TimeProvider clock, TimeSpan length, Func<bool> isWaitedFor, CancellationToken stopping)
{
    private readonly DateTimeOffset _end = clock.GetUtcNow() + length;

    public bool IsOver => stopping.IsCancellationRequested || (clock.GetUtcNow() >= _end && isWaitedFor());
}
