using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Conversations;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Tests.Core.Conversations;
using Hub.Tests.Core.Deliveries;
using Hub.Tests.Core.Sending;
using Hub.Tests.Promises;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Core.Connections;

/// <summary>A connection that a person parks: what goes out waits and is lost to nobody, what comes in goes on.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ParkingTests(StorageKind kind) : LabTest(kind)
{
    private static readonly DeliveryKind[] Out = [DeliveryKind.SendMessage, DeliveryKind.SyncContact, DeliveryKind.ReportSignal];
    private int _calls;

    [Test]
    [CancelAfter(60_000)]
    public async Task Nothing_leaves_until_it_is_resumed_and_then_all_of_it_does(CancellationToken cancellation)
    {
        CountCalls();
        await Park();
        var now = Lab.Clock.GetUtcNow();
        await Lab.Apply(LaneTests.Arrival("u0", now, thread: "thread-0"), SendingTests.Inbound(0, "m0", now));
        await Lab.Say(await Lab.Read(db => db.Conversations.Select(row => row.Id).SingleAsync(cancellation)), "một");
        Lab.Clock.Advance(TimeSpan.FromSeconds(10)); // a signal waits for what follows it within seconds

        foreach (var owed in Out)
            Assert.That(await Lab.Run(owed), Is.Null, "it waits for a person, not for a time");
        Assert.That(_calls, Is.Zero);
        Assert.That(await Swept(), Has.None.Matches<LaneKey>(lane => Out.Contains(lane.Kind)), "nobody is woken for nothing");
        Assert.That(await States(), Is.All.EqualTo(DeliveryState.Owed));

        var rung = new List<LaneKey>();
        Lab.Get<LaneBell>().Rung += rung.Add;
        await Lab.Get<Parking>().Resume(Lab.Workspace, Lab.Connection.Id, "member:2", cancellation);
        Assert.That(rung, Is.SupersetOf(Out.Select(Lab.Lane)));
        foreach (var owed in Out)
            await Lab.Run(owed);

        Assert.That(_calls, Is.EqualTo(3), "a message, a contact and a signal");
        Assert.That(await States(), Is.All.EqualTo(DeliveryState.Done));
        Assert.That(
            await Lab.Read(db => db.Audit.OrderBy(row => row.Id).Select(row => $"{row.Actor} {row.Action}").ToListAsync(cancellation)),
            Is.EqualTo(new[] { "member:1 connection.parked", "member:2 connection.resumed" }));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_batch_under_way_ends_and_the_next_is_not_begun(CancellationToken cancellation)
    {
        Lab.Connector.OnContacts = async batch =>
        {
            if (_calls++ == 0)
                await Park();
            return new BatchAnswer([.. batch.Select(item => new WriteResult(item.Key, new Outcome.Accepted("remote-" + item.Key)))]);
        };
        await OwedContacts.Add(Lab, 150, cancellation);

        await Lab.Run(DeliveryKind.SyncContact);

        Assert.That(_calls, Is.EqualTo(1));
        var states = (await Lab.Deliveries(DeliveryKind.SyncContact)).CountBy(row => row.State).ToDictionary();
        Assert.That(states, Is.EquivalentTo(new Dictionary<DeliveryState, int> { [DeliveryState.Done] = 100, [DeliveryState.Owed] = 50 }));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task What_comes_in_is_applied_and_tokens_subscriptions_and_reading_go_on(CancellationToken cancellation)
    {
        var (refreshed, ensured, read) = (0, 0, 0);
        Lab.Connector.OnRefresh = _ => Task.FromResult(new GrantAnswer(new Outcome.Accepted(), new Credentials($"token-{++refreshed}", "refresh-2")));
        Lab.Connector.OnEnsure = _ => Task.FromResult(++ensured > 0 ? new Outcome.Duplicate() : LabConnector.Ok);
        Lab.Connector.OnPoll = _ => ++read > 0 ? new PollPage<ChannelEvent>(LabConnector.Ok, []) : null!;
        await Park();
        await Lab.Change(async db =>
        {
            var owing = new Owing(db, Lab.Store.Ids, Lab.Store.Now);
            foreach (var kept in new[] { DeliveryKind.RefreshToken, DeliveryKind.Subscribe, DeliveryKind.Poll })
                owing.Owe(Lab.Lane(kept), Lab.Connection.Id);
            await owing.Write(cancellation);
        });

        foreach (var kept in new[] { DeliveryKind.RefreshToken, DeliveryKind.Subscribe, DeliveryKind.Poll })
            await Lab.Run(kept);
        await Lab.Apply([SendingTests.Inbound(1, "chào shop", Lab.Clock.GetUtcNow())]);

        Assert.That((refreshed, ensured, read), Is.EqualTo((1, 1, 1)));
        Assert.That(await Lab.Read(db => db.Messages.CountAsync(row => row.Direction == MessageDirection.Inbound, cancellation)), Is.EqualTo(1));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Days_of_waiting_are_no_failure_of_the_other_side(CancellationToken cancellation)
    {
        await Lab.Conversations(1);
        await Park();
        Lab.Clock.Advance(TimeSpan.FromDays(4));
        await Lab.Get<Parking>().Resume(Lab.Workspace, Lab.Connection.Id, "member:1", cancellation);
        Lab.Connector.OnContacts = _ => Task.FromResult(BatchAnswer.Failed(new Outcome.Transient(new Reason("lab/503"))));

        await Lab.Run(DeliveryKind.SyncContact);

        Assert.That((await Lab.Deliveries(DeliveryKind.SyncContact)).Single().State, Is.EqualTo(DeliveryState.Owed), "tried again, and not given up");
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task What_a_person_wrote_is_tried_again_however_long_it_waited(CancellationToken cancellation)
    {
        var thread = (await Lab.Conversations(1))[0];
        await Park();
        await Lab.Say(thread, "chị ơi");
        Lab.Clock.Advance(TimeSpan.FromHours(2));
        await Lab.Get<Parking>().Resume(Lab.Workspace, Lab.Connection.Id, "member:1", cancellation);
        Lab.Connector.OnSend = (_, _) => Task.FromResult<Outcome>(new Outcome.Throttled(null, ThrottleScope.Connection, new Reason("lab/503")));
        await Lab.Run(DeliveryKind.SendMessage);
        Lab.Connector.OnSend = (_, _) => Task.FromResult<Outcome>(new Outcome.Transient(new Reason("lab/503")));
        Lab.Clock.Advance(TimeSpan.FromMinutes(1));

        await Lab.Run(DeliveryKind.SendMessage);

        Assert.That((await Lab.Deliveries(DeliveryKind.SendMessage)).Single().State, Is.EqualTo(DeliveryState.Owed), "tried again, and not given up");
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_vendor_that_is_down_is_no_alarm_while_its_connection_is_parked(CancellationToken cancellation)
    {
        await Lab.Conversations(1);
        Lab.Connector.OnContacts = _ => Task.FromResult(BatchAnswer.Failed(new Outcome.Transient(new Reason("lab/503"))));
        await Lab.Run(DeliveryKind.SyncContact);
        await Lab.Change(db => db.Lanes.Where(row => row.Kind == DeliveryKind.SyncContact)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Unanswered, Circuit.Trips), cancellation));
        Assert.That((await Waits()).Unanswered.Values.Sum(), Is.EqualTo(1));

        await Park();

        Assert.That((await Waits()).Unanswered.Values.Sum(), Is.Zero);

        Task<Backlog> Waits() => Lab.Read(db => Backlog.Count(db, Lab.Store.Now, cancellation));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task One_that_is_off_has_nothing_to_park_and_switching_off_ends_the_parking(CancellationToken cancellation)
    {
        await Park();
        await Switch(false);
        Assert.That(await Row(), Is.EqualTo((ConnectionState.Disabled, (DateTimeOffset?)null, (string?)null)));

        Assert.That(await Lab.Get<Parking>().Park(Lab.Workspace, Lab.Connection.Id, "x", "member:1", cancellation), Is.InstanceOf<ParkAnswer.Off>());
        Assert.That(await Lab.Get<Parking>().Park(Lab.Workspace, Guid.NewGuid(), "x", "member:1", cancellation), Is.InstanceOf<ParkAnswer.NotFound>());
        Assert.That(await Lab.Get<Parking>().Park(Guid.NewGuid(), Lab.Connection.Id, "x", "member:1", cancellation), Is.InstanceOf<ParkAnswer.NotFound>());
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_check_or_a_corrected_setting_does_not_resume_it(CancellationToken cancellation)
    {
        await Park();

        await Lab.Get<ConnectionCheck>().Run(Lab.Workspace, Lab.Connection.Id, "member:1", cancellation);
        await Lab.Get<ConnectionSetup>().Change(
            Lab.Workspace, Lab.Connection.Id, new ConnectionChange("Shop", null, null, new Credentials("token-2"), null, null), "member:1", cancellation);

        Assert.That((await Row()).Reason, Is.EqualTo("CRM chuyển nhà"));
        Assert.That(await Lab.Run(DeliveryKind.SyncContact), Is.Null);
    }

    private Task Park() => Lab.Get<Parking>().Park(Lab.Workspace, Lab.Connection.Id, "CRM chuyển nhà", "member:1", CancellationToken.None);

    private Task Switch(bool enabled) => Lab.Get<ConnectionSetup>().Change(
        Lab.Workspace, Lab.Connection.Id, new ConnectionChange(null, null, null, null, enabled, null), "member:1", CancellationToken.None);

    private async Task<(ConnectionState State, DateTimeOffset? At, string? Reason)> Row()
    {
        var row = await Lab.Read(db => db.Connections.SingleAsync());
        return (row.State, row.ParkedAt, row.ParkReason);
    }

    private async Task<List<DeliveryState>> States() =>
        [.. (await Lab.Read(db => db.Deliveries.Where(row => Out.Contains(row.Kind)).ToListAsync())).Select(row => row.State)];

    private async Task<List<LaneKey>> Swept()
    {
        var rung = new List<LaneKey>();
        var bell = new LaneBell();
        bell.Rung += rung.Add;
        await new LaneSweep(Lab.Store, Lab.Get<ConnectorRegistry>(), bell).Run();
        return rung;
    }

    private void CountCalls()
    {
        var (send, contacts, report) = (Lab.Connector.OnSend, Lab.Connector.OnContacts, Lab.Connector.OnReport);
        Lab.Connector.OnSend = (context, part) => Counted(() => send(context, part));
        Lab.Connector.OnContacts = batch => Counted(() => contacts(batch));
        Lab.Connector.OnReport = (context, signals) => Counted(() => report(context, signals));

        T Counted<T>(Func<T> call)
        {
            _calls++;
            return call();
        }
    }
}
