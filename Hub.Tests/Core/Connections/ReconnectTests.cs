using Hub.Core.Connections;
using Hub.Core.Connections.Disconnects;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Tests.Core.Conversations;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Core.Connections;

/// <summary>An account that comes back after it was disconnected.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class ReconnectTests(StorageKind kind) : DisconnectTest(kind)
{
    [Test]
    [CancelAfter(30_000)]
    public async Task A_receipt_does_not_count_what_the_next_end_has_cancelled(CancellationToken cancellation)
    {
        await Lab.Add([Owed()]);
        var first = (await Disconnect(cancellation))!;
        await Reconnect(cancellation);
        await Lab.Add([Owed()]);
        Lab.Clock.Advance(TimeSpan.FromSeconds(1));
        await Disconnect(cancellation);

        Lab.Clock.Advance(TimeSpan.FromMinutes(1));
        await Lab.Get<Disconnector>().Settle(cancellation);

        Assert.That((await Lab.Read(db => db.Disconnects.SingleAsync(row => row.Id == first.Id, cancellation))).Cancelled, Is.EqualTo(first.Cancelled));
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task What_was_missed_before_the_platforms_end_was_heard_of_is_asked_for_too(CancellationToken cancellation)
    {
        var heard = Lab.Store.Now.AddHours(1);
        await Lab.Change(db => db.Connections.ExecuteUpdateAsync(set => set.SetProperty(row => row.LastEventAt, heard), cancellation));
        Lab.Clock.Advance(TimeSpan.FromHours(13));
        await Lab.Apply(Removed(3_600));
        Lab.Clock.Advance(TimeSpan.FromHours(1));

        await Reconnect(cancellation);

        var row = await Connection();
        Assert.That((row.State, row.BlindFrom, row.BlindUntil), Is.EqualTo((ConnectionState.Active, (DateTimeOffset?)heard, (DateTimeOffset?)Lab.Store.Now)));
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task A_subscription_that_was_left_for_others_and_went_meanwhile_is_not_told_as_lost(CancellationToken cancellation)
    {
        Lab.Connector.StaysForOthers = true;
        await Lab.Add([new WebhookSubscription { WorkspaceId = Lab.Workspace, Id = Lab.Connection.Id, State = SubscriptionState.Stands, EnsuredAt = Lab.Store.Now }]);
        Lab.Clock.Advance(TimeSpan.FromHours(1));
        await Disconnect(cancellation);
        Lab.Clock.Advance(TimeSpan.FromHours(1));
        await Reconnect(cancellation);
        Lab.Connector.OnEnsure = _ => Task.FromResult(LabConnector.Ok);

        await Lab.Run(DeliveryKind.Subscribe);

        var row = await Lab.Read(db => db.WebhookSubscriptions.SingleAsync(cancellation));
        Assert.That((row.State, row.RepairedAt), Is.EqualTo((SubscriptionState.Stands, (DateTimeOffset?)null)), "nobody was to look after it");
    }

    [Test]
    public async Task An_account_that_another_node_has_connected_again_is_known_at_once()
    {
        var directory = Lab.Get<ConnectionDirectory>();
        await Set(ConnectionState.Disconnected);
        Assert.That(await Find(), Is.EqualTo(Route.Ended));

        await Set(ConnectionState.Active);

        Assert.That((await Find())?.ConnectionId, Is.EqualTo(Lab.Connection.Id), "what is posted now must not be dropped");

        ValueTask<Route?> Find() => directory.Find(Lab.Connection.ConnectorId, Lab.Connection.AccountId);
        Task Set(ConnectionState state) => Lab.Store.Write(null, null, db => db.Connections.ExecuteUpdateAsync(
            set => set.SetProperty(row => row.State, state)), CancellationToken.None);
    }
}
