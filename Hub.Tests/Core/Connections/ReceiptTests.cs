using System.Text.Json.Nodes;
using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Connections.Disconnects;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Tests.Core.Conversations;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Core.Connections;

/// <summary>A receipt says what was done at the platform, what was left, and what is up to a person: never more than was asked there.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
[CancelAfter(30_000)]
public sealed class ReceiptTests(StorageKind kind) : LabTest(kind)
{
    [Test]
    public async Task A_token_that_was_pasted_in_is_said_to_be_ended_by_a_person_and_where(CancellationToken cancellation)
    {
        await Pasted(cancellation);
        Lab.Connector.OnRevoke = _ => Task.FromResult<Outcome>(new Outcome.Rejected(new Reason("lab/pasted-token")
        {
            Words = new LocalizedText("End it at Lab: Settings > Tokens.", "Hãy hủy mã tại Lab: Cài đặt > Mã."),
        }));

        var begun = await Disconnect(cancellation);
        await Lab.Run(DeliveryKind.Revoke);

        var receipt = await Receipt();
        Assert.That(begun!.Revoke, Is.EqualTo(VendorStep.Pending), "the hub held it");
        Assert.That((receipt.Revoke, receipt.RevokeCode, receipt.Kept), Is.EqualTo((VendorStep.Failed, "lab/pasted-token", (byte[]?)null)));
        Assert.That(Text(receipt, "en"), Does.Contain("Access at the platform: not done. End it at Lab: Settings > Tokens. (lab/pasted-token)"));
        Assert.That(Text(receipt, "vi"), Does.Contain("chưa thực hiện. Hãy hủy mã tại Lab: Cài đặt > Mã. (lab/pasted-token)"));
    }

    [Test]
    public async Task A_subscription_that_others_live_on_is_left_and_said_to_be(CancellationToken cancellation)
    {
        var removals = Removals();
        Lab.Connector.StaysForOthers = true;
        await Stands();

        await Disconnect(cancellation);
        await Lab.Run(DeliveryKind.Revoke);

        var receipt = await Receipt();
        Assert.That((receipt.Revoke, receipt.Unsubscribe, receipt.UnsubscribedAt), Is.EqualTo((VendorStep.Done, VendorStep.Shared, (DateTimeOffset?)null)));
        Assert.That((removals.Count, await Subscription()), Is.EqualTo((0, SubscriptionState.Shared)));
        Assert.That(Text(receipt, "en"), Does.Contain("Webhook subscription: left: it serves other accounts of the app too"));
        Assert.That(Text(receipt, "vi"), Does.Contain("Đăng ký webhook: giữ lại: tài khoản khác của ứng dụng vẫn dùng chung"));
    }

    [Test]
    public async Task A_subscription_that_the_platform_has_taken_away_is_called_removed_only_then_and_nothing_comes_by_it(CancellationToken cancellation)
    {
        await Stands();
        await Disconnect(cancellation);
        var before = await Subscribed();

        await Lab.Run(DeliveryKind.Revoke);

        Assert.That((before.State, before.Coming, before.Missing), Is.EqualTo((SubscriptionState.Ending, (string?)null, (string?)null)));
        Assert.That(await Subscription(), Is.EqualTo(SubscriptionState.Removed));
    }

    [Test]
    public async Task A_subscription_that_could_not_be_taken_away_stays_by_its_state_as_by_the_receipt_and_both_say_where_it_ends(CancellationToken cancellation)
    {
        var words = new LocalizedText("Remove the address at Lab: Webhooks.", "Hãy xóa địa chỉ tại Lab: Webhook.");
        Lab.Connector.OnRemove = _ => new Outcome.Rejected(new Reason("lab/stays") { Words = words });
        await Stands();

        await Disconnect(cancellation);
        await Lab.Run(DeliveryKind.Revoke);

        var (receipt, shown) = (await Receipt(), await Subscribed());
        Assert.That((receipt.Unsubscribe, shown.State, shown.Code, shown.WayOn), Is.EqualTo((VendorStep.Failed, SubscriptionState.Stays, "lab/stays", words)));
        Assert.That(Text(receipt, "en"), Does.Contain("Webhook subscription: not done. Remove the address at Lab: Webhooks. (lab/stays)"));
        Assert.That(Text(receipt, "vi"), Does.Contain("chưa thực hiện. Hãy xóa địa chỉ tại Lab: Webhook. (lab/stays)"));
    }

    [Test]
    public async Task A_subscription_whose_end_nobody_confirmed_in_time_stays(CancellationToken cancellation)
    {
        Lab.Connector.OnRemove = _ => new Outcome.Transient(new Reason("lab/down"));
        await Stands();
        await Disconnect(cancellation);
        await Lab.Run(DeliveryKind.Revoke);

        Lab.Clock.Advance(Disconnector.KeptFor + TimeSpan.FromMinutes(1));
        await Lab.Get<KeptTokens>().Expire(cancellation);

        Assert.That(((await Receipt()).Unsubscribe, await Subscription()), Is.EqualTo((VendorStep.Failed, SubscriptionState.Stays)));
    }

