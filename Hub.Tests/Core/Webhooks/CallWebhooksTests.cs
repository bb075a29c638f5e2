using Hub.Core.Conversations;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Core.Webhooks;
using Hub.Tests.Core.Conversations;
using Hub.Tests.Promises;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Core.Webhooks;

/// <summary>What a receiver is told, and how it can tell that it was us.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
internal sealed class CallWebhooksTests(StorageKind kind) : WebhookTest(kind)
{
    [Test]
    public async Task A_message_is_told_signed_and_without_its_words()
    {
        var (endpoint, secret) = await Endpoint();
        await Lab.Conversations(1);
        await Run(endpoint);

        var messages = await Lab.Read(db => db.Messages.ToListAsync());
        var request = Hook.Requests.Single();
        var body = Hook.Bodies.Single();
        Assert.That(Receiver.Signatures(request, secret), Is.EqualTo(1));
        Assert.That(request.Header("webhook-signature"), Does.Not.Contain(" "));
        Assert.That(Receiver.TimeOf(request), Is.EqualTo(Lab.Clock.GetUtcNow()).Within(TimeSpan.FromSeconds(1)));
        Assert.That(body.GetProperty("type").GetString(), Is.EqualTo("message.received"));
        Assert.That(body.GetProperty("data").GetProperty("messageId").GetGuid(), Is.EqualTo(messages.Single().Id));
        Assert.That(request.Text, Does.Not.Contain(messages.Single().Text!));
        Assert.That(await States(), Is.EqualTo(new[] { DeliveryState.Done }));
        Assert.That((await Tries()).Single(), Is.EqualTo((200, "Accepted", (string?)null)));
    }

    [Test]
    public async Task A_repeated_try_has_the_same_id_and_body_and_a_time_of_its_own()
    {
        var (endpoint, secret) = await Endpoint();
        Status = () => Hook.Requests.Count < 3 ? 500 : 202;
        Answer = "cannot find +84 912 000 111";
        await Lab.Conversations(1);

        for (var i = 0; i < 3; i++)
        {
            await Run(endpoint);
            await Run(endpoint); // nothing is due before its time
            Lab.Clock.Advance(TimeSpan.FromMinutes(6));
        }

        var requests = Hook.Requests;
        Assert.That(requests, Has.Count.EqualTo(3));
        Assert.That(requests.Select(request => (request.Header("webhook-id"), request.Text)).Distinct().Count(), Is.EqualTo(1));
        Assert.That(requests.Select(Receiver.TimeOf).Distinct().Count(), Is.EqualTo(3));
        Assert.That(requests.Select(request => Receiver.Signatures(request, secret)), Is.All.EqualTo(1));
        Assert.That(await Tries(), Is.EqualTo(new[] { (500, "Transient", "cannot find […]"), (500, "Transient", "cannot find […]"), (202, "Accepted", (string?)null) }));
    }

    [Test]
    public async Task Both_secrets_sign_while_two_are_live_and_only_the_new_one_after()
    {
        var (endpoint, old) = await Endpoint();
        var rotated = (WebhookAnswer.Done)await Lab.Get<WebhookDesk>().Rotate(Caller, endpoint, TimeSpan.FromHours(24), default);
        var fresh = rotated.Secret!;

        await Lab.Conversations(1);
        await Run(endpoint);
        Lab.Clock.Advance(TimeSpan.FromHours(25));
        await Lab.Conversations(2);
        await Run(endpoint);

        var (during, after) = (Hook.Requests[0], Hook.Requests[^1]);
        Assert.That((Receiver.Signatures(during, old), Receiver.Signatures(during, fresh)), Is.EqualTo((1, 1)));
        Assert.That((Receiver.Signatures(after, old), Receiver.Signatures(after, fresh)), Is.EqualTo((0, 1)));
        var vault = (await Lab.Read(db => db.Connections.SingleAsync(row => row.Id == endpoint))).Vault;
        Assert.That(Convert.ToHexString(vault), Does.Not.Contain(Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(fresh[6..]))));
    }

    [Test]
    public async Task Events_of_one_conversation_come_in_their_order_when_nothing_fails()
    {
        var (endpoint, _) = await Endpoint();
        await Lab.Conversations(4);
        var threads = await Lab.Read(db => db.Conversations.Select(row => row.Id).ToListAsync());
        for (var i = 0; i < 5; i++)
            foreach (var thread in threads)
                await Lab.Change(async db => (await db.Conversations.SingleAsync(row => row.Id == thread)).Status =
                    (ConversationStatus)((i + 1) % 2));
        await Run(endpoint);

        var order = Hook.Bodies.GroupBy(body => body.GetProperty("data").GetProperty("conversationId").GetGuid()).ToList();
        Assert.That(order, Has.Count.EqualTo(4));
        foreach (var thread in order)
            Assert.That(thread.Skip(1).Select(body => body.GetProperty("data").GetProperty("state").GetString()),
                Is.EqualTo(new[] { "pending", "open", "pending", "open", "pending" }));
    }
}
