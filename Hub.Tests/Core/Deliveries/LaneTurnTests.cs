using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Contacts;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Core.Sync;
using Hub.Tests.Core.Sending;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Core.Deliveries;

/// <summary>How long a lane has its worker, and who may have the lane.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class LaneTurnTests(StorageKind kind)
{
    [Test]
    public async Task What_was_taken_for_later_does_not_leave_once_the_connection_is_switched_off()
    {
        await using var lab = await Lab.Create(kind);
        var calls = 0;
        lab.Connector.OnContacts = async batch =>
        {
            calls++;
            await lab.Store.Write(null, null, db => db.Connections.ExecuteUpdateAsync(
                set => set.SetProperty(row => row.State, ConnectionState.Disabled)), CancellationToken.None);
            return LaneLab.Accepted(batch);
        };
        await LaneLab.Greet(lab, 250);

        await lab.Run(DeliveryKind.SyncContact);

        Assert.That(calls, Is.EqualTo(1));
    }

    [Test]
    public async Task A_node_that_stops_ends_the_call_under_way_takes_nothing_more_and_lets_go()
    {
        await using var lab = await Lab.Create(kind);
        using var stop = new CancellationTokenSource();
        var calls = 0;
        lab.Connector.OnContacts = async batch =>
        {
            calls++;
            await stop.CancelAsync();
            return LaneLab.Accepted(batch);
        };
        await LaneLab.Greet(lab, 250);

        await lab.Get<LaneRunner>().Run(lab.Lane(DeliveryKind.SyncContact), stop.Token);

        Assert.That((calls, (await LaneLab.Owed(lab)).Count(row => row.State == DeliveryState.Done)), Is.EqualTo((1, 100)));
        Assert.That(await lab.Run(DeliveryKind.SyncContact), Is.Null, "nobody holds it, and the rest goes");
        Assert.That((await LaneLab.Owed(lab)).Count(row => row.State == DeliveryState.Done), Is.EqualTo(250));
    }

    [TestCase("all workers are at work")]
    [TestCase("one of its connector was sent away")]
    public async Task A_lane_with_a_long_backlog_gives_its_worker_back_to_others_that_wait_and_goes_on_behind_them(string why)
    {
        await using var lab = await Lab.Create(kind);
        var (gate, calls, places) = (lab.Get<LaneGate>(), 0, new List<IDisposable>());
        lab.Connector.OnContacts = batch =>
        {
            calls++;
            lab.Clock.Advance(LaneRunner.Turn / 2);
            if (calls == 1)
                places.AddRange(why.StartsWith("all", StringComparison.Ordinal) ? Fill(gate, "another", "a third") : Fill(gate, "lab"));
            return Task.FromResult(LaneLab.Accepted(batch));
        };
        await LaneLab.Greet(lab, 450);

        var next = await lab.Run(DeliveryKind.SyncContact);

        Assert.That((calls, (await LaneLab.Owed(lab)).Count(row => row.State == DeliveryState.Done)), Is.EqualTo((2, 200)));
        Assert.That(next, Is.EqualTo(lab.Store.Now), "behind whatever waits for a worker by now");
        places.ForEach(place => place.Dispose());
        Assert.That(await lab.Run(DeliveryKind.SyncContact), Is.Null);
        Assert.That((calls, (await LaneLab.Owed(lab)).Count(row => row.State == DeliveryState.Done)), Is.EqualTo((5, 450)));
    }

    [Test]
    public async Task A_lane_for_whose_worker_nobody_waits_goes_on_without_asking_the_engine()
    {
        await using var lab = await Lab.Create(kind);
        var (gate, calls) = (lab.Get<LaneGate>(), 0);
        lab.Connector.OnContacts = batch =>
        {
            calls++;
            lab.Clock.Advance(LaneRunner.Turn);
            return Task.FromResult(LaneLab.Accepted(batch));
        };
        await LaneLab.Greet(lab, 450);
        var others = Fill(gate, "another"); // which leave workers free, though none for their own kind

        Assert.That(await lab.Run(DeliveryKind.SyncContact), Is.Null);

        Assert.That((calls, (await LaneLab.Owed(lab)).Count(row => row.State == DeliveryState.Done)), Is.EqualTo((5, 450)));
        others.ForEach(place => place.Dispose());
    }

    [Test]
    public void Who_was_sent_away_waits_until_one_of_the_same_connector_is_let_in()
    {
        var gate = new LaneGate(4);
        var places = Fill(gate, "lab"); // the last was sent away
        var before = (gate.IsCrowded("lab"), gate.IsCrowded("another"));

        places[0].Dispose();
        var whileFree = gate.IsCrowded("lab");
        using var place = gate.TryEnter("lab", out _);

        Assert.That((before, whileFree, gate.IsCrowded("lab")), Is.EqualTo(((true, false), true, false)));
    }

    [Test]
    public async Task A_lane_that_somebody_holds_is_left_alone_until_the_lease_lapses()
    {
        await using var lab = await Lab.Create(kind);
        await LaneLab.Greet(lab, 1);
        var dead = await LaneLease.TryTake(lab.Store, lab.Lane(DeliveryKind.SyncContact), CancellationToken.None);

        await lab.Run(DeliveryKind.SyncContact);
        var whileHeld = (await LaneLab.Owed(lab)).Single().State;
        lab.Clock.Advance(TimeSpan.FromSeconds(31));
        await lab.Run(DeliveryKind.SyncContact);

        Assert.Multiple(async () =>
        {
            Assert.That(whileHeld, Is.EqualTo(DeliveryState.Owed));
            Assert.That((await LaneLab.Owed(lab)).Single().State, Is.EqualTo(DeliveryState.Done));
            Assert.That(() => dead!.Beats(CancellationToken.None), Throws.TypeOf<LeaseLostException>());
        });
    }

    /// <summary>Lanes of these connectors, until one of each is sent away.</summary>
    private static List<IDisposable> Fill(LaneGate gate, params IEnumerable<string> connectors)
    {
        var places = new List<IDisposable>();
        foreach (var connector in connectors)
            while (gate.TryEnter(connector, out _) is { } place)
                places.Add(place);
        return places;
    }
}
