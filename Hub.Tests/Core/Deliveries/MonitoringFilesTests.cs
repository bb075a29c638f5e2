using System.Diagnostics.Metrics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Deliveries;
using Hub.Core.Ingest;
using Hub.Core.Storage;
using Hub.Tests.Core.Conversations;
using Hub.Tests.Promises;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Core.Deliveries;

/// <summary>What operators look at: the dashboard and the alerts know only metrics, labels and values of labels that the hub has.</summary>
[NonParallelizable] // hears the instruments of the whole process
public sealed partial class MonitoringFilesTests() : LabTest(StorageKind.Sqlite)
{
    private readonly Dictionary<string, HashSet<string>> _labels = new(StringComparer.Ordinal);

    [TestCase("grafana-hub.json", 12)]
    [TestCase("prometheus-hub.yaml", 9)]
    public async Task Every_metric_label_and_value_that_a_file_names_exists(string file, int atLeast)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "deploy", "monitoring", file));
        if (file.EndsWith(".json", StringComparison.Ordinal))
            text = string.Join('\n', Expressions(JsonDocument.Parse(text).RootElement));
        await Measure();

        var named = Names().Matches(text).Select(match => match.Value).Distinct().ToList();
        Assert.That(named, Has.Count.GreaterThanOrEqualTo(atLeast));
        Assert.That(named.Except(_labels.Keys), Is.Empty);

        var faults = text.Split('\n').SelectMany(Faults).ToList();
        Assert.That(faults, Is.Empty);
    }

    // A line has one expression; what it groups by, shows or selects must be a label of every metric in it.
    private IEnumerable<string> Faults(string line)
    {
        var metrics = Names().Matches(line).Select(match => match.Value).ToList();
        foreach (Match selector in Selectors().Matches(line))
            foreach (Match matcher in Matchers().Matches(selector.Groups["in"].Value))
            {
                var (metric, label) = (selector.Groups["metric"].Value, matcher.Groups["label"].Value);
                if (!_labels[metric].Contains(label))
                    yield return $"{metric} has no label {label}";
                foreach (var value in matcher.Groups["value"].Value.Split('|'))
                    if (!Values(label).Contains(value))
                        yield return $"{label} is never {value}";
            }

        foreach (Match by in Groupings().Matches(line))
            foreach (var label in by.Groups["labels"].Value.Split(',', StringSplitOptions.TrimEntries))
                if (label != "le" && metrics.Exists(metric => !_labels[metric].Contains(label)))
                    yield return $"{label} is no label of all of {string.Join(", ", metrics)}";
    }

    private static IReadOnlyCollection<string> Values(string label) => label switch
    {
        "outcome" => [.. typeof(Outcome).GetNestedTypes().Select(type => type.Name), Withheld.Outcome],
        "answer" => [.. typeof(IntakeAnswer).GetProperties().Where(property => property.PropertyType == typeof(IntakeAnswer)).Select(property => ((IntakeAnswer)property.GetValue(null)!).Name)],
        "state" => [.. Enum.GetNames<ConnectionState>().Select(JsonNamingPolicy.CamelCase.ConvertName), "silent", "parked"],
        _ => [],
    };

    private static IEnumerable<string> Expressions(JsonElement dashboard)
    {
        foreach (var panel in dashboard.GetProperty("panels").EnumerateArray())
            foreach (var target in panel.GetProperty("targets").EnumerateArray())
            {
                var (expression, legend) = (target.GetProperty("expr").GetString()!, target.GetProperty("legendFormat").GetString()!);
                foreach (Match shown in Legends().Matches(legend))
                    Assert.That(expression, Does.Match($@"by \([^)]*\b{shown.Groups["label"].Value}\b"), "a legend shows what the expression groups by");
                yield return expression;
            }
    }

    // Every instrument is made to tell something, so that its labels are seen, under the names that OTLP's become in Prometheus: dots to
    // underscores, the unit, the kind.
    private async Task Measure()
    {
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name.StartsWith("Hub.", StringComparison.Ordinal))
                    self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Seen(instrument, tags));
        listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Seen(instrument, tags));
        listener.Start();
        using var ingest = new IngestMetrics();
        using var deliveries = new DeliveryMetrics();
        using var backlog = new BacklogMetrics(Lab.Store, _ => Task.FromResult(1));
        ingest.Received("lab", IntakeAnswer.Stored.Name);
        ingest.Applied("lab", 1, 1);
        ingest.Failed("lab");
        ingest.Waited("lab", TimeSpan.FromSeconds(1));
        deliveries.Tried("lab", DeliveryKind.SendMessage, nameof(Outcome.Accepted));
        await Owe();
        await backlog.Count(default);
        listener.RecordObservableInstruments();
        _labels["hub_database_oldest_transaction_seconds"] = []; // SQLite has none, and no label has it
    }

    private async Task Owe()
    {
        await Lab.Say((await Lab.Conversations(1)).Single(), "hi");
        await Lab.Change(async db =>
        {
            db.Lanes.Add(new Lane { WorkspaceId = Lab.Workspace, ConnectionId = Lab.Connection.Id, Kind = DeliveryKind.SendMessage, Unanswered = 3 });
            (await db.Deliveries.FirstAsync(row => row.Kind == DeliveryKind.ReportSignal)).State = DeliveryState.Dead;
            db.WebhookEvents.Add(new WebhookEvent
            {
                WorkspaceId = Lab.Workspace,
                ConnectionId = Lab.Connection.Id,
                Id = Lab.Store.Ids.Next(),
                ConnectorId = "lab",
                AccountId = "1",
                EventKey = [1],
                Body = [],
                ReceivedAt = Lab.Store.Now,
                State = WebhookEventState.Pending,
            });
        });
    }

    private void Seen(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var name = instrument.Name.Replace('.', '_') + (instrument.Unit == "s" ? "_seconds" : "");
        string[] names = instrument is Histogram<double> ? [$"{name}_bucket", $"{name}_sum", $"{name}_count"]
            : instrument is Counter<long> ? [$"{name}_total"] : [name];
        foreach (var published in names)
            _labels[published] = [.. tags.ToArray().Select(tag => tag.Key)];
    }

    [GeneratedRegex("hub_[a-z_]+", RegexOptions.None, 1000)]
    private static partial Regex Names();

    [GeneratedRegex(@"(?<metric>hub_[a-z_]+)\{(?<in>[^}]*)\}", RegexOptions.None, 1000)]
    private static partial Regex Selectors();

    [GeneratedRegex("(?<label>[a-z_]+)\\s*(=|!=|=~|!~)\\s*\"(?<value>[^\"]*)\"", RegexOptions.None, 1000)]
    private static partial Regex Matchers();

    [GeneratedRegex(@"by \((?<labels>[^)]*)\)", RegexOptions.None, 1000)]
    private static partial Regex Groupings();

    [GeneratedRegex(@"\{\{(?<label>[a-z_]+)\}\}", RegexOptions.None, 1000)]
    private static partial Regex Legends();
}
