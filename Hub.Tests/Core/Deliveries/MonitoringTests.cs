using System.Diagnostics.Metrics;
using Hub.Core.Connections;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Tests.Core.Conversations;
using Hub.Tests.Promises;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Core.Deliveries;

/// <summary>The gauges say what is so, and nothing once it is not known any more.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
[NonParallelizable] // hears the gauges of the whole process
public sealed class MonitoringTests(StorageKind kind) : LabTest(kind)
{
    private readonly List<string> _seen = [];
    private MeterListener _listener = null!;

    [SetUp]
    public void Hear()
    {
        _seen.Clear();
        _listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == "Hub.Backlog" && instrument.Name != "hub.database.oldest_transaction")
                    self.EnableMeasurementEvents(instrument);
            },
        };
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) =>
            _seen.Add(string.Join(' ', [instrument.Name, .. tags.ToArray().Select(tag => $"{tag.Value}"), $"{value}"])));
    }

    [TearDown]
    public void HearNoMore() => _listener.Dispose();

    [Test]
    public async Task Gauges_count_what_is_owed_given_up_and_silent_and_ask_nothing_while_nobody_listens()
    {
        using var backlog = new BacklogMetrics(Lab.Store, _ => Task.FromResult(2));
        await Lab.Say((await Lab.Conversations(1)).Single(), "hi");
        await backlog.Count(default);
        Assert.That(Look(), Is.Empty);

        Lab.Clock.Advance(TimeSpan.FromMinutes(3));
        await Lab.Change(async db => (await db.Connections.SingleAsync()).SilentSince = Lab.Store.Now);
        await backlog.Count(default);

        Assert.That(Look(), Is.EquivalentTo(new[]
        {
            "hub.deliveries.owed lab 3", "hub.deliveries.lag lab 180", "hub.connections lab silent 1", "hub.nodes.working 2",
        }), "a message, a contact, a signal");
    }

    [Test]
    public async Task A_lane_that_nothing_answers_is_told_as_long_as_it_owes_something()
    {
        using var backlog = new BacklogMetrics(Lab.Store, _ => Task.FromResult(1));
        await Lab.Say((await Lab.Conversations(1)).Single(), "hi");
        await Lab.Change(db =>
        {
            foreach (var kind in new[] { DeliveryKind.SendMessage, DeliveryKind.SyncOrder })
                db.Lanes.Add(new Lane { WorkspaceId = Lab.Workspace, ConnectionId = Lab.Connection.Id, Kind = kind, Unanswered = 3 });
            return Task.CompletedTask;
        });
        Look();

        await backlog.Count(default);

        Assert.That(Look(), Does.Contain("hub.lanes.unanswered lab 1"), "nothing is owed of orders");
    }

    [Test]
    public async Task A_count_that_fails_or_does_not_end_is_told_to_nobody_instead_of_the_one_before()
    {
        var isAway = false;
        using var backlog = new BacklogMetrics(Lab.Store, _ => isAway ? throw new TimeoutException() : Task.FromResult(1));
        Look();
        await backlog.Count(default);
        Assert.That(Look(), Does.Contain("hub.nodes.working 1"));

        Lab.Clock.Advance(3 * BacklogMetrics.Every);
        Assert.That(Look(), Is.Empty, "the count hangs");

        await backlog.Count(default);
        Assert.That(Look(), Does.Contain("hub.nodes.working 1"));
        isAway = true;
        Assert.ThrowsAsync<TimeoutException>(() => backlog.Count(default));
        Assert.That(Look(), Is.Empty, "the database is away");
    }

    // The first look is when somebody begins to listen.
    private List<string> Look()
    {
        _seen.Clear();
        _listener.Start();
        _listener.RecordObservableInstruments();
        return [.. _seen];
    }
}
