using System.Diagnostics.Metrics;

namespace Hub.Core.Deliveries;

/// <summary>Counters of the meter <c>Hub.Deliveries</c>. Tags are connector ids, kinds and outcome names.</summary>
public sealed class DeliveryMetrics : IDisposable
{
    private readonly Meter _meter = new("Hub.Deliveries");
    private readonly Counter<long> _tried;

    public DeliveryMetrics() =>
        _tried = _meter.CreateCounter<long>("hub.deliveries.tried", description: "Tries by connector, kind and outcome");

    public void Tried(string connector, DeliveryKind kind, string outcome) =>
        _tried.Add(1, new("connector", connector), new("kind", kind.ToString()), new("outcome", outcome));

    public void Dispose() => _meter.Dispose();
}
