using Hub.Core.Connections;
using Hub.Core.Storage;
using Hub.Core.Storage.Migrations;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Hub.Tests.Core.Storage;

[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
internal sealed class SharedSubscriptionsTests(StorageKind kind)
{
    [Test]
    [CancelAfter(60_000)]
    public async Task Subscriptions_of_accounts_that_were_disconnected_before_are_called_as_their_last_receipts_call_them(CancellationToken cancellation)
    {
        await using var database = await TestDatabases.Create(kind);
        await using var store = HubStore.Open(database.ConnectionString, TimeProvider.System);
        await using (var db = store.OpenDb())
        {
            await db.Database.EnsureDeletedAsync(cancellation);
            await db.GetService<IMigrator>().MigrateAsync(EndpointFailures.Id, cancellationToken: cancellation);
        }

        var workspace = Guid.NewGuid();
        var (left, taken, takenLater, connectedAgain, stays, asked) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        await Ended(left, "Removed", "Done", "Shared");
        await Ended(taken, "Removed", "Done");
        await Ended(takenLater, "Removed", "Shared", "Done");
        await Ended(connectedAgain, "Stands", "Shared");
        await Ended(stays, "Removed", "Done", "Failed");
        await Ended(asked, "Removed", "Pending");

        await store.Migrate(cancellation);

        var states = await store.Read(null, db => db.WebhookSubscriptions.ToDictionaryAsync(row => row.Id, row => row.State, cancellation));
        Assert.That((states[left], states[taken], states[takenLater], states[connectedAgain]), Is.EqualTo(
            (SubscriptionState.Shared, SubscriptionState.Removed, SubscriptionState.Removed, SubscriptionState.Stands)));
        Assert.That((states[stays], states[asked]), Is.EqualTo((SubscriptionState.Stays, SubscriptionState.Ending)));
        var coming = await store.Read(null, db => db.WebhookSubscriptions.ToDictionaryAsync(row => row.Id, row => row.Coming, cancellation));
        Assert.That(coming.Where(one => one.Value is not null).Select(one => one.Key), Is.EqualTo(new[] { connectedAgain }), "nothing comes by one that is over");

        async Task Ended(Guid connection, string state, params string[] unsubscribes)
        {
            await using var db = store.OpenDb();
            await db.Database.ExecuteSqlAsync($"insert into webhook_subscriptions (workspace_id, id, state, coming) values ({workspace}, {connection}, {state}, 'messages')", cancellation);
            foreach (var unsubscribe in unsubscribes)
                await db.Database.ExecuteSqlAsync(
                    $"""
                    insert into disconnects (workspace_id, id, connection_id, connector_id, account_id, name, cause, at, actor, revoke, unsubscribe, cancelled, in_doubt, conversations)
                    values ({workspace}, {store.Ids.Next()}, {connection}, 'lab', 'lab', 'Lab', 'Person', 0, 'member:1', 'Done', {unsubscribe}, '', 0, 0)
                    """, cancellation);
        }
    }
}
