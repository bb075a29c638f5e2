using System.Collections.Concurrent;

namespace Hub.Connectors.Crm.HubSpot;

/// <summary>Searches have a rate of their own, far below that of other calls. One lane reads a connection at a time, in the whole cluster.</summary>
internal sealed class HubSpotPace(TimeProvider clock)
{
    private readonly ConcurrentDictionary<Guid, long> _next = new();

    public Task Wait(Guid connection, double perSecond, CancellationToken cancellation)
    {
        var now = clock.GetTimestamp();
        var due = Math.Max(now, _next.GetValueOrDefault(connection));
        _next[connection] = due + (long)(clock.TimestampFrequency / perSecond);
        return due == now ? Task.CompletedTask : Task.Delay(clock.GetElapsedTime(now, due), clock, cancellation);
    }
}
