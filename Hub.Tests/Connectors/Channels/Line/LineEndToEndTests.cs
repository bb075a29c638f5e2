using System.Net;
using System.Net.Http.Json;
using System.Text;
using Hub.Connectors.Abstractions;
using Hub.Core.Conversations;
using Hub.Core.Signals;
using Hub.Core.Ingest;
using Hub.Core.Storage;
using Hub.Tests.Promises;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Connectors.Channels.Line;

/// <summary>Through the hub and the sandbox's LINE: the way in with an ad's tracking id, the way out under a retry key, and who is let in.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
internal sealed class LineEndToEndTests(StorageKind kind)
{
    [Test]
    [CancelAfter(120_000)]
    public async Task A_tracking_id_in_a_prefilled_text_is_a_referral_and_a_signal_and_nothing_that_agents_see(CancellationToken cancellation)
    {
        await using var stage = await Stage.Set(kind);
        await using var hub = await stage.Host();
        await stage.Connect("line", "tiktok-events");
        using var rule = await stage.Api.PutAsJsonAsync(
            $"/api/v1/connections/{stage.Connections["line"]}/tracking", new { platform = "tiktok-events", pattern = "[tt:{id}]", isExpression = false }, cancellation);
        rule.EnsureSuccessStatusCode();

        await stage.Happens(new { platform = "line", from = "lan", text = "Chào shop, em muốn hỏi giá [tt:C0ffee-17]" });

        var referral = await stage.Until(db => db.Referrals.SingleOrDefaultAsync(cancellation), found => found is not null, cancellation);
        Assert.That((referral!.Source, referral.Platform, referral.TrackingId), Is.EqualTo((ReferralSource.Ad, "tiktok-events", "C0ffee-17")));
        Assert.That(await stage.Read(db => db.Messages.Select(row => row.Text).SingleAsync(cancellation)), Is.EqualTo("Chào shop, em muốn hỏi giá"));
        await stage.Until(async _ => (await stage.Ask("signals")).ToString(), sent => sent.Contains("C0ffee-17", StringComparison.Ordinal), cancellation);
        Assert.That(await stage.Until(
            db => db.Contacts.Select(row => row.DisplayName).SingleAsync(cancellation), name => name is not null, cancellation), Is.Not.Empty);
    }

    [Test]
    [CancelAfter(120_000)]
    public async Task An_answer_that_got_lost_is_sent_again_and_arrives_once(CancellationToken cancellation)
    {
        await using var stage = await Stage.Set(kind);
        await using var hub = await stage.Host();
        await stage.Connect("line");
        await stage.Happens(new { platform = "line", from = "lan", text = "xin chào" });
        var conversation = await stage.Until(
            db => db.Messages.Select(row => row.ConversationId).SingleOrDefaultAsync(cancellation), found => found != Guid.Empty, cancellation);
        await stage.Faults(new { rules = new[] { new { platform = "line", operation = "push", kind = "reset", next = 2 } } });

        await stage.Send(conversation, "Dạ shop nghe ạ");

        var sent = await stage.Until(
            db => db.Messages.SingleAsync(row => row.Direction == MessageDirection.Outbound, cancellation), row => row.Status == MessageStatus.Sent, cancellation);
        var outbound = (await stage.Ask("messages?channel=line")).EnumerateArray().ToList();
        Assert.That(outbound.Select(message => message.GetProperty("messageId").GetString()), Is.EqualTo(new[] { sent.Key }));
        var pushes = (await stage.Ask("requests?platform=line")).EnumerateArray().Where(call => call.GetProperty("operation").GetString() == "push")
            .Select(call => call.GetProperty("headers").GetProperty("X-Line-Retry-Key").GetString()).ToList();
        Assert.That(pushes, Has.Count.EqualTo(3).And.All.EqualTo(sent.Id.ToString("D")));
    }

    [Test]
    [CancelAfter(120_000)]
    public async Task Only_the_accounts_own_secret_lets_a_webhook_in_and_a_new_one_counts_at_once(CancellationToken cancellation)
    {
        await using var stage = await Stage.Set(kind);
        await using var hub = await stage.Host();
        var options = stage.Sandbox.Options;
        var body = $$"""{"destination":"{{options.LineBot}}","events":[]}""";
        Assert.That(await Post(stage, body, options.LineSecret), Is.EqualTo(HttpStatusCode.Unauthorized), "nobody has connected it");
        await stage.Connect("line");

        Assert.That(await Post(stage, body, options.LineSecret), Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await Post(stage, body, "another"), Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(await Post(stage, body.Replace(options.LineBot[^1], '2'), options.LineSecret), Is.EqualTo(HttpStatusCode.Unauthorized));

        using var change = await stage.Api.PatchAsJsonAsync(
            $"/api/v1/connections/{stage.Connections["line"]}", new { settings = new { channelSecret = "renewed" } }, cancellation);
        change.EnsureSuccessStatusCode();
        Assert.That(await Post(stage, body, options.LineSecret), Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(await Post(stage, body, "renewed"), Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await stage.Read(db => db.WebhookEvents.CountAsync(cancellation)), Is.Zero);
    }

    [Test]
    [CancelAfter(120_000)]
    public async Task What_comes_while_the_account_is_off_waits_for_it_and_after_its_end_nothing_is_kept_and_nobody_is_refused(CancellationToken cancellation)
    {
        await using var stage = await Stage.Set(kind);
        await using var hub = await stage.Host();
        await stage.Connect("line");
        var line = $"/api/v1/connections/{stage.Connections["line"]}";
        (await stage.Api.PatchAsJsonAsync(line, new { enabled = false }, cancellation)).EnsureSuccessStatusCode();

        await stage.Happens(new { platform = "line", from = "lan", text = "còn hàng không shop" });
        await stage.Until(db => db.WebhookEvents.CountAsync(row => row.State == WebhookEventState.Unrouted, cancellation), count => count == 1, cancellation);
        (await stage.Api.PatchAsJsonAsync(line, new { enabled = true }, cancellation)).EnsureSuccessStatusCode();
        await stage.Until(db => db.Messages.CountAsync(cancellation), count => count == 1, cancellation);

        (await stage.Api.PostAsJsonAsync($"{line}/disconnect", new { }, cancellation)).EnsureSuccessStatusCode();
        var body = $$"""{"destination":"{{stage.Sandbox.Options.LineBot}}","events":[{"type":"follow"}]}""";
        Assert.That(await Post(stage, body, stage.Sandbox.Options.LineSecret), Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await stage.Read(db => db.WebhookEvents.CountAsync(cancellation)), Is.EqualTo(1));
    }

    private static async Task<HttpStatusCode> Post(Stage stage, string body, string secret)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/line") { Content = new StringContent(body) };
        request.Headers.Add("x-line-signature", LineBench.Sign(secret, Encoding.UTF8.GetBytes(body)));
        using var answer = await stage.Api.SendAsync(request);
        return answer.StatusCode;
    }
}
