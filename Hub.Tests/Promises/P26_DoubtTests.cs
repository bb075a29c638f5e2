using Hub.Connectors.Abstractions;
using Hub.Core.Conversations;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Promises;

/// <summary>A send without an answer is never repeated blindly: an echo or status settles it, or it is shown as in doubt.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
internal sealed class P26_DoubtTests(StorageKind kind)
{
    [Test]
    [CancelAfter(240_000)]
    public async Task A_platform_that_takes_the_message_and_hangs_up_has_it_once_and_its_word_settles_it(
        [ValueSource(typeof(Stage), nameof(Stage.Channels))] string channel, CancellationToken cancellation)
    {
        var message = await Send(channel, "reset", row => row.Status >= MessageStatus.Sent, 1, cancellation);

        Assert.That((message.Key, message.Status), Is.Not.EqualTo(((string?)null, MessageStatus.Unknown)));
        Verdict.Pass("P26", $"{kind} {channel}: taken, then reset: 1 at the platform, settled as {message.Status}");
    }

    [Test]
    [CancelAfter(240_000)]
    public async Task A_platform_that_hangs_up_before_it_takes_the_message_leaves_it_in_doubt(
        [ValueSource(typeof(Stage), nameof(Stage.Channels))] string channel, CancellationToken cancellation)
    {
        var message = await Send(channel, "resetBefore", row => row.Status != MessageStatus.Queued, 0, cancellation);

        Assert.That(message.Status, Is.EqualTo(MessageStatus.Unknown));
        Verdict.Pass("P26", $"{kind} {channel}: reset before: 0 at the platform, not repeated, shown as in doubt");
    }

    private async Task<Message> Send(string channel, string fault, Func<Message, bool> settled, int received,
        CancellationToken cancellation)
    {
        await using var stage = await Stage.Set(kind);
        await using var hub = await stage.Host();
        await stage.Connect(channel);
        await stage.Happens(new { platform = channel, from = "an", text = "xin chào" });
        var conversation = await stage.Until(
            db => db.Conversations.Select(row => row.Id).FirstOrDefaultAsync(cancellation), id => id != Guid.Empty, cancellation);
        await stage.Faults(new { rules = new[] { new { platform = channel, operation = "*", kind = fault, next = 1 } } });

        await stage.Send(conversation, "chị ơi");
        await stage.Until(db => Answer(db, cancellation), settled, cancellation);
        await Task.Delay(6_000, cancellation); // longer than the sweep of lanes takes to find what might be repeated

        Assert.That(await stage.Received(channel), Has.Count.EqualTo(received));
        var delivery = await stage.Read(db => db.Deliveries.SingleAsync(row => row.Kind == DeliveryKind.SendMessage, cancellation));
        Assert.That(delivery.State, Is.EqualTo(received == 1 ? DeliveryState.Done : DeliveryState.Unknown));
        return await stage.Read(db => Answer(db, cancellation));
    }

    private static Task<Message> Answer(HubDb db, CancellationToken cancellation) =>
        db.Messages.SingleAsync(row => row.Direction == MessageDirection.Outbound, cancellation);
}
