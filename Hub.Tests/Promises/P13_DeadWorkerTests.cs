using System.Diagnostics;
using Hub.Connectors.Abstractions;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Promises;

/// <summary>What a worker was doing when it died is taken up within 60 seconds.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
internal sealed class P13_DeadWorkerTests(StorageKind kind)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Sweep = TimeSpan.FromSeconds(5);

    [Test]
    [CancelAfter(120_000)]
    public async Task A_lane_whose_holder_died_is_run_by_another_within_a_minute(CancellationToken cancellation)
    {
        await using var lab = await Lab.Create(kind, LabConnector.NewManifest("lab", ConnectorKind.Channel, ConnectorKind.Crm));
        await lab.Conversations(1);
        Assert.That(await LaneLease.TryTake(lab.Store, lab.Lane(DeliveryKind.SyncContact), cancellation), Is.Not.Null, "its holder dies");
        var died = lab.Clock.GetUtcNow();
        var rung = new List<LaneKey>();
        lab.Get<LaneBell>().Rung += rung.Add;

        while (!rung.Contains(lab.Lane(DeliveryKind.SyncContact)) && lab.Clock.GetUtcNow() - died < Limit)
        {
            Assert.That((await lab.Deliveries(DeliveryKind.SyncContact)).Single().State, Is.EqualTo(DeliveryState.Owed));
            lab.Clock.Advance(Sweep);
            await lab.Get<LaneSweep>().Run();
        }

        await lab.Run(DeliveryKind.SyncContact);
        var after = lab.Clock.GetUtcNow() - died;
        Assert.That((await lab.Deliveries(DeliveryKind.SyncContact)).Single().State, Is.EqualTo(DeliveryState.Done));
        Assert.That(after, Is.LessThan(Limit).And.GreaterThanOrEqualTo(LaneLease.Length));
        Verdict.Pass("P13", $"{kind}: taken up after {after.TotalSeconds} s");
    }

    [Test]
    [CancelAfter(300_000)]
    public async Task A_hub_killed_in_its_work_is_replaced_within_a_minute(CancellationToken cancellation)
    {
        var after = await Replaced("lane.3", cancellation);

        Verdict.Pass("P13", $"{kind}: killed at lane.3, done by the next process after {after.TotalSeconds:0.0} s, 1 record");
    }

    [Test]
    [Explicit]
    [Category("Long")]
    [CancelAfter(1_800_000)]
    public async Task A_hub_killed_anywhere_in_its_work_again_and_again_is_replaced_within_a_minute(CancellationToken cancellation)
    {
        var slowest = TimeSpan.Zero;
        string[] checkpoints = ["lane.1", "lane.2", "lane.3"];
        foreach (var checkpoint in Enumerable.Repeat(checkpoints, 3).SelectMany(each => each))
            slowest = TimeSpan.FromTicks(Math.Max(slowest.Ticks, (await Replaced(checkpoint, cancellation)).Ticks));

        Verdict.Pass("P13", $"{kind}: 9 kills at {string.Join(", ", checkpoints)}, the slowest replaced after {slowest.TotalSeconds:0.0} s, 1 record each");
    }

    // In real time: the dead process's lease has to run out, and its successor has to start.
    private async Task<TimeSpan> Replaced(string checkpoint, CancellationToken cancellation)
    {
        await using var stage = await Stage.Set(kind);
        await using (await stage.Host())
            await stage.Connect("tiktok", "hubspot");
        await using (var first = await stage.Start(cancellation, $"{checkpoint}@{DeliveryKind.SyncContact}"))
        {
            await stage.Happens(new { platform = "tiktok", from = "an", text = "xin chào" });
            await first.Exited(cancellation);
        }

        var dead = Stopwatch.GetTimestamp();
        await using var second = await stage.Start(cancellation);
        await stage.Until(
            db => db.Deliveries.CountAsync(row => row.Kind == DeliveryKind.SyncContact && row.State == DeliveryState.Done, cancellation),
            done => done == 1, cancellation);
        var after = Stopwatch.GetElapsedTime(dead);
        Assert.That(after, Is.LessThan(Limit));
        Assert.That((await stage.Ask("summary")).GetProperty("crm").GetProperty("contacts").GetProperty("records").GetInt32(),
            Is.EqualTo(1));
        return after;
    }
}
