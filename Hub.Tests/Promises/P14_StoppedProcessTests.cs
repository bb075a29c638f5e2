using System.Diagnostics;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Promises;

/// <summary>The same with a real process and SIGSTOP.</summary>
[Explicit]
[Category("Long")]
internal sealed class P14_StoppedProcessTests
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(90);

    [Test]
    [CancelAfter(300_000)]
    public async Task A_stopped_hub_cannot_settle_what_the_next_one_did(CancellationToken cancellation)
    {
        await using var stage = await Stage.Set(StorageKind.Postgres);
        await using var stopped = await stage.Start(cancellation);
        await stage.Connect("tiktok", "hubspot");
        await stage.Faults(new
        {
            rules = new[] { new { platform = "hubspot", operation = "*", kind = "delay", delayMs = 5_000,
            next = 1 } }
        });
        await stage.Happens(new { platform = "tiktok", from = "an", text = "xin chào" });
        await stage.Until(db => db.Lanes.CountAsync(row => row.Kind == DeliveryKind.SyncContact && row.LeaseToken != null, cancellation),
            held => held == 1, cancellation);
        stopped.Pause();
        var paused = Stopwatch.GetTimestamp();
        await using var next = await stage.StartBeside(cancellation);
        await stage.Until(db => db.Deliveries.CountAsync(row => row.Kind == DeliveryKind.SyncContact && row.State == DeliveryState.Done,
            cancellation), done => done == 1, cancellation);
        var settled = await stage.Read(db => db.Deliveries.SingleAsync(row => row.Kind == DeliveryKind.SyncContact, cancellation));
        await Task.Delay(TimeSpan.FromSeconds(Math.Max(0, (Pause - Stopwatch.GetElapsedTime(paused)).TotalSeconds)), cancellation);
        stopped.Continue();
        await Task.Delay(5_000, cancellation);

        var after = await stage.Read(db => db.Deliveries.SingleAsync(row => row.Kind == DeliveryKind.SyncContact, cancellation));
        Assert.That((after.State, after.SettledAt), Is.EqualTo((settled.State, settled.SettledAt)));
        Assert.That((await stage.Ask("summary")).GetProperty("crm").GetProperty("contacts").GetProperty("records").GetInt32(),
            Is.EqualTo(1));
        Verdict.Pass("P14", $"SIGSTOP for {Pause.TotalSeconds} s in the call, taken over, continued: 1 commit, 1 record");
    }
}
