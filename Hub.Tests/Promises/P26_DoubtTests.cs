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
    public async Task A_platform_that_takes_the_message_and_hangs_up_has_it_once_and_its_word_settles_it(CancellationToken cancellation)
    {
        var messages = await Send("reset", row => row.Status >= MessageStatus.Sent, 1, cancellation);

        Assert.That(messages.Select(row => row.Key), Has.None.Null);
        Assert.That(messages.Select(row => row.Status), Has.None.EqualTo(MessageStatus.Unknown).And.None.EqualTo(MessageStatus.Failed));
        Verdict.Pass("P26", $"{kind}: taken, then reset: 1 at each of {messages.Count} platforms, settled as {Statuses(messages)}");
    }

    [Test]
    [CancelAfter(240_000)]
    public async Task A_platform_that_hangs_up_before_it_takes_the_message_leaves_it_in_doubt(CancellationToken cancellation)
    {
        var messages = await Send("resetBefore", row => row.Status != MessageStatus.Queued, 0, cancellation);

        Assert.That(messages.Select(row => row.Status), Is.All.EqualTo(MessageStatus.Unknown));
        Verdict.Pass("P26", $"{kind}: reset before: 0 at each of {messages.Count} platforms, not repeated, shown as in doubt");
    }

    private async Task<List<Message>> Send(string fault, Func<Message, bool> settled, int received, CancellationToken cancellation)
    {
        await using var stage = await Stage.Set(kind);
        await using var hub = await stage.Host();
        await stage.Connect(Stage.Channels);
        foreach (var channel in Stage.Channels)
            await stage.Happens(new { platform = channel, from = "an", text = "xin chào" });
        var conversations = await stage.Until(
            db => db.Messages.Select(row => row.ConversationId).Distinct().ToListAsync(cancellation),
            ids => ids.Count == Stage.Channels.Length, cancellation);
        await stage.Until( // the fault is for the answer
            db => db.Deliveries.Where(row => row.Kind == DeliveryKind.LearnName).Select(row => row.State).ToListAsync(cancellation),
            states => states is [DeliveryState.Done], cancellation);
        await stage.Faults(new { rules = Stage.Channels.Select(channel => new { platform = channel, operation = "*", kind = fault, next = 1 }) });

        foreach (var conversation in conversations)
            await stage.Send(conversation, "chị ơi");
        await stage.Until(db => Answers(db, cancellation), rows => rows.Count == Stage.Channels.Length && rows.All(settled), cancellation);
        await Task.Delay(6_000, cancellation); // longer than the sweep of lanes takes to find what might be repeated

        var injected = (await stage.Ask("faults")).GetProperty("injected");
        foreach (var channel in Stage.Channels)
        {
            Assert.That(await stage.Received(channel), Has.Count.EqualTo(received), channel);
            Assert.That(injected.GetProperty($"{channel}:{fault}").GetInt64(), Is.EqualTo(1), "the fault was in this channel's way, and once");
        }

        var deliveries = await stage.Read(
            db => db.Deliveries.Where(row => row.Kind == DeliveryKind.SendMessage).ToListAsync(cancellation));
        Assert.That(deliveries, Has.Count.EqualTo(Stage.Channels.Length));
        Assert.That(deliveries.Select(row => row.State), Is.All.EqualTo(received == 1 ? DeliveryState.Done : DeliveryState.Unknown));
        var messages = await stage.Read(db => Answers(db, cancellation));
        Assert.That(messages, Has.Count.EqualTo(Stage.Channels.Length));
        return messages;
    }

    private static Task<List<Message>> Answers(HubDb db, CancellationToken cancellation) =>
        db.Messages.Where(row => row.Direction == MessageDirection.Outbound).ToListAsync(cancellation);

    private static string Statuses(List<Message> messages) => string.Join(", ", messages.Select(row => row.Status).Distinct());
}
