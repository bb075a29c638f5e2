using Hub.Core.Storage;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Promises;

/// <summary>A platform that posts steadily has its answers soon, and each of them means that the webhook is stored.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
[NonParallelizable]
internal sealed class P12_AckTimeTests(StorageKind kind)
{
    // A machine of two cores that builds beside it; what is promised of a quiet one is held by the long form.
    private const double Busy = 250;
    private const double Promised = 15;

    [Test]
    [CancelAfter(120_000)]
    public Task Steady_webhooks_are_answered_soon(CancellationToken cancellation) => Steady(100, TimeSpan.FromSeconds(3), Busy, cancellation);

    [Test]
    [Explicit]
    [Category("Long")]
    [CancelAfter(1_200_000)]
    public Task A_thousand_webhooks_a_second_are_answered_within_15_ms_for_ten_minutes(CancellationToken cancellation) =>
        Steady(1_000, TimeSpan.FromMinutes(10), Promised, cancellation);

    private async Task Steady(int perSecond, TimeSpan length, double limit, CancellationToken cancellation)
    {
        await using var stage = await Stage.Set(kind);
        await using var hub = await stage.Start(cancellation, null, "--role", "api");
        await stage.Connect("tiktok");
        await using var ledger = new AckLedger();
        var load = new PacedLoad(stage, ledger);
        for (var warm = 1; warm < 10 && PacedLoad.Percentile(await load.Run(perSecond, TimeSpan.FromSeconds(1), cancellation), 0.99) > limit; warm++)
            cancellation.ThrowIfCancellationRequested(); // until its code is compiled

        var took = await load.Run(perSecond, length, cancellation);

        var (p50, p99) = (PacedLoad.Percentile(took, 0.5), PacedLoad.Percentile(took, 0.99));
        var stored = await stage.Read(db => db.WebhookEvents.CountAsync(cancellation));
        Assert.That(stored, Is.EqualTo(ledger.Count), "acknowledged and missing");
        Assert.That(p99, Is.LessThan(limit));
        Verdict.Pass("P12", $"{kind}: {perSecond:N0} webhooks a second for {length.TotalSeconds:N0} s, answered within {p50:0.0} ms (half), {p99:0.0} ms (99 %), {ledger.Count:N0} acks, 0 lost");
    }
}
