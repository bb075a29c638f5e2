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

    private static Task Posted(Lab lab, byte number) => lab.Store.Write(null, null, db =>
    {
        db.WebhookEvents.Add(new WebhookEvent
        {
            WorkspaceId = lab.Workspace,
            Id = lab.Store.Ids.Next(),
            ConnectorId = lab.Connection.ConnectorId,
            AccountId = lab.Connection.AccountId,
            ConnectionId = lab.Connection.Id,
            EventKey = [number],
            Body = [1, 2, 3],
            ReceivedAt = lab.Store.Now,
            State = WebhookEventState.Applied,
        });
        return Task.CompletedTask;
    }, CancellationToken.None);
}
