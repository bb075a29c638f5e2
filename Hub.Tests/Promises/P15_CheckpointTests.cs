using Hub.Connectors.Abstractions;
using Hub.Core.Conversations;
using Hub.Core.Deliveries;
using Hub.Core.Ingest;
using Hub.Core.Storage;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Promises;

/// <summary>A process killed at any numbered checkpoint: its successor ends with exactly one row of everything.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
internal sealed class P15_CheckpointTests(StorageKind kind)
{
    private const int People = 5;

    [Test]
    [CancelAfter(240_000)]
    public async Task Killed_while_applying_it_goes_on([Values(1, 2, 3)] int number, CancellationToken cancellation)
    {
        await using var stage = await Stage.Set(kind);
        await Connected(stage, "whatsapp", "hubspot");
        await using (var first = await stage.Start(cancellation, $"ingest.{number}"))
        {
            await Write(stage);
            await first.Exited(cancellation);
        }

        await using var second = await stage.Host();
        await stage.Until(db => db.Messages.CountAsync(cancellation), count => count == People, cancellation);
        await Records(stage, cancellation);
        await Exactly(stage, cancellation);
        Verdict.Pass("P15", $"{kind}: killed at ingest.{number}, {People} messages, {People} CRM records, each once");
    }

    [Test]
    [CancelAfter(240_000)]
    public async Task Killed_while_syncing_the_crm_has_one_record([Values(1, 2, 3, 4)] int number, CancellationToken cancellation)
    {
        await using var stage = await Stage.Set(kind);
        await Connected(stage, "whatsapp", "hubspot");
        await using (var first = await stage.Start(cancellation, $"lane.{number}@{DeliveryKind.SyncContact}"))
        {
            await Write(stage);
            await first.Exited(cancellation);
        }

        await Lapse(stage, cancellation);
        await using var second = await stage.Host();
        await stage.Until(db => db.Messages.CountAsync(cancellation), count => count == People, cancellation);
        await Records(stage, cancellation);
        await Exactly(stage, cancellation);
        Verdict.Pass("P15", $"{kind}: killed at lane.{number} of contacts, {People} CRM records, each once");
    }

    [Test]
    [CancelAfter(240_000)]
    public async Task Killed_while_sending_the_platform_has_it_at_most_once_and_doubt_is_shown(
        [Values(1, 2, 3, 4)] int number, CancellationToken cancellation)
    {
        await using var stage = await Stage.Set(kind);
        Guid conversation;
        await using (await stage.Host())
        {
            await stage.Connect("whatsapp");
            await stage.Happens(new { platform = "whatsapp", from = "an", text = "xin chào" });
            conversation = await stage.Until(
                db => db.Conversations.Select(row => row.Id).FirstOrDefaultAsync(cancellation), id => id != Guid.Empty, cancellation);
        }

        await using (var second = await stage.Start(cancellation, $"lane.{number}@{DeliveryKind.SendMessage}"))
        {
            await Sent(stage, conversation);
            await second.Exited(cancellation);
        }

        var reached = await stage.Received("whatsapp");
        await Lapse(stage, cancellation);
        await using var third = await stage.Host();
        var message = await stage.Until(
            db => db.Messages.SingleAsync(row => row.Direction == MessageDirection.Outbound, cancellation),
            row => row.Status != MessageStatus.Queued, cancellation);
        if (number is 3 or 4)
            message = await Settled(stage, cancellation); // it did arrive, and its status says so
        await Task.Delay(500, cancellation); // time for a second copy, if there were one
        await AtMostOnce(stage, number, message, reached);
        Verdict.Pass("P15", $"{kind}: killed at lane.{number} of a send, {(await stage.Received("whatsapp")).Count} at the platform, shown as {message.Status}");
    }

    private static async Task AtMostOnce(Stage stage, int number, Message message, List<string> reached)
    {
        var received = await stage.Received("whatsapp");
        Assert.Multiple(() =>
        {
            Assert.That(reached, Has.Count.EqualTo(number > 2 ? 1 : 0), "before the next process");
            Assert.That(received, Has.Count.EqualTo(number == 2 ? 0 : 1));
            if (number == 2)
                Assert.That((message.Status, message.StatusCode), Is.EqualTo((MessageStatus.Unknown, "interrupted")));
            else
                Assert.That(message.Status, Is.GreaterThanOrEqualTo(MessageStatus.Sent));
        });
    }

    private static Task<Message> Settled(Stage stage, CancellationToken cancellation) => stage.Until(
        db => db.Messages.SingleAsync(row => row.Direction == MessageDirection.Outbound, cancellation),
        row => row.Status is MessageStatus.Delivered or MessageStatus.Read, cancellation);

    // By a hub of its own: connecting runs through checkpoints too.
    private static async Task Connected(Stage stage, params string[] connectors)
    {
        await using var hub = await stage.Host();
        await stage.Connect(connectors);
    }

    private static async Task Write(Stage stage)
    {
        for (var person = 0; person < People; person++)
            await stage.Happens(new { platform = "whatsapp", from = $"8490000000{person}", text = $"tin {person}" });
    }

    // The hub may die inside the request that asks for the send.
    private static async Task Sent(Stage stage, Guid conversation)
    {
        try
        {
            await stage.Send(conversation, "chị ơi");
        }
        catch (HttpRequestException)
        {
            // Then the answer is lost, which is not what this is about.
        }
    }

    // As if the dead process's leases had run out; P13 waits for that in real time.
    private static Task Lapse(Stage stage, CancellationToken cancellation) => stage.Store.Write(null, null, db =>
        db.Lanes.ExecuteUpdateAsync(set => set.SetProperty(row => row.LeaseUntil, (DateTimeOffset?)null), cancellation), cancellation);

    private static Task Records(Stage stage, CancellationToken cancellation) => stage.Until(
        db => db.Deliveries.CountAsync(row => row.Kind == DeliveryKind.SyncContact && row.State == DeliveryState.Done, cancellation),
        done => done == People, cancellation);

    private static async Task Exactly(Stage stage, CancellationToken cancellation)
    {
        var contacts = (await stage.Ask("summary")).GetProperty("crm").GetProperty("contacts");
        var (pending, messages, conversations, people, links) = await stage.Read(async db => (
            await db.WebhookEvents.CountAsync(row => row.State != WebhookEventState.Applied, cancellation),
            await db.Messages.CountAsync(cancellation), await db.Conversations.CountAsync(cancellation),
            await db.Contacts.CountAsync(cancellation), await db.ExternalIds.CountAsync(cancellation)));
        Assert.That((pending, messages, conversations, people, links), Is.EqualTo((0, People, People, People, People)));
        Assert.That(contacts.GetProperty("records").GetInt32(), Is.EqualTo(People));
        Assert.That(contacts.GetProperty("duplicates").GetInt32(), Is.Zero);
    }
}
