using System.Net;
using Hub.Core.Ingest;
using Hub.Core.Storage;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Promises;

/// <summary>A webhook that was answered 200 survives a crash of PostgreSQL under load; meanwhile platforms are told to come back.</summary>
internal sealed class P02_DatabaseRestartTests
{
    private const int Senders = 16;
    private const int LeastAcks = 100;

    [Test]
    [CancelAfter(120_000)]
    public Task An_acknowledged_webhook_survives_a_crash_of_the_database(CancellationToken cancellation) => Rounds(1, cancellation);

    [Test]
    [Explicit]
    [Category("Long")]
    [CancelAfter(1_800_000)]
    public Task An_acknowledged_webhook_survives_twenty_crashes_of_the_database(CancellationToken cancellation) => Rounds(20, cancellation);

    private static async Task Rounds(int rounds, CancellationToken cancellation)
    {
        await using var cluster = await PostgresCluster.Start();
        await using var stage = await Stage.Set(await TestDatabase.Postgres(cluster));
        await using var ledger = new AckLedger();
        await using var hub = await stage.Start(cancellation);
        await stage.Connect("tiktok");
        var refusals = new List<Refusal>();
        for (var round = 0; round < rounds; round++)
        {
            await using var load = new AckLoad(stage, ledger, $"{round}", Senders);
            await load.Until(LeastAcks, cancellation);
            await cluster.Down("immediate");
            while (load.Refusals.Count < Senders)
                await Task.Delay(10, cancellation);
            Assert.That(await stage.Api.GetStringAsync("/health/live", cancellation), Is.EqualTo("ok"), "it lives, and who asks has a key");
            await cluster.Up();
            await load.Until(LeastAcks, cancellation);
            refusals.AddRange(load.Refusals);
        }

        await stage.Until(db => db.WebhookEvents.CountAsync(row => row.State == WebhookEventState.Pending, cancellation),
            left => left == 0, cancellation);
        var acknowledged = ledger.Read();
        var keys = await stage.Read(db => db.Messages.Select(row => row.Key!).ToListAsync(cancellation));
        var held = keys.ToHashSet(StringComparer.Ordinal);
        var slowest = refusals.Max(refusal => refusal.After);
        Assert.Multiple(() =>
        {
            Assert.That(hub.HasExited, Is.False);
            Assert.That(keys, Is.Unique);
            Assert.That(acknowledged.Where(key => !held.Contains(key)), Is.Empty, "lost");
            Assert.That(refusals.Select(refusal => refusal.Status).Distinct(), Is.EqualTo(new[] { HttpStatusCode.ServiceUnavailable }));
            Assert.That(refusals.Select(refusal => refusal.SaysWhen), Is.All.True);
        });
        Verdict.Pass("P02", $"{rounds} crashes, {acknowledged.Count:N0} acks, 0 lost, {refusals.Count:N0} told to come back, the slowest after {slowest.TotalMilliseconds:N0} ms");
    }
}
