using System.Text.Json;
using Hub.Connectors.Abstractions;
using Hub.Core.Conversations;
using Hub.Core.Storage;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Promises;

/// <summary>A vendor that says when to come again is not called before, whether it says so in seconds or by a date, and gets everything then.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
internal sealed class P23_ThrottleTests(StorageKind kind)
{
    private const int Wait = 3;

    // A date has whole seconds.
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(Wait - 1);
    private static readonly (string Platform, string Operation)[] Calls =
        [("tiktok", "message/send"), ("whatsapp", "messages"), ("messenger", "messages"), ("hubspot", "upsert")];

    [TestCase("seconds")]
    [TestCase("date")]
    [CancelAfter(180_000)]
    public async Task A_vendor_is_left_alone_until_the_time_that_it_has_said(string saidAs, CancellationToken cancellation)
    {
        await using var stage = await Stage.Set(kind);
        await using var hub = await stage.Host();
        await stage.Connect([.. Stage.Channels, "hubspot"]);
        await stage.Faults(new
        {
            rules = Calls.Select(call => new { platform = call.Platform, operation = call.Operation, kind = "throttle", next = 1, retryAfter = Wait, retryAfterAs = saidAs }),
        });
        foreach (var channel in Stage.Channels)
            await stage.Happens(new { platform = channel, from = "an", text = "xin chào" });
        var conversations = await stage.Until(
            db => db.Messages.Select(row => row.ConversationId).Distinct().ToListAsync(cancellation),
            ids => ids.Count == Stage.Channels.Length, cancellation);

        foreach (var conversation in conversations)
            await stage.Send(conversation, "chị ơi");
        await stage.Until(
            db => db.Messages.CountAsync(row => row.Direction == MessageDirection.Outbound && row.Status >= MessageStatus.Sent, cancellation),
            sent => sent == Stage.Channels.Length, cancellation);
        var records = await stage.Until(async _ => await Records(stage), found => found == Stage.Channels.Length, cancellation);

        var gaps = new List<TimeSpan>();
        foreach (var (platform, operation) in Calls)
        {
            var times = await Times(stage, platform, operation);
            Assert.That(times, Has.Count.GreaterThan(1), platform);
            gaps.Add(times[1] - times[0]);
        }

        Assert.That(gaps, Is.All.GreaterThanOrEqualTo(Least));
        Verdict.Pass("P23", $"{kind}: {Calls.Length} platforms said \"not before {Wait} s\" by {saidAs}, called again after {string.Join(", ", gaps.Select(gap => $"{gap.TotalSeconds:0.0} s"))}, {records} records, nothing lost");
    }

    private static async Task<int> Records(Stage stage) =>
        (await stage.Ask("summary")).GetProperty("crm").GetProperty("contacts").GetProperty("records").GetInt32();

    private static async Task<List<DateTimeOffset>> Times(Stage stage, string platform, string operation) =>
        [.. (await stage.Ask($"requests?platform={platform}")).EnumerateArray()
            .Where(call => call.GetProperty("operation").GetString() == operation && IsMeant(call))
            .Select(call => call.GetProperty("at").GetDateTimeOffset()).Order()];

    // Of HubSpot's upserts those of contacts only; of what Graph and TikTok take as messages not the marks that something was read.
    private static bool IsMeant(JsonElement call) =>
        !call.GetProperty("body").GetString()!.Contains("\"status\":\"read\"", StringComparison.Ordinal)
        && !call.GetProperty("body").GetString()!.Contains("sender_action", StringComparison.OrdinalIgnoreCase);
}
