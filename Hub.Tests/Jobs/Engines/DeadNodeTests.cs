using System.Diagnostics;
using Hub.Core.Deliveries;
using Hub.Core.Ingest;
using Hub.Core.Storage;
using Hub.Jobs.Engines;
using Hub.Tests.Promises;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Jobs.Engines;

/// <summary>Two real nodes on one database, and one of them dies in the middle of a lane.</summary>
[TestFixtureSource(nameof(Kinds))]
internal sealed class DeadNodeTests(JobEngineKind kind)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static IEnumerable<JobEngineKind> Kinds => JobEngineTests.Kinds.Where(kind => kind != JobEngineKind.QuartzInMemory);

    [Test]
    [CancelAfter(360_000)] // two programs start first, which takes a busy machine long; the minute counts from the death
    public async Task What_a_killed_node_was_doing_is_done_by_the_other_within_a_minute(CancellationToken cancellation)
    {
        var engine = $"--Hub:JobEngine={(kind == JobEngineKind.Hangfire ? "hangfire" : "quartz")}";
        await using var stage = await Stage.Set(StorageKind.Postgres);
        await using (await stage.Host())
            await stage.Connect("tiktok", "hubspot");
        await using var mortal = await stage.Start(cancellation, $"lane.3@{DeliveryKind.SyncContact}", engine);
        await using var survivor = await stage.Start(
            cancellation, null, engine, "--role", "jobs", "--urls", FakeVendor.RefusedAddress().ToString().TrimEnd('/'));
        for (var person = 0; !mortal.HasExited; person++)
        {
            await stage.Happens(new { platform = "tiktok", from = $"p{person}", text = "xin chào" });
            await Task.Delay(300, cancellation);
        }

        var dead = Stopwatch.GetTimestamp();
        await stage.Until(
            async db => new Left(
                await db.WebhookEvents.CountAsync(row => row.State == WebhookEventState.Pending, cancellation),
                await db.Deliveries.CountAsync(row => row.Kind == DeliveryKind.SyncContact && row.State != DeliveryState.Done, cancellation),
                await db.Deliveries.Where(row => row.Kind == DeliveryKind.SyncContact).MaxAsync(row => (int?)row.Attempts, cancellation),
                await db.Lanes.Where(row => row.Kind == DeliveryKind.SyncContact).MaxAsync(row => row.LeaseUntil, cancellation),
                survivor.HasExited),
            left => left is { Webhooks: 0, Deliveries: 0 } or { IsSurvivorGone: true }, cancellation);
        var after = Stopwatch.GetElapsedTime(dead);

        var contacts = await stage.Read(db => db.Contacts.CountAsync(cancellation));
        var records = (await stage.Ask("summary")).GetProperty("crm").GetProperty("contacts").GetProperty("records").GetInt32();
        Assert.That(after, Is.LessThan(Limit));
        Assert.That((records, survivor.HasExited), Is.EqualTo((contacts, false)), () => string.Join('\n', survivor.Log.TakeLast(20)));
        Verdict.Pass("P13", $"{kind}: a node killed at lane.3, done by the other after {after.TotalSeconds:0.0} s, {records} records of {contacts} contacts");
    }

    /// <summary>What is not done yet, and how the one that should do it stands: told when it never comes true.</summary>
    private sealed record Left(int Webhooks, int Deliveries, int? Attempts, DateTimeOffset? LeaseUntil, bool IsSurvivorGone);
}
