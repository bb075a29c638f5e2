using System.Diagnostics;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Promises;

/// <summary>A hub that is told to stop ends what is under way, lets go of the rest, and is gone within 20 seconds.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
internal sealed class P33_StopTests(StorageKind kind)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    [Test]
    [CancelAfter(120_000)]
    public async Task A_call_under_way_ends_and_its_lane_is_let_go(CancellationToken cancellation)
    {
        await using var stage = await Stage.Set(kind);
        await using var hub = await stage.Start(cancellation);
        await stage.Connect("tiktok", "hubspot");
        await stage.Faults(new { rules = new[] { new { platform = "hubspot", operation = "*", kind = "delay", delayMs = 3_000, next = 1 } } });
        using var listening = await stage.Api.GetAsync("/api/v1/events", HttpCompletionOption.ResponseHeadersRead, cancellation);
        await stage.Happens(new { platform = "tiktok", from = "an", text = "xin chào" });
        await stage.Until(Held, held => held == 1, cancellation);
        while (!(await stage.Ask("faults")).GetProperty("injected").EnumerateObject().Any())
            await Task.Delay(20, cancellation); // the lane is held, and its call has not left yet

        hub.Terminate();
        var told = Stopwatch.GetTimestamp();
        await hub.Exited(cancellation);
        var after = Stopwatch.GetElapsedTime(told);

        Assert.That(after, Is.LessThan(Limit));
        Assert.That(hub.ExitCode, Is.Zero);
        Assert.That(await stage.Read(Held), Is.Zero);
        Assert.That((await stage.Read(db => db.Deliveries.SingleAsync(row => row.Kind == DeliveryKind.SyncContact, cancellation))).State,
            Is.EqualTo(DeliveryState.Done));
        Verdict.Pass("P33", $"{kind}: stopped in a call and with a stream open, gone after {after.TotalSeconds:0.0} s, the call counts");

        Task<int> Held(HubDb db) => db.Lanes.CountAsync(row => row.Kind == DeliveryKind.SyncContact && row.LeaseToken != null, cancellation);
    }
}
