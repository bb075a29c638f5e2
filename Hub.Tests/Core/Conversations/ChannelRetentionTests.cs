using Hub.Connectors.Abstractions;
using Hub.Core.Conversations;
using Hub.Core.Ingest;
using Hub.Core.Storage;
using Hub.Tests.Core.Sending;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Core.Conversations;

[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class ChannelRetentionTests(StorageKind kind)
{
    [Test]
    public async Task What_a_channel_is_not_to_keep_goes_in_bounded_batches_and_does_not_come_back()
    {
        await using var lab = await Lab.Create(kind);
        var old = lab.Clock.GetUtcNow();
        await lab.Apply([.. Enumerable.Range(0, 1203).Select(i => SendingTests.Inbound(i % 3, $"old{i}", old.AddSeconds(i), "số cũ MARKER"))]);
        await Posted(lab, 1);
        lab.Clock.Advance(TimeSpan.FromDays(40));
        await lab.Apply(SendingTests.Inbound(0, "new", lab.Clock.GetUtcNow(), "tin mới"));
        await Posted(lab, 2);
        var retention = new ChannelRetention(lab.Store, TimeProvider.System);

        await retention.Run(CancellationToken.None);
        Assert.That(await lab.Read(db => db.Messages.CountAsync()), Is.EqualTo(1204), "nobody has asked for it");
        await lab.Store.Write(null, null, async db => (await db.Connections.SingleAsync()).RetentionDays = 30, CancellationToken.None);
        await retention.Run(CancellationToken.None);
        await lab.Apply( // the platform tells it once more
            SendingTests.Inbound(0, "old0", old, "số cũ MARKER"),
            new EditEvent { EventKey = "edit", OccurredAt = old.AddSeconds(5), MessageKey = "old0", Content = MessageContent.OfText("số cũ MARKER") });

        Assert.Multiple(async () =>
        {
            Assert.That(await lab.Read(db => db.Messages.Select(row => row.Key).ToListAsync()), Is.EqualTo(new[] { "new" }));
            Assert.That(await lab.Read(db => db.MessageFacts.CountAsync()), Is.Zero, "nor its edit");
            Assert.That(await lab.Read(db => db.Conversations.CountAsync(row => row.LastMessageId != null)), Is.EqualTo(1));
            Assert.That(await lab.Read(db => db.Conversations.CountAsync()), Is.EqualTo(3), "that they spoke stays");
            Assert.That(
                await lab.Read(db => db.WebhookEvents.OrderBy(row => row.Id).Select(row => row.Body.Length).ToListAsync()), Is.EqualTo(new[] { 0, 3 }));
        });
    }

    [Test]
    public async Task What_platforms_posted_is_emptied_in_bounded_batches_of_that_channel_alone()
    {
        await using var lab = await Lab.Create(kind);
        await Posted(lab, [.. Enumerable.Range(0, 1203)]);
        await Posted(lab, 2000, lab.Store.Ids.Next());
        await Posted(lab, 2001, state: WebhookEventState.Pending);
        lab.Clock.Advance(TimeSpan.FromDays(40));
        await Posted(lab, 2002);
        await lab.Store.Write(null, null, async db => (await db.Connections.SingleAsync()).RetentionDays = 30, CancellationToken.None);
        var steps = 0;
        lab.Store.Committed += _ => steps++;

        await new ChannelRetention(lab.Store, TimeProvider.System).Run(CancellationToken.None);

        Assert.That(
            (await lab.Read(db => db.WebhookEvents.ToListAsync())).Where(row => row.Body.Length > 0).Select(row => BitConverter.ToInt32(row.EventKey)),
            Is.EquivalentTo(new[] { 2000, 2001, 2002 }), "another channel's, what is not applied yet, and what is young");
        Assert.That(steps, Is.EqualTo(3), "five hundred at a time: the channel's webhooks wait meanwhile");
    }

    private static Task Posted(Lab lab, int number, Guid? connection = null, WebhookEventState state = WebhookEventState.Applied) =>
        Posted(lab, [number], connection, state);

    private static Task Posted(Lab lab, int[] numbers, Guid? connection = null, WebhookEventState state = WebhookEventState.Applied) => lab.Store.Write(null, null, db =>
    {
        db.WebhookEvents.AddRange(numbers.Select(number => new WebhookEvent
        {
            WorkspaceId = lab.Workspace,
            Id = lab.Store.Ids.Next(),
            ConnectorId = lab.Connection.ConnectorId,
            AccountId = lab.Connection.AccountId,
            ConnectionId = connection ?? lab.Connection.Id,
            EventKey = BitConverter.GetBytes(number),
            Body = [1, 2, 3],
            ReceivedAt = lab.Store.Now,
            State = state,
        }));
        return Task.CompletedTask;
    }, CancellationToken.None);
}
