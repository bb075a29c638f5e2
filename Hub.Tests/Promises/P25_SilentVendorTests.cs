using System.Diagnostics;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Promises;

/// <summary>A vendor that takes every call and answers none delays nobody else, and gets what it is owed once it is back.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
internal sealed class P25_SilentVendorTests(StorageKind kind)
{
    /// <summary>More than a node runs lanes at once.</summary>
    private const int Portals = 20;
    private const int Answers = 12;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);

    [Test]
    [CancelAfter(300_000)]
    public async Task Answers_reach_their_customers_while_a_crm_is_silent(CancellationToken cancellation)
    {
        await using var stage = await Stage.Set(kind);
        await using var line = new BreakingLine(stage.Sandbox.BaseAddress.Port);
        await stage.Reroute("hubspot", line.Port);
        await using var hub = await stage.Start(cancellation);
        await stage.Connect("whatsapp");
        await stage.ConnectPortals(Portals);

        await stage.Happens(new { platform = "whatsapp", from = "84900000001", text = "xin chào" });
        var conversation = (await stage.Until(
            db => db.Conversations.Select(row => row.Id).ToListAsync(cancellation), ids => ids.Count == 1, cancellation)).Single();
        var before = await Answer(stage, conversation, 4, cancellation);
        line.IsSilent = true;
        await stage.Happens(new { platform = "whatsapp", from = "84900000002", text = "xin chào" });
        await Task.Delay(TimeSpan.FromSeconds(2), cancellation); // by now as many wait for the CRM as ever will
        var beside = await Answer(stage, conversation, Answers, cancellation);

        line.IsSilent = false;
        await stage.Until(
            db => db.Deliveries.CountAsync(row => row.Kind == DeliveryKind.SyncContact && row.State != DeliveryState.Done, cancellation),
            left => left == 0, cancellation);
        Assert.That(beside, Is.LessThan((2 * before) + Limit));
        Assert.That(await stage.Read(db => db.Lanes.CountAsync(row => row.Unanswered > 0, cancellation)), Is.Zero);
        Verdict.Pass("P25", $"{kind}: {Portals} connections of a silent CRM, {Answers} answers beside them, the slowest after {beside.TotalMilliseconds:0} ms, before {before.TotalMilliseconds:0} ms");
    }

    /// <returns>The longest that one took to the customer.</returns>
    private static async Task<TimeSpan> Answer(Stage stage, Guid conversation, int count, CancellationToken cancellation)
    {
        var longest = TimeSpan.Zero;
        var received = (await stage.Received("whatsapp")).Count;
        for (var answer = 1; answer <= count; answer++)
        {
            await stage.Happens(new { platform = "whatsapp", from = $"84900000{received + answer:000}", text = "còn hàng không" });
            var asked = Stopwatch.GetTimestamp();
            await stage.Send(conversation, $"Dạ còn ạ {answer}");
            while ((await stage.Received("whatsapp")).Count < received + answer)
                await Task.Delay(20, cancellation);
            longest = TimeSpan.FromTicks(Math.Max(longest.Ticks, Stopwatch.GetElapsedTime(asked).Ticks));
            await Task.Delay(TimeSpan.FromSeconds(1), cancellation);
        }

        return longest;
    }
}
