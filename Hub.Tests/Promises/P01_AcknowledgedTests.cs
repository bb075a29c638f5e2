using Hub.Core.Ingest;
using Hub.Core.Storage;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Promises;

/// <summary>A webhook that was answered 200 survives kill -9.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
internal sealed class P01_AcknowledgedTests(StorageKind kind)
{
    private const int Senders = 32;
    private const int LeastAcks = 100;

    [Test]
    [CancelAfter(300_000)]
    public Task An_acknowledged_webhook_survives_kill_9(CancellationToken cancellation) => Rounds(3, cancellation);

    [Test]
    [Explicit]
    [Category("Long")]
    [CancelAfter(1_800_000)]
    public Task An_acknowledged_webhook_survives_fifty_kills(CancellationToken cancellation) => Rounds(50, cancellation);

    private async Task Rounds(int rounds, CancellationToken cancellation)
    {
        await using var stage = await Stage.Set(kind);
        await using var ledger = new AckLedger();
        var random = new Random(1);
        for (var round = 0; round < rounds; round++)
        {
            await using var hub = await stage.Start(cancellation);
            if (round == 0)
                await stage.Connect("tiktok");
            await using var load = new AckLoad(stage, ledger, $"{round}", Senders);
            await load.Until(LeastAcks, cancellation);
            await Task.Delay(random.Next(0, 500), cancellation);
            await hub.Kill(cancellation);
        }

        await using var last = await stage.Start(cancellation);
        await stage.Until(db => db.WebhookEvents.CountAsync(row => row.State == WebhookEventState.Pending, cancellation),
            left => left == 0, cancellation);
        var acknowledged = ledger.Read();
        var applied = await stage.Read(db => db.WebhookEvents.CountAsync(row => row.State == WebhookEventState.Applied));
        var keys = await stage.Read(db => db.Messages.Select(row => row.Key!).ToListAsync());
        var held = keys.ToHashSet(StringComparer.Ordinal);
        Assert.Multiple(() =>
        {
            Assert.That(acknowledged, Has.Count.GreaterThanOrEqualTo(rounds * LeastAcks));
            Assert.That(keys, Is.Unique);
            Assert.That(applied, Is.EqualTo(keys.Count), "one row a webhook, one message a row");
            Assert.That(acknowledged.Where(key => !held.Contains(key)), Is.Empty, "lost");
        });
        Verdict.Pass("P01", $"{kind}: {rounds} rounds, {acknowledged.Count:N0} acks, 0 lost");
    }
}
