using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Hub.Connectors.Abstractions;
using Hub.Core.Conversations;
using Hub.Core.Ingest;
using Hub.Core.Storage;
using Hub.Tests.Api;
using Hub.Tests.Promises;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Connectors.Channels.Line;

/// <summary>Through the hub and the sandbox's LINE: the way out under a retry key, and who is let in.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
internal sealed class LineEndToEndTests(StorageKind kind)
{
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

        var before = options.LineSecret;
        options.LineSecret = "renewed"; // in LINE's console
        using var change = await stage.Api.PatchAsJsonAsync(
            $"/api/v1/connections/{stage.Connections["line"]}", new { settings = new { channelSecret = "renewed" } }, cancellation);
        change.EnsureSuccessStatusCode();
        Assert.That(await Post(stage, body, before), Is.EqualTo(HttpStatusCode.Unauthorized));
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

    [Test]
    [CancelAfter(120_000)]
    public async Task A_wrong_channel_secret_is_noticed_at_connecting_and_at_each_check_in_words(CancellationToken cancellation)
    {
        await using var stage = await Stage.Set(kind);
        await using var hub = await stage.Host();
        var wrong = new { channelSecret = "another channel's", accessToken = stage.Sandbox.Options.LineToken };
        using var refused = await stage.Api.PostAsJsonAsync("/api/v1/connections", new { connectorId = "line", name = "LINE", settings = wrong }, cancellation);
        Assert.That((int)refused.StatusCode, Is.InRange(400, 499));
        Assert.That(await refused.Content.ReadAsStringAsync(cancellation), Does.Contain("line/channel-secret").Or.Contain("not this channel's"));
        Assert.That(await stage.Read(db => db.Connections.CountAsync(cancellation)), Is.Zero);

        await stage.Connect("line");
        var line = $"/api/v1/connections/{stage.Connections["line"]}";
        Assert.That((await Check(stage, line)).GetProperty("works").GetBoolean());
        using var entered = await stage.Api.PatchAsJsonAsync(line, new { settings = new { wrong.channelSecret } }, cancellation);
        await entered.IsProblem((HttpStatusCode)422, "refused", "settings.channelSecret");
        Assert.That((await Check(stage, line)).GetProperty("works").GetBoolean(), "the one before stays in force");
        stage.Sandbox.Options.LineSecret = "renewed"; // in LINE's console

        var answer = await Check(stage, line);
        Assert.That(answer.GetProperty("works").GetBoolean(), Is.False);
        Assert.That(answer.ToString(), Does.Contain("Channel secret không đúng"));
    }

    [Test]
    [CancelAfter(120_000)]
    public async Task Webhooks_that_are_switched_off_are_noticed_when_the_account_is_connected_and_the_page_says_what_to_press(CancellationToken cancellation)
    {
        await using var stage = await Stage.Set(kind);
        await using var hub = await stage.Host(settings: $"--Hub:PublicUrl={stage.Address}");
        await stage.Faults(new { switchOff = new[] { "line" } });

        await stage.Connect("line");

        await Subscribed("failing");
        var shown = (await Health(stage)).GetProperty("subscription");
        Assert.That(shown.GetProperty("code").GetString(), Is.EqualTo("line/webhook-off"));
        Assert.That(shown.GetProperty("wayOn").GetString(), Does.Contain("\"Use webhook\"").And.Contain("Hãy bật"));

        await stage.Faults(new { });
        Assert.That((await Check(stage, $"/api/v1/connections/{stage.Connections["line"]}")).GetProperty("works").GetBoolean());
        await Subscribed("stands");
        Assert.That((await Health(stage)).GetProperty("subscription").GetProperty("wayOn").ValueKind, Is.EqualTo(JsonValueKind.Null));

        Task Subscribed(string state) => stage.Until(
            async _ => (await Health(stage)).GetProperty("subscription"),
            found => found.ValueKind == JsonValueKind.Object && found.GetProperty("state").GetString() == state, cancellation);
    }

    // In Vietnamese.
    private static async Task<JsonElement> Check(Stage stage, string line)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{line}/check");
        request.Headers.AcceptLanguage.ParseAdd("vi");
        using var answer = await stage.Api.SendAsync(request);
        return await HubHost.Json(answer);
    }

    private static async Task<JsonElement> Health(Stage stage)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/connections/health");
        request.Headers.AcceptLanguage.ParseAdd("vi");
        using var answer = await stage.Api.SendAsync(request);
        return (await HubHost.Json(answer)).GetProperty("items")[0];
    }

    private static async Task<HttpStatusCode> Post(Stage stage, string body, string secret)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/line") { Content = new StringContent(body) };
        request.Headers.Add("x-line-signature", LineBench.Sign(secret, Encoding.UTF8.GetBytes(body)));
        using var answer = await stage.Api.SendAsync(request);
        return answer.StatusCode;
    }
}
