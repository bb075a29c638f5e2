using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Connections.Disconnects;
using Hub.Core.Conversations;
using Hub.Core.Deliveries;
using Hub.Core.Sending;
using Hub.Core.Storage;
using Hub.Tests.Core.Conversations;
using Hub.Tests.Core.Sending;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Core.Connections;

/// <summary>What lanes had in their hands when the account ended, and their node with it.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class InterruptedEndTests(StorageKind kind) : DisconnectTest(kind)
{
    [TestCase(ConnectionState.Disconnected)]
    [TestCase(ConnectionState.Disabled)]
    [TestCase(ConnectionState.Paused)]
    [CancelAfter(30_000)]
    public async Task What_a_dead_node_had_begun_to_send_ends_as_may_have_been_sent(ConnectionState state, CancellationToken cancellation)
    {
        await Lab.Apply(SendingTests.Inbound(1, "hello", Lab.Clock.GetUtcNow()));
        await Send(await Lab.Read(db => db.Conversations.Select(row => row.Id).FirstAsync(cancellation)));
        var lane = new Lane
        {
            WorkspaceId = Lab.Workspace,
            ConnectionId = Lab.Connection.Id,
            Kind = DeliveryKind.SendMessage,
            LeaseToken = Guid.NewGuid(),
            LeaseUntil = Lab.Store.Now.AddSeconds(20),
        };
        await Lab.Add([lane]);
        await Lab.Change(db => db.Deliveries.Where(row => row.Kind == DeliveryKind.SendMessage)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.State, DeliveryState.Started), cancellation));
        await Lab.Store.Write(null, Lab.Connection.Id, async db =>
        {
            var row = await db.Connections.SingleAsync(cancellation);
            if (state == ConnectionState.Disconnected)
                await Lab.Get<Disconnector>().Begin(db, row, DisconnectCause.Person, "member:1", cancellation);
            else
                row.State = state;
        }, cancellation);

        await Sweep();
        Assert.That((await Sent()).Status, Is.EqualTo(MessageStatus.Queued), "its node may live: it holds the lane");
        Lab.Clock.Advance(TimeSpan.FromSeconds(30));
        await Sweep();

        Assert.That(((await Sent()).Status, (await Sent()).StatusCode), Is.EqualTo((MessageStatus.Unknown, "interrupted")));
        Assert.That((await Lab.Read(db => db.Deliveries.SingleAsync(row => row.Kind == DeliveryKind.SendMessage, cancellation))).State,
            Is.EqualTo(DeliveryState.Unknown));

        Task<Message> Sent() => Lab.Read(db => db.Messages.SingleAsync(row => row.Direction == MessageDirection.Outbound, cancellation));
        async Task Sweep()
        {
            var rung = new List<LaneKey>();
            var bell = new LaneBell();
            bell.Rung += rung.Add;
            await new LaneSweep(Lab.Store, Lab.Get<ConnectorRegistry>(), bell).Run();
            foreach (var one in rung)
                await Lab.Get<LaneRunner>().Run(one, cancellation);
        }
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task What_was_taken_for_a_lane_before_the_end_does_not_begin_after_it(CancellationToken cancellation)
    {
        await Lab.Apply(SendingTests.Inbound(1, "hello", Lab.Clock.GetUtcNow()));
        var lane = Lab.Lane(DeliveryKind.SyncContact);
        var work = Lab.Get<IEnumerable<LaneWork>>().Single(found => found.Kind == DeliveryKind.SyncContact);
        var contexts = Lab.Get<ConnectionContexts>();
        var run = new LaneRun(lane, Lab.Connection, Lab.Connector.Manifest, contexts.Limits(Lab.Connection), contexts.Open(Lab.Connection));
        await Lab.Store.Write(null, Lab.Connection.Id, async db => await Lab.Get<Disconnector>().Begin(
            db, await db.Connections.SingleAsync(cancellation), DisconnectCause.Person, "member:1", cancellation), cancellation);
        await Lab.Add([Owed()]);

        var lease = (await LaneLease.TryTake(Lab.Store, lane, cancellation))!;

        Assert.That(await Lab.Get<LaneDeliveries>().Take(lease, new LaneFloor(Lab.Store, lease.Lane), work, run, cancellation), Is.Empty);
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task What_a_lane_had_in_its_hands_is_cancelled_when_its_call_must_have_ended_however_late_that_is(CancellationToken cancellation)
    {
        await Lab.Add([Owed(), new Lane
        {
            WorkspaceId = Lab.Workspace, ConnectionId = Lab.Connection.Id, Kind = DeliveryKind.SyncContact, LeaseToken = Guid.NewGuid(),
            LeaseUntil = Lab.Store.Now + LaneLease.Length,
        }]);
        await Lab.Store.Write(null, Lab.Connection.Id, async db => await Lab.Get<Disconnector>().Begin(
            db, await db.Connections.SingleAsync(cancellation), DisconnectCause.Person, "member:1", cancellation), cancellation);

        await Lab.Get<Disconnector>().Settle(cancellation);
        var early = await State();
        Lab.Clock.Advance(TimeSpan.FromHours(1));
        await Lab.Get<Disconnector>().Settle(cancellation);

        Assert.That((early, await State(), (await Receipt()).CancelledByKind.GetValueOrDefault(DeliveryKind.SyncContact)),
            Is.EqualTo((DeliveryState.Owed, DeliveryState.Cancelled, 1)));

        Task<DeliveryState> State() => Lab.Read(
            db => db.Deliveries.Where(row => row.Kind == DeliveryKind.SyncContact).Select(row => row.State).SingleAsync(cancellation));
    }
}
