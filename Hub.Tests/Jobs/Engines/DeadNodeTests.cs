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
[Parallelizable]
internal sealed class DeadNodeTests(JobEngineKind kind)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static IEnumerable<JobEngineKind> Kinds => JobEngineTests.Kinds.Where(kind => kind != JobEngineKind.QuartzInMemory);

    [Test]
    [CancelAfter(180_000)]
    public async Task What_a_killed_node_was_doing_is_done_by_the_other_within_a_minute(CancellationToken cancellation)
    {
        var engine = $"--Hub:JobEngine={(kind == JobEngineKind.Hangfire ? "hangfire" : "quartz")}";
        await using var stage = await Stage.Set(StorageKind.Postgres);
        await using (await stage.Host())
            await stage.Connect("tiktok", "hubspot");
        await using var mortal = await stage.Start(cancellation, "lane.3", engine);
        await using var survivor = await stage.Start(
            cancellation, null, engine, "--role", "jobs", "--urls", FakeVendor.RefusedAddress().ToString().TrimEnd('/'));
        for (var person = 0; !mortal.HasExited; person++)
        {
            await stage.Happens(new { platform = "tiktok", from = $"p{person}", text = "xin chào" });
            await Task.Delay(300, cancellation);
        }

        var dead = Stopwatch.GetTimestamp();
        await stage.Until(
            async db => await db.Deliveries.CountAsync(row => row.Kind == DeliveryKind.SyncContact && row.State != DeliveryState.Done, cancellation)
                + await db.WebhookEvents.CountAsync(row => row.State == WebhookEventState.Pending, cancellation),
            left => left == 0, cancellation);
        var after = Stopwatch.GetElapsedTime(dead);

        var contacts = await stage.Read(db => db.Contacts.CountAsync(cancellation));
        var records = (await stage.Ask("summary")).GetProperty("crm").GetProperty("contacts").GetProperty("records").GetInt32();
        Assert.That(after, Is.LessThan(Limit));
        Assert.That((records, survivor.HasExited), Is.EqualTo((contacts, false)));
        Verdict.Pass("P13", $"{kind}: a node killed at lane.3, done by the other after {after.TotalSeconds:0.0} s, {records} records of {contacts} contacts");
    }
}
