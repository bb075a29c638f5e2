using System.Diagnostics.Metrics;

namespace Hub.Core.Ingest;

/// <summary>Counters of the meter <c>Hub.Ingest</c>. Tags are connector ids and fixed words, never an account or a person.</summary>
public sealed class IngestMetrics : IDisposable
{
    private readonly Meter _meter = new("Hub.Ingest");
    private readonly Counter<long> _received;
    private readonly Counter<long> _applied;
    private readonly Counter<long> _unknown;
    private readonly Counter<long> _failed;
    private readonly Histogram<double> _latency;

    public IngestMetrics()
    {
        _received = _meter.CreateCounter<long>("hub.webhooks.received", description: "Webhook requests by connector and answer");
        _applied = _meter.CreateCounter<long>("hub.events.applied", description: "Canonical events applied");
        _unknown = _meter.CreateCounter<long>("hub.events.unknown", description: "Events of unknown kinds");
        _failed = _meter.CreateCounter<long>("hub.webhooks.failed", description: "Webhooks that could not be read or applied");
        _latency = _meter.CreateHistogram<double>("hub.webhooks.latency", "s", "From the answer to a webhook until it is applied");
    }

    /// <summary>What has never failed is known as such: a counter that first appears with its first failure shows no increase.</summary>
    public void Begin(IEnumerable<string> connectors)
    {
        foreach (var connector in connectors)
            _failed.Add(0, new KeyValuePair<string, object?>("connector", connector));
    }

    public void Received(string connector, string answer) => _received.Add(1, new("connector", connector), new("answer", answer));

    public void Applied(string connector, int events, int unknown)
    {
        _applied.Add(events, new KeyValuePair<string, object?>("connector", connector));
        if (unknown > 0)
            _unknown.Add(unknown, new KeyValuePair<string, object?>("connector", connector));
    }

    public void Waited(string connector, TimeSpan time) =>
        _latency.Record(time.TotalSeconds, new KeyValuePair<string, object?>("connector", connector));

    public void Failed(string connector) => _failed.Add(1, new KeyValuePair<string, object?>("connector", connector));

    public void Dispose() => _meter.Dispose();
}
