using System.Collections.Concurrent;
using Hub.Connectors.Abstractions;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Promises;

/// <summary>A conversation's messages leave in order, whoever runs the lane and whatever fails.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
internal sealed class P22_OrderTests(StorageKind kind)
{
    private const int Threads = 100;
    private const int AtOnce = 25;
    private static readonly TimeSpan Step = LaneLease.Beat / 2;

    [Test]
    [CancelAfter(300_000)]
    public Task Two_racing_runners_and_failures_keep_every_conversation_in_order(CancellationToken cancellation) => Race(5, cancellation);

    [Test]
    [Explicit]
    [Category("Long")]
    [CancelAfter(3_600_000)]
    public Task Two_racing_runners_and_failures_keep_two_hundred_messages_each_in_order(CancellationToken cancellation) =>
        Race(200, cancellation);

    private async Task Race(int messages, CancellationToken cancellation)
    {
        var manifest = LabConnector.NewManifest("lab");
        await using var one = await Lab.Create(kind, manifest with { Limits = manifest.Limits with { Concurrency = AtOnce } });
        await using var other = one.Beside();
        var left = new ConcurrentQueue<(string Thread, string Text)>();
        var (running, overlaps, random) = (0, 0, new Random(3));
        foreach (var lab in (Lab[])[one, other])
            lab.Connector.OnSend = async (_, part) =>
            {
                if (Interlocked.Increment(ref running) > AtOnce)
                    Interlocked.Increment(ref overlaps);
                await Task.Yield();
                bool fails;
                lock (random)
                    fails = random.Next(6) == 0;
                if (!fails)
                    left.Enqueue((part.To.ConversationKey!, part.Content.Text!));
                Interlocked.Decrement(ref running);
                return fails ? new Outcome.Transient(new Reason("lab/again")) : new Outcome.Accepted("key-" + part.CorrelationId);
            };
        foreach (var conversation in await one.Conversations(Threads))
            for (var number = 0; number < messages; number++)
                await one.Say(conversation, $"{number:000}");

        await Task.WhenAll(Drain(one, cancellation), Drain(other, cancellation));

        Assert.That(left, Has.Count.EqualTo(Threads * messages));
        Assert.That(overlaps, Is.Zero, "both ran the lane at once");
        foreach (var thread in left.GroupBy(item => item.Thread))
            Assert.That(thread.Select(item => item.Text), Is.Ordered.And.Unique);
        Verdict.Pass("P22", $"{kind}: {Threads} conversations x {messages} messages, 2 runners, every sixth try failed, all in order, each once");
    }

    // Lets go of the lane after each run, so that both get their turns.
    private static async Task Drain(Lab lab, CancellationToken cancellation)
    {
        while (await lab.Read(db => db.Deliveries.AnyAsync(row => row.Kind == DeliveryKind.SendMessage
            && (row.State == DeliveryState.Owed || row.State == DeliveryState.Started), cancellation)))
        {
            cancellation.ThrowIfCancellationRequested();
            if (await lab.Run(DeliveryKind.SendMessage) is { } next && next > lab.Clock.GetUtcNow())
                lab.Clock.Advance(Step); // less than a lease: the other may be at work
            else
                await Task.Delay(5, cancellation);
        }
    }
}
