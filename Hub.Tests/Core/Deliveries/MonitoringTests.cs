using System.Diagnostics.Metrics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Hub.Core.Deliveries;
using Hub.Core.Ingest;
using Hub.Core.Storage;
using Hub.Tests.Core.Conversations;
using Hub.Tests.Promises;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Core.Deliveries;

/// <summary>What operators look at: the dashboard and the alerts know only metrics that the hub has, and the gauges say what is so.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
[NonParallelizable] // hears the gauges of the whole process
public sealed partial class MonitoringTests(StorageKind kind) : LabTest(kind)
{
    [TestCase("grafana-hub.json", 10)]
    [TestCase("prometheus-hub.yaml", 6)]
    public void Every_metric_that_a_file_names_exists(string file, int atLeast)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "deploy", "monitoring", file));
        if (file.EndsWith(".json", StringComparison.Ordinal))
            Assert.That(JsonDocument.Parse(text).RootElement.GetProperty("panels").GetArrayLength(), Is.GreaterThan(5));

        var named = Names().Matches(text).Select(match => match.Value).Distinct().ToList();

        Assert.That(named, Has.Count.GreaterThanOrEqualTo(atLeast));
        Assert.That(named.Except(Published()), Is.Empty);
    }

    [Test]
    public async Task Gauges_count_what_is_owed_given_up_and_silent_and_ask_nothing_while_nobody_listens()
    {
        using var backlog = new BacklogMetrics(Lab.Store);
        await Lab.Say((await Lab.Conversations(1)).Single(), "hi");
        await backlog.Count(default);
        using var listener = new MeterListener { InstrumentPublished = (instrument, self) => { if (instrument.Meter.Name == "Hub.Backlog" && instrument.Name != "hub.database.oldest_transaction") self.EnableMeasurementEvents(instrument); } };
        var seen = new List<string>();
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => seen.Add($"{instrument.Name} {string.Join(' ', tags.ToArray().Select(tag => tag.Value))} {value}"));
        listener.Start();
        listener.RecordObservableInstruments();
        Assert.That(seen, Is.Empty);

        Lab.Clock.Advance(TimeSpan.FromMinutes(3));
        await Lab.Change(async db => (await db.Connections.SingleAsync()).SilentSince = Lab.Store.Now);
        await backlog.Count(default);
        listener.RecordObservableInstruments();

        Assert.That(seen, Is.EquivalentTo(new[] { "hub.deliveries.owed lab 3", "hub.deliveries.lag lab 180", "hub.connections lab silent 1" }), "a message, a contact, a signal");
    }

    // As OTLP's names become Prometheus': dots to underscores, the unit, the kind.
    private HashSet<string> Published()
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                var name = instrument.Name.Replace('.', '_') + (instrument.Unit == "s" ? "_seconds" : "");
                names.UnionWith(instrument is Histogram<double> ? [$"{name}_bucket", $"{name}_sum", $"{name}_count"]
                    : instrument is Counter<long> ? [$"{name}_total"] : [name]);
            },
        };
        listener.Start();
        using var ingest = new IngestMetrics();
        using var deliveries = new DeliveryMetrics();
        using var backlog = new BacklogMetrics(Lab.Store);
        return names;
    }

    [GeneratedRegex("hub_[a-z_]+", RegexOptions.None, 1000)]
    private static partial Regex Names();
}
