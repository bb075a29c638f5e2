using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Conversations;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Hub.Core.Webhooks;
using Hub.Tests.Core.Conversations;
using Hub.Tests.Promises;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Core.Webhooks;

/// <summary>Which facts become events, and that they are written with the fact or not at all.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class HubEventTests(StorageKind kind) : LabTest(kind)
{
    [Test]
    public async Task What_happens_in_a_conversation_is_told_with_ids_and_states()
    {
        await Endpoint([.. HubEventTypes.Known.Keys]);
        var conversation = (await Lab.Conversations(1)).Single();
        await Lab.Say(conversation, "canary60a");
        await Lab.Run(DeliveryKind.SendMessage);
        Lab.Connector.OnSend = (_, _) => Task.FromResult<Outcome>(new Outcome.Rejected(new Reason("lab/no")));
        await Lab.Say(conversation, "canary60b");
        await Lab.Run(DeliveryKind.SendMessage);
        await Lab.Change(async db => (await db.Conversations.SingleAsync()).Status = ConversationStatus.Resolved);
        await Lab.Change(async db => (await db.Contacts.SingleAsync()).Phone = "+84912000111");
        await Lab.Change(async db => (await db.Connections.SingleAsync(row => row.Id == Lab.Connection.Id)).Pause("auth_revoked", "secret detail"));

        var events = await Events();
        Assert.That(events.Select(item => item.Type), Is.EquivalentTo(new[]
        {
            "contact.created", "conversation.created", "message.received", "message.sent", "delivery.dead", "message.failed",
            "conversation.status_changed", "contact.changed", "connection.state_changed",
        }));
        Assert.That(events.Single(item => item.Type == "conversation.status_changed").Payload,
            Does.Contain("\"state\":\"resolved\",\"wasState\":\"open\"").And.Contain($"{conversation}"));
        Assert.That(events.Single(item => item.Type == "message.failed").Payload, Does.Contain("\"code\":\"lab/no\""));
        foreach (var canary in new[] { "canary60a", "canary60b", "84912000111", "secret detail", "hello" })
            Assert.That(events.Select(item => item.Payload), Is.All.Not.Contains(canary));
    }

    [Test]
    public async Task Changes_of_no_matter_are_no_events_and_what_nobody_hears_is_not_written()
    {
        await Lab.Conversations(1);
        Assert.That(await Events(), Is.Empty, "there is no endpoint");
        var endpoint = await Endpoint("contact.changed", "conversation.status_changed");
        await Lab.Conversations(2);
        await Lab.Change(async db =>
        {
            foreach (var row in await db.Conversations.ToListAsync())
                row.Priority = ConversationPriority.High;
        });
        Assert.That(await Events(), Is.Empty);

        await Lab.Get<WebhookDesk>().Change(Owner, endpoint, new WebhookForm(null, null, null, false), default);
        await Lab.Change(async db => (await db.Conversations.FirstAsync()).Status = ConversationStatus.Pending);
        Assert.That(await Events(), Is.Empty, "it is switched off");
    }

    [Test]
    public async Task A_transaction_that_fails_tells_nothing_and_one_that_commits_wakes_the_lane()
    {
        var endpoint = await Endpoint("conversation.status_changed");
        await Lab.Conversations(1);
        var woken = new List<LaneKey>();
        Lab.Store.Owed += woken.AddRange;

        Assert.ThrowsAsync<InvalidOperationException>(() => Lab.Change(async db =>
        {
            (await db.Conversations.SingleAsync()).Status = ConversationStatus.Pending;
            await db.SaveChangesAsync();
            throw new InvalidOperationException("after it was saved");
        }));
        Assert.That(woken, Is.Empty);
        Assert.That(await Events(), Is.Empty);
        await Lab.Change(async db => (await db.Conversations.SingleAsync()).Status = ConversationStatus.Pending);

        Assert.That(await Events(), Has.Length.EqualTo(1));
        Assert.That(woken, Is.EqualTo(new[] { new LaneKey(Lab.Workspace, endpoint, DeliveryKind.CallWebhook) }));
    }

    [Test]
    public async Task Messages_that_fail_because_their_connection_is_switched_off_are_told_too()
    {
        await Endpoint("message.failed");
        await Lab.Say((await Lab.Conversations(1)).Single(), "xin chào");
        await Lab.Change(async db => await SwitchedOff.Cancel(
            db, await db.Connections.SingleAsync(row => row.Id == Lab.Connection.Id), Lab.Store.Now, default));

        Assert.That((await Events()).Single().Payload, Does.Contain("connection_disabled"));
    }

    private Caller Owner => Caller.Key(Lab.Workspace, Guid.NewGuid(), [Permissions.All]);

    private async Task<Guid> Endpoint(params string[] events) => ((WebhookAnswer.Done)await Lab.Get<WebhookDesk>().Create(
        Owner, new WebhookForm("https://93.184.215.14/hook", null, events, null), default)).Endpoint.Id;

    private Task<HubEvent[]> Events() => Lab.Read(db => db.HubEvents.OrderBy(row => row.Id).ToArrayAsync());
}
