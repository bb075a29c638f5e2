using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Connections.Disconnects;
using Hub.Core.Conversations;
using Hub.Core.Deliveries;
using Hub.Core.Sending;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Hub.Tests.Core.Conversations;
using Hub.Tests.Core.Sending;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Core.Connections;

/// <summary>An account that is disconnected: nothing leaves any more, no token stays, and the platform is told.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class DisconnectTests(StorageKind kind) : DisconnectTest(kind)
{
    [Test]
    [CancelAfter(60_000)]
    public async Task Of_a_thousand_that_are_owed_none_leaves_afterwards_and_no_token_stays(CancellationToken cancellation)
    {
        var vault = (await Connection()).Vault;
        var (begun, release, calls) = (new TaskCompletionSource(), new TaskCompletionSource(), 0);
        Lab.Connector.OnContacts = async batch =>
        {
            calls++;
            begun.TrySetResult();
            await release.Task;
            return new BatchAnswer([.. batch.Select(item => new WriteResult(item.Key, new Outcome.Accepted("remote-" + item.Key)))]);
        };
        await Lab.Apply([.. Enumerable.Range(0, 1000).Select(i => SendingTests.Inbound(i, $"hello-{i}", Lab.Clock.GetUtcNow()))]);
        var thread = await Lab.Read(db => db.Conversations.Select(row => row.Id).FirstAsync(cancellation));
        await Send(thread);
        var lane = Task.Run(() => Lab.Run(DeliveryKind.SyncContact), cancellation); // SQLite would not return
        await begun.Task;

        var ending = Task.Run(() => Lab.Get<Disconnector>().Run(Lab.Workspace, Lab.Connection.Id, "member:1", cancellation), cancellation);
        while ((await Connection()).State != ConnectionState.Disconnected)
            await Task.Delay(10, cancellation);
        await Task.Delay(150, cancellation);
        Assert.That(ending.IsCompleted, Is.False, "a call is under way");
        release.SetResult();
        var receipt = (await ending)!;
        await lane;
        foreach (var owed in new[] { DeliveryKind.SyncContact, DeliveryKind.SendMessage, DeliveryKind.FetchAttachment })
            Assert.That(await Lab.Run(owed), Is.Null);

        Assert.That(calls, Is.EqualTo(1));
        Assert.That(receipt.CancelledByKind, Is.EquivalentTo(new Dictionary<DeliveryKind, int>
        {
            [DeliveryKind.SyncContact] = 900,
            [DeliveryKind.SendMessage] = 1,
            [DeliveryKind.ReportSignal] = 1000,
        }), "the hundred of the call under way have left");
        Assert.That(receipt.Conversations, Is.EqualTo(1000));
        Assert.That((await Lab.Read(db => db.Messages.SingleAsync(row => row.Direction == MessageDirection.Outbound, cancellation))).StatusCode,
            Is.EqualTo("connection_disconnected"));
        Assert.That((await Send(thread)), Is.InstanceOf<SendAnswer.Refused>());
        Assert.That(await Lab.Read(db => db.Audit.Select(row => row.Action).ToListAsync(cancellation)), Is.EqualTo(new[] { "connection.disconnected" }));

        await Lab.Run(DeliveryKind.Revoke);
        await Lab.Store.Scrub(Scrubbing.Log, cancellation);

        var (connection, settled) = (await Connection(), await Receipt());
        Assert.That((connection.State, connection.Vault.Length, connection.TokenExpiresAt), Is.EqualTo((ConnectionState.Disconnected, 0, (DateTimeOffset?)null)));
        Assert.That((settled.Revoke, settled.Unsubscribe, settled.Kept, settled.IsPending), Is.EqualTo((VendorStep.Done, VendorStep.Done, (byte[]?)null, false)));
        var bytes = await DatabaseBytes.Of(Lab.Store, Lab.ConnectionString, Lab.Workspace);
        Assert.That((bytes.Hold("hello-999"), bytes.Hold(vault), bytes.Hold(receipt.Kept!), bytes.Hold("token-1"), bytes.Hold("refresh-1")),
            Is.EqualTo((true, false, false, false, false)));
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task A_platform_that_does_not_take_it_is_asked_again_and_the_receipt_says_so(CancellationToken cancellation)
    {
        var seen = new List<string>();
        Lab.Connector.OnRevoke = context =>
        {
            seen.Add(context.Credentials.AccessToken);
            return Task.FromResult<Outcome>(seen.Count switch
            {
                1 => new Outcome.Transient(new Reason("lab/away")),
                2 => new Outcome.AuthExpired(new Reason("lab/lapsed")),
                _ => new Outcome.Accepted(),
            });
        };
        Lab.Connector.OnRefresh = _ => Task.FromResult(new GrantAnswer(new Outcome.Accepted(), new Credentials("token-2", "refresh-2")));

        var receipt = (await Disconnect(cancellation))!;
        var next = await Lab.Run(DeliveryKind.Revoke);
        var pending = await Receipt();
        Lab.Clock.Set(next!.Value);
        await Lab.Run(DeliveryKind.Revoke);

        Assert.That((receipt.Revoke, pending.Revoke, pending.Unsubscribe, pending.TokensDeletedAt),
            Is.EqualTo((VendorStep.Pending, VendorStep.Pending, VendorStep.Done, (DateTimeOffset?)null)));
        Assert.That((pending.Kept is not null, pending.KeptUntil), Is.EqualTo((true, pending.At + Disconnector.KeptFor)));
        Assert.That(seen, Is.EqualTo(new[] { "token-1", "token-1", "token-2" }), "a token that lapsed ends no grant");
        var settled = await Receipt();
        Assert.That((settled.Revoke, settled.RevokedAt, settled.TokensDeletedAt, settled.Kept), Is.EqualTo((VendorStep.Done, next, next, (byte[]?)null)));
        Assert.That((await Disconnect(cancellation))!.Id, Is.EqualTo(receipt.Id), "it has its receipt");
    }

    [TestCase(true)]
    [TestCase(false)]
    [CancelAfter(30_000)]
    public async Task Tokens_kept_for_revoking_are_deleted_whatever_the_platform_says(bool refuses, CancellationToken cancellation)
    {
        Lab.Connector.OnRevoke = _ => Task.FromResult<Outcome>(
            refuses ? new Outcome.Rejected(new Reason("lab/no")) : new Outcome.Misconfigured(new Reason("lab/secret")));
        await Disconnect(cancellation);
        await Lab.Run(DeliveryKind.Revoke);
        Assert.That((await Receipt()).Kept is null, Is.EqualTo(refuses));

        Lab.Clock.Advance(Disconnector.KeptFor);
        await Lab.Get<KeptTokens>().Expire(cancellation);

        var settled = await Receipt();
        Assert.That((settled.Revoke, settled.RevokeCode, settled.Kept, settled.IsPending),
            Is.EqualTo((VendorStep.Failed, refuses ? "lab/no" : "time_over", (byte[]?)null, false)));
        var text = new DisconnectReceipt(settled, "Shop", "Lab", "Lan", TimeZoneInfo.Utc);
        Assert.That(text.Text("en"), Does.Contain("could not be done; remove the hub on the platform").And.Contain("Tokens in the hub: deleted"));
        Assert.That(text.Text("vi"), Does.Contain("hãy gỡ hub trên nền tảng").And.Contain("Mã truy cập trong hub: đã xóa"));
        Assert.That(await Lab.Run(DeliveryKind.Revoke), Is.Null);
        Assert.That((await Lab.Read(db => db.Deliveries.SingleAsync(row => row.Kind == DeliveryKind.Revoke, cancellation))).State, Is.EqualTo(DeliveryState.Dead));
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task An_owner_who_takes_the_permission_away_on_the_platform_has_the_same_done(CancellationToken cancellation)
    {
        var admin = Members.New(Lab.Store, Lab.Workspace, "admin@example.com", "Admin", BuiltInRoles.Admin.Id);
        admin.State = MemberState.Active;
        await Lab.Add([admin]);
        await Lab.Apply(Removed(-1));
        Assert.That((await Connection()).State, Is.EqualTo(ConnectionState.Active), "that was said before it was connected");

        await Lab.Apply(SendingTests.Inbound(1, "hello", Lab.Clock.GetUtcNow()), Removed(1));
        await Lab.Run(DeliveryKind.Revoke); // the subscription

        var (connection, receipt) = (await Connection(), await Receipt());
        Assert.That((connection.State, connection.StateCode, connection.Vault.Length), Is.EqualTo((ConnectionState.Disconnected, "authorization_removed", 0)));
        Assert.That((receipt.Cause, receipt.Actor, receipt.Revoke, receipt.Kept), Is.EqualTo((DisconnectCause.AccessRemoved, "platform", VendorStep.AlreadyGone, (byte[]?)null)));
        Assert.That(receipt.CancelledByKind[DeliveryKind.SyncContact], Is.EqualTo(1));
        Assert.That((await Lab.Read(db => db.Notifications.SingleAsync(cancellation))).Kind, Is.EqualTo(NotificationKind.ConnectionRemoved));
        Assert.That(await Lab.Read(db => db.Messages.CountAsync(cancellation)), Is.EqualTo(1), "what came before stays");
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task Tokens_that_a_refresh_under_way_brings_after_the_end_are_for_revoking_only(CancellationToken cancellation)
    {
        var revoked = "";
        Lab.Connector.OnRefresh = async _ =>
        {
            await Lab.Store.Write(null, Lab.Connection.Id, async db => await Lab.Get<Disconnector>().Begin(
                db, await db.Connections.SingleAsync(cancellation), DisconnectCause.Person, "member:1", cancellation), cancellation);
            return new GrantAnswer(new Outcome.Accepted(), new Credentials("token-2", "refresh-2"));
        };
        Lab.Connector.OnRevoke = context =>
        {
            revoked = context.Credentials.AccessToken;
            return Task.FromResult<Outcome>(new Outcome.Accepted());
        };

        await Lab.Get<TokenKeeper>().Refresh(Lab.Connection, "token-1", cancellation);
        await Lab.Run(DeliveryKind.Revoke);

        Assert.That(((await Connection()).Vault.Length, revoked, (await Receipt()).Kept), Is.EqualTo((0, "token-2", (byte[]?)null)));
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task What_is_owed_in_all_is_what_is_cancelled_also_what_is_not_due_yet(CancellationToken cancellation)
    {
        var later = Owed();
        later.DueAt = Lab.Store.Now.AddDays(1);
        await Lab.Add([Owed(), later]);
        var before = (await Lab.Read(db => ConnectionHealth.Load(db, Lab.Workspace, Lab.Store.Now, cancellation))).Single();

        var receipt = await Disconnect(cancellation);

        Assert.That((before.Owed, before.OwedInAll), Is.EqualTo((1, 2)));
        Assert.That(receipt!.CancelledByKind.Values.Sum(), Is.EqualTo(before.OwedInAll));
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task A_check_that_was_under_way_changes_nothing_of_what_has_ended(CancellationToken cancellation)
    {
        await Lab.Add([new WebhookSubscription { WorkspaceId = Lab.Workspace, Id = Lab.Connection.Id, State = SubscriptionState.Stands }]);
        Lab.Connector.OnVerify = async () =>
        {
            await Disconnect(cancellation);
            return LabConnector.Ok;
        };

        await Lab.Get<ConnectionCheck>().Run(Lab.Workspace, Lab.Connection.Id, "member:1", cancellation);

        Assert.That((await Lab.Read(db => db.WebhookSubscriptions.SingleAsync(cancellation))).State, Is.EqualTo(SubscriptionState.Ending));
        Assert.That(await Lab.Read(db => db.Audit.OrderBy(row => row.Id).Select(row => row.Action).ToListAsync(cancellation)),
            Is.EqualTo(new[] { "connection.disconnected", "connection.checked" }));
    }
}
