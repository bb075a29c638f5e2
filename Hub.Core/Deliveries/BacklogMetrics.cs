using System.Diagnostics.Metrics;
using Hub.Core.Connections;
using Hub.Core.Ingest;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Deliveries;

/// <summary>
/// Gauges of the meter <c>Hub.Backlog</c>: what waits in the whole hub, by connector. Counted now and then by a node that works, and only
/// while somebody listens; the listener gets the last count, since it must not wait for a database.
/// </summary>
public sealed class BacklogMetrics : IDisposable
{
    private readonly HubStore _store;
    private readonly Meter _meter = new("Hub.Backlog");
    private readonly Instrument[] _gauges;
    private volatile Counted _last = new([], [], [], [], [], null);

    public BacklogMetrics(HubStore store)
    {
        _store = store;
        _gauges =
        [
            _meter.CreateObservableGauge("hub.deliveries.owed", () => Of(_last.Owed), description: "Deliveries that are due and not done"),
            _meter.CreateObservableGauge("hub.deliveries.lag", () => Of(_last.Lag), "s", "Age of the oldest delivery that is due and not done"),
            _meter.CreateObservableGauge("hub.deliveries.dead", () => Of(_last.Dead), description: "Deliveries that were given up and wait for a person"),
            _meter.CreateObservableGauge("hub.webhooks.lag", () => Of(_last.Pending), "s", "Age of the oldest webhook that is not applied"),
            _meter.CreateObservableGauge("hub.connections", () => _last.Connections, description: "Connections by state; silent ones are active"),
            _meter.CreateObservableGauge(
                "hub.database.oldest_transaction", () => Of(_last.OldestTransaction), "s", "Age of the oldest open transaction, on PostgreSQL"),
        ];
    }

    public async Task Count(CancellationToken cancellation)
    {
        if (!Array.Exists(_gauges, gauge => gauge.Enabled))
            return;
        var now = _store.Now;
        var oldest = await OldestTransaction.Age(_store, cancellation);
        _last = await _store.Read(null, db => Count(db, now, oldest, cancellation));
    }

    public void Dispose() => _meter.Dispose();

    private static async Task<Counted> Count(HubDb db, DateTimeOffset now, TimeSpan? oldest, CancellationToken cancellation)
    {
        var connections = await db.Connections.Select(row => new { row.WorkspaceId, row.Id, row.ConnectorId, row.State, row.SilentSince }).ToListAsync(cancellation);
        var connector = connections.ToDictionary(row => (row.WorkspaceId, row.Id), row => row.ConnectorId);
        var owed = await db.Deliveries
            .Where(row => row.State == DeliveryState.Owed && row.Kind != DeliveryKind.RefreshToken && row.DueAt <= now)
            .GroupBy(row => new { row.WorkspaceId, row.ConnectionId })
            .Select(group => new { group.Key, Count = group.Count(), Oldest = group.Min(row => row.OwedAt) }).ToListAsync(cancellation);
        var dead = await db.Deliveries.Where(row => row.State == DeliveryState.Dead)
            .GroupBy(row => new { row.WorkspaceId, row.ConnectionId })
            .Select(group => new { group.Key, Count = group.Count() }).ToListAsync(cancellation);
        var pending = await db.WebhookEvents.Where(row => row.State == WebhookEventState.Pending)
            .GroupBy(row => row.ConnectorId).Select(group => new { group.Key, Oldest = group.Min(row => row.ReceivedAt) }).ToListAsync(cancellation);
        string Named(Guid workspace, Guid id) => connector.GetValueOrDefault((workspace, id), "gone");
        return new Counted(
            Sum(owed.Select(row => (Named(row.Key.WorkspaceId, row.Key.ConnectionId), (double)row.Count)), Enumerable.Sum),
            Sum(owed.Select(row => (Named(row.Key.WorkspaceId, row.Key.ConnectionId), (now - row.Oldest).TotalSeconds)), Enumerable.Max),
            Sum(dead.Select(row => (Named(row.Key.WorkspaceId, row.Key.ConnectionId), (double)row.Count)), Enumerable.Sum),
            pending.ToDictionary(row => row.Key, row => (now - row.Oldest).TotalSeconds),
            [.. connections.GroupBy(row => (row.ConnectorId, State: row.SilentSince is not null && row.State == ConnectionState.Active ? "silent" : Word(row.State)))
                .Select(group => new Measurement<double>(group.Count(), new("connector", group.Key.ConnectorId), new KeyValuePair<string, object?>("state", group.Key.State)))],
            oldest);
    }

    private static string Word(ConnectionState state) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(state.ToString());

    private static Dictionary<string, double> Sum(IEnumerable<(string Connector, double Value)> rows, Func<IEnumerable<double>, double> how) =>
        rows.GroupBy(row => row.Connector, row => row.Value).ToDictionary(group => group.Key, group => how(group));

    private static IEnumerable<Measurement<double>> Of(Dictionary<string, double> byConnector) =>
        byConnector.Select(row => new Measurement<double>(row.Value, new KeyValuePair<string, object?>("connector", row.Key)));

    private static IEnumerable<Measurement<double>> Of(TimeSpan? age) => age is { } open ? [new Measurement<double>(open.TotalSeconds)] : [];

    private sealed record Counted(
        Dictionary<string, double> Owed, Dictionary<string, double> Lag, Dictionary<string, double> Dead, Dictionary<string, double> Pending,
        IReadOnlyList<Measurement<double>> Connections, TimeSpan? OldestTransaction);
}
