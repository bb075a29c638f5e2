using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Tests.Core.Conversations;
using Hub.Tests.Promises;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Core.Deliveries;

/// <summary>Many replays at once go at a limited rate, and stand in nobody's way.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ReplayPaceTests(StorageKind kind) : LabTest(kind)
{
    private readonly List<string> _written = [];

    [SetUp]
    public void Hear() => Lab.Connector.OnContacts = batch =>
    {
        _written.AddRange(batch.Select(item => item.Value.DisplayName!));
        return Task.FromResult(new BatchAnswer([.. batch.Select(item => new WriteResult(item.Key, new Outcome.Accepted("remote-" + item.Key)))]));
    };

    [TestCase(600, 100, 5)]
    [TestCase(600, 120, 10)]
    [TestCase(6, 3, 20)]
    [TestCase(60_000, 5_001, 5)]
    public void The_last_of_so_many_gets_its_turn_after(int perMinute, int count, int seconds) => Assert.That(
        ReplayPace.After(null, DateTimeOffset.UnixEpoch, perMinute).End(count), Is.EqualTo(DateTimeOffset.UnixEpoch.AddSeconds(seconds)));

    [Test]
    [CancelAfter(60_000)]
    public async Task So_many_a_minute_leave_as_the_preview_has_said_and_a_second_call_queues_behind_the_first(CancellationToken cancellation)
    {
        await Bury(25, "a", "lab/one", cancellation);
        await Bury(5, "b", "lab/two", cancellation);
        var begin = Lab.Store.Now;

        var preview = await Replay().Preview(Cause("lab/one"), 60, cancellation);
        var first = await Replay().Dead(Cause("lab/one"), 60, "member:1", cancellation);
        var second = await Replay().Dead(Cause("lab/two"), 60, "member:1", cancellation);

        Assert.That(preview, Is.EqualTo(first));
        Assert.That(first, Is.EqualTo(new BulkReplay(25, begin.AddSeconds(20))));
        Assert.That(second, Is.EqualTo(new BulkReplay(5, begin.AddSeconds(25))));
        Assert.That(await Lab.Run(DeliveryKind.SyncContact), Is.EqualTo(begin.AddSeconds(5)));
        Assert.That(_written, Has.Count.EqualTo(5));
        Lab.Clock.Advance(TimeSpan.FromSeconds(10));
        await Lab.Run(DeliveryKind.SyncContact);
        Assert.That(_written, Has.Count.EqualTo(15).And.None.StartsWith("b"));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Two_calls_at_once_keep_the_rate_of_one(CancellationToken cancellation)
    {
        await Bury(520, "a", "lab/one", cancellation); // more than a transaction takes
        await Bury(520, "b", "lab/two", cancellation);
        var begin = Lab.Store.Now;

        var both = await Task.WhenAll(
            Replay().Dead(Cause("lab/one"), 600, "member:1", cancellation), Replay().Dead(Cause("lab/two"), 600, "member:1", cancellation));

        var turns = (await Lab.Deliveries(DeliveryKind.SyncContact)).GroupBy(row => row.DueAt).ToDictionary(group => group.Key, group => group.Count());
        Assert.That(turns.Values, Is.All.LessThanOrEqualTo(50), "in five seconds");
        Assert.That(turns.Keys.Select(turn => (turn - begin).TotalSeconds % 5), Is.All.Zero);
        Assert.That(both.Max(replay => replay.EndsAt), Is.EqualTo(turns.Keys.Max()));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task What_came_due_while_its_connection_was_parked_goes_on_at_its_pace_from_then(CancellationToken cancellation)
    {
        await Bury(25, "a", "lab/one", cancellation);
        await Replay().Dead(Cause("lab/one"), 60, "member:1", cancellation);
        await Lab.Run(DeliveryKind.SyncContact);
        var parking = Lab.Get<Parking>();
        await parking.Park(Lab.Workspace, Lab.Connection.Id, "CRM chuyển nhà", "member:1", cancellation);
        Lab.Clock.Advance(TimeSpan.FromHours(1));
        await parking.Resume(Lab.Workspace, Lab.Connection.Id, "member:1", cancellation);
        var resumed = Lab.Store.Now;

        Assert.That(await Lab.Run(DeliveryKind.SyncContact), Is.EqualTo(resumed.AddSeconds(5)));
        Assert.That(_written, Has.Count.EqualTo(10), "five before, five now");
        var left = await Lab.Read(db => db.Deliveries.Where(row => row.State == DeliveryState.Owed).ToListAsync(cancellation));
        Assert.That(left.Select(row => row.OwedAt), Is.EqualTo(left.Select(row => row.DueAt)), "their age counts from their turn");
        Lab.Clock.Advance(TimeSpan.FromSeconds(15));
        await Lab.Run(DeliveryKind.SyncContact);
        Assert.That(_written, Has.Count.EqualTo(25));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task What_came_due_while_no_node_was_up_does_not_leave_in_one_burst(CancellationToken cancellation)
    {
        await Bury(25, "a", "lab/one", cancellation);
        await Replay().Dead(Cause("lab/one"), 60, "member:1", cancellation);
        Lab.Clock.Advance(TimeSpan.FromHours(1));
        var back = Lab.Store.Now;

        Assert.That(await Lab.Run(DeliveryKind.SyncContact), Is.EqualTo(back.AddSeconds(5)));
        Assert.That(_written, Has.Count.EqualTo(5));
        Lab.Clock.Advance(TimeSpan.FromSeconds(20));
        await Lab.Run(DeliveryKind.SyncContact);
        Assert.That(_written, Has.Count.EqualTo(25), "what is late by less than a minute keeps its turn");
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task What_is_owed_now_goes_before_replays_that_are_due(CancellationToken cancellation)
    {
        await Bury(150, "old", "lab/one", cancellation);
        await Replay().Dead(Cause("lab/one"), ReplayPace.Most, "member:1", cancellation);
        Lab.Clock.Advance(TimeSpan.FromMinutes(1));
        await OwedContacts.Add(Lab, 1, cancellation);

        await Lab.Run(DeliveryKind.SyncContact);

        Assert.That(_written, Has.Count.EqualTo(151));
        Assert.That(_written.IndexOf("Khách 0"), Is.LessThan(100), "in the first call, of a hundred");
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_replayed_record_that_changes_meanwhile_waits_for_no_other(CancellationToken cancellation)
    {
        await Bury(3, "old", "lab/one", cancellation);
        await Replay().Dead(Cause("lab/one"), 1, "member:1", cancellation);
        var last = await Lab.Read(db => db.Deliveries.OrderByDescending(row => row.DueAt).FirstAsync(cancellation));
        await Lab.Run(DeliveryKind.SyncContact);
        Assert.That(_written, Is.EqualTo(new[] { "old 0" }));

        await Lab.Change(async db =>
        {
            var owing = new Owing(db, Lab.Store.Ids, Lab.Store.Now);
            owing.Owe(Lab.Lane(DeliveryKind.SyncContact), last.SubjectId);
            await owing.Write(cancellation);
        });
        await Lab.Run(DeliveryKind.SyncContact);

        Assert.That(_written, Is.EqualTo(new[] { "old 0", "old 2" }));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_new_answer_does_not_wait_for_the_turn_of_one_that_was_given_up_and_replays_keep_their_order(CancellationToken cancellation)
    {
        var sent = new List<string>();
        Lab.Connector.OnSend = (_, part) =>
        {
            sent.Add(part.Content.Text!);
            return Task.FromResult<Outcome>(new Outcome.Accepted("key-" + part.CorrelationId));
        };
        var conversation = (await Lab.Conversations(1)).Single();
        foreach (var text in new[] { "một", "hai", "ba" })
            await Lab.Say(conversation, text);
        await Lab.Change(db => db.Deliveries.Where(row => row.Kind == DeliveryKind.SendMessage).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.State, DeliveryState.Dead).SetProperty(row => row.Code, "lab/one"), cancellation));
        await Lab.Change(db => db.Messages.Where(row => row.Key == null).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Status, MessageStatus.Failed), cancellation));
        await Replay().Dead(new FailureCause(Lab.Lane(DeliveryKind.SendMessage), null, "lab/one"), 1, "member:1", cancellation);
        await Lab.Say(conversation, "mới");

        await Lab.Run(DeliveryKind.SendMessage);
        Assert.That(sent, Is.EqualTo(new[] { "mới", "một" }));
        Lab.Clock.Advance(TimeSpan.FromMinutes(2));
        await Lab.Run(DeliveryKind.SendMessage);
        Assert.That(sent, Is.EqualTo(new[] { "mới", "một", "hai", "ba" }));
    }

    private DeliveryReplay Replay() => new(Lab.Store, Lab.Get<LaneBell>());

    private FailureCause Cause(string code) => new(Lab.Lane(DeliveryKind.SyncContact), nameof(Outcome.Rejected), code);

    private async Task Bury(int count, string name, string code, CancellationToken cancellation)
    {
        var number = 0;
        await OwedContacts.Add(Lab, count, cancellation, delivery =>
        {
            (delivery.State, delivery.SettledAt) = (DeliveryState.Dead, Lab.Store.Now);
            (delivery.Outcome, delivery.Code) = (nameof(Outcome.Rejected), code);
        });
        await Lab.Change(async db =>
        {
            var buried = db.Deliveries.Where(row => row.Code == code).Select(row => row.SubjectId);
            foreach (var contact in await db.Contacts.Where(row => buried.Contains(row.Id)).OrderBy(row => row.Id).ToListAsync(cancellation))
                contact.DisplayName = $"{name} {number++}";
        });
    }
}