    [Test]
    public async Task A_removal_that_was_owed_before_it_was_known_to_be_shared_is_not_carried_out(CancellationToken cancellation)
    {
        var removals = Removals();
        await Stands();
        await Disconnect(cancellation);
        var before = await Subscription();
        Lab.Connector.StaysForOthers = true;

        await Lab.Run(DeliveryKind.Revoke);

        Assert.That(((await Receipt()).Unsubscribe, removals.Count), Is.EqualTo((VendorStep.Shared, 0)));
        Assert.That((before, await Subscription()), Is.EqualTo((SubscriptionState.Ending, SubscriptionState.Shared)));
    }

    [Test]
    public async Task An_owner_who_took_the_access_away_has_not_taken_the_subscription_away(CancellationToken cancellation)
    {
        var (removals, revoked) = (Removals(), 0);
        Lab.Connector.OnRevoke = _ =>
        {
            revoked++;
            return Task.FromResult(LabConnector.Ok);
        };

        await Lab.Apply(new AuthorizationRemovedEvent { EventKey = "removed", OccurredAt = Lab.Connection.CreatedAt.AddSeconds(1) });
        var begun = await Receipt();
        await Lab.Run(DeliveryKind.Revoke);

        var receipt = await Receipt();
        Assert.That((begun.Revoke, begun.Unsubscribe), Is.EqualTo((VendorStep.AlreadyGone, VendorStep.Pending)));
        Assert.That((receipt.Unsubscribe, receipt.Kept, receipt.IsPending), Is.EqualTo((VendorStep.Done, (byte[]?)null, false)));
        Assert.That((removals.Count, revoked), Is.EqualTo((1, 0)));
    }

    [Test]
    public async Task Tokens_that_a_refresh_under_way_is_replacing_are_not_tried_before_it_has_ended(CancellationToken cancellation)
    {
        var tried = new List<string>();
        Lab.Connector.OnRevoke = context =>
        {
            tried.Add(context.Credentials.AccessToken);
            return Task.FromResult<Outcome>(
                context.Credentials.AccessToken == "token-2" ? new Outcome.Accepted() : new Outcome.AuthRevoked(new Reason("lab/rotated")));
        };
        Lab.Connector.OnRefresh = async _ =>
        {
            await Lab.Store.Write(null, Lab.Connection.Id, async db => await Lab.Get<Disconnector>().Begin(
                db, await db.Connections.SingleAsync(cancellation), DisconnectCause.Person, "member:1", cancellation), cancellation);
            await Lab.Run(DeliveryKind.Revoke); // a sweep comes by before the new tokens are stored
            return new GrantAnswer(new Outcome.Accepted(), new Credentials("token-2", "refresh-2"));
        };

        await Lab.Get<TokenKeeper>().Refresh(Lab.Connection, "token-1", cancellation);
        Assert.That((await Receipt()).Revoke, Is.EqualTo(VendorStep.Pending), "the grant lives");
        Lab.Clock.Advance(TimeSpan.FromSeconds(5));
        await Lab.Run(DeliveryKind.Revoke);

        Assert.That(((await Receipt()).Revoke, string.Join(' ', tried)), Is.EqualTo((VendorStep.Done, "token-2")));
    }

    [Test]
    public async Task Tokens_that_a_dead_node_may_have_replaced_prove_nothing_when_they_are_refused(CancellationToken cancellation)
    {
        await Lab.Add([new Lane
        {
            WorkspaceId = Lab.Workspace, ConnectionId = Lab.Connection.Id, Kind = DeliveryKind.TokenLease, LeaseToken = Guid.NewGuid(),
        }]);
        Lab.Connector.OnRevoke = _ => Task.FromResult<Outcome>(new Outcome.AuthRevoked(new Reason("lab/rotated")));

        await Disconnect(cancellation);
        await Lab.Run(DeliveryKind.Revoke);

        Assert.That(((await Receipt()).Revoke, (await Receipt()).RevokeCode), Is.EqualTo((VendorStep.Failed, "tokens_in_doubt")));
    }

    // As the settings of a connector that takes one hold it: no credentials of a grant.
    private Task Pasted(CancellationToken cancellation) => Lab.Store.Write(null, Lab.Connection.Id, async db =>
    {
        var row = await db.Connections.SingleAsync(cancellation);
        row.Vault = Lab.Get<ConnectionVault>().Lock(row, new ConnectionSecrets(Credentials.None, new JsonObject { ["accessToken"] = "pasted" }));
    }, cancellation);

    private List<string> Removals()
    {
        var removals = new List<string>();
        Lab.Connector.OnRemove = context =>
        {
            removals.Add(context.AccountId);
            return LabConnector.Ok;
        };
        return removals;
    }

    private Task<Disconnect?> Disconnect(CancellationToken cancellation) =>
        Lab.Get<Disconnector>().Run(Lab.Workspace, Lab.Connection.Id, "member:1", cancellation);

    private Task Stands() => Lab.Add([new WebhookSubscription
    {
        WorkspaceId = Lab.Workspace, Id = Lab.Connection.Id, State = SubscriptionState.Stands, Coming = "messages", Missing = "feed",
    }]);

    private async Task<SubscriptionState> Subscription() => (await Subscribed()).State;

    private Task<WebhookSubscription> Subscribed() => Lab.Read(db => db.WebhookSubscriptions.SingleAsync());

    private Task<Disconnect> Receipt() => Lab.Read(db => db.Disconnects.SingleAsync());

    private static string Text(Disconnect receipt, string language) =>
        new DisconnectReceipt(receipt, "Shop", "Lab", "Lan", TimeZoneInfo.Utc).Text(language);
}
