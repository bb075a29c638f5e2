using System.Diagnostics.Metrics;
using Hub.Core.Storage;

namespace Hub.Core.Deliveries;

/// <returns>How many nodes work, by what they say themselves.</returns>
public delegate Task<int> CountWorkingNodes(CancellationToken cancellation);

/// <summary>
/// Gauges of the meter <c>Hub.Backlog</c>: what waits in the whole hub, by connector. Counted now and then by every node, whatever its role:
/// that nobody works must be told by those that do not. Counted only while somebody listens; the listener gets the last count, since it must
/// not wait for a database, and none when that is no longer true: a number that stands still looks like a hub that is well.
/// </summary>
public sealed class BacklogMetrics : IDisposable
{
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(30);

    // Two counts that did not come to their end.
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(90);
    private readonly HubStore _store;
    private readonly CountWorkingNodes _nodes;
    private readonly Meter _meter = new("Hub.Backlog");
    private readonly Instrument[] _gauges;
    private volatile Counted? _last;

    public BacklogMetrics(HubStore store, CountWorkingNodes nodes)
    {
        (_store, _nodes) = (store, nodes);
        _gauges =
        [
            Gauge("hub.deliveries.owed", null, "Deliveries that are due and not done", counted => Of(counted.Backlog.Owed)),
            Gauge("hub.deliveries.lag", "s", "Age of the oldest delivery that is due and not done", counted => Of(counted.Backlog.Lag)),
            Gauge("hub.deliveries.dead", null, "Deliveries that were given up and wait for a person", counted => Of(counted.Backlog.Dead)),
            Gauge("hub.webhooks.lag", "s", "Age of the oldest webhook that is not applied", counted => Of(counted.Backlog.Pending)),
            Gauge("hub.connections", null, "Connections by state; silent and parked ones are active", counted => counted.Backlog.Connections.Select(row =>
                new Measurement<double>(row.Value, new("connector", row.Key.Connector), new KeyValuePair<string, object?>("state", row.Key.State)))),
            Gauge("hub.lanes.unanswered", null, "Lanes that owe something and rest between single tries, since nothing answers",
                counted => Of(counted.Backlog.Unanswered)),
            Gauge("hub.database.oldest_transaction", "s", "Age of the oldest open transaction, on PostgreSQL",
                counted => counted.OldestTransaction is { } open ? [new Measurement<double>(open.TotalSeconds)] : []),
            Gauge("hub.nodes.working", null, "Nodes that work, by what they say themselves", counted => [new Measurement<double>(counted.Nodes)]),
        ];
    }

    public async Task Count(CancellationToken cancellation)
    {
        if (!Array.Exists(_gauges, gauge => gauge.Enabled))
            return;
        Counted? counted = null;
        try
        {
            var now = _store.Now;
            counted = new Counted(
                now, await _nodes(cancellation), await OldestTransaction.Age(_store, cancellation),
                await _store.Read(null, db => Backlog.Count(db, now, cancellation)));
        }
        finally
        {
            _last = counted; // none when the database is away
        }
    }

    public void Dispose() => _meter.Dispose();

    private ObservableGauge<double> Gauge(string name, string? unit, string description, Func<Counted, IEnumerable<Measurement<double>>> what) =>
        _meter.CreateObservableGauge(name, () => _last is { } counted && _store.Now - counted.At < Fresh ? what(counted) : [], unit, description);

    private static IEnumerable<Measurement<double>> Of(IReadOnlyDictionary<string, double> byConnector) =>
        byConnector.Select(row => new Measurement<double>(row.Value, new KeyValuePair<string, object?>("connector", row.Key)));

    private sealed record Counted(DateTimeOffset At, int Nodes, TimeSpan? OldestTransaction, Backlog Backlog);
}
