using System.Net;
using System.Net.Http.Json;
using System.Text;
using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Conversations;
using Hub.Core.Storage;
using Hub.Sandbox.Webhooks;
using Hub.Tests.Promises;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Connectors.Channels.Zalo;

/// <summary>Through the hub and the sandbox's Zalo: the way out and its echo, the rotating token, and who is let in.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
internal sealed class ZaloEndToEndTests(StorageKind kind)
{
    [Test]
    [CancelAfter(120_000)]
    public async Task An_answer_under_a_lapsed_token_renews_it_once_and_its_echo_makes_no_second_message(CancellationToken cancellation)
    {
        await using var stage = await Stage.Set(kind);
        await using var hub = await stage.Host();
        await stage.Connect("zalo");
        await stage.Happens(new { platform = "zalo", from = "lan", text = "xin chào" });
        var conversation = await stage.Until(
            db => db.Messages.Select(row => row.ConversationId).SingleOrDefaultAsync(cancellation), found => found != Guid.Empty, cancellation);
        await stage.Faults(new { expireTokens = new[] { "zalo" }, echoFirst = new[] { "zalo" } });

        var ours = (await stage.Send(conversation, "Dạ shop nghe ạ")).GetProperty("id").GetGuid();

        // The echo stands there as a message of its own until the answer says which one it is.
        var sent = (await stage.Until(
            db => db.Messages.Where(row => row.Direction == MessageDirection.Outbound).ToListAsync(cancellation),
            rows => rows is [{ Key: not null } only] && only.Id == ours, cancellation)).Single();
        var outbound = (await stage.Ask("messages?channel=zalo")).EnumerateArray().Select(message => message.GetProperty("messageId").GetString()).ToList();
        Assert.That((outbound, sent.Status), Is.EqualTo((new[] { sent.Key }, MessageStatus.Sent)));
        var refreshes = (await stage.Ask("requests?platform=zalo")).EnumerateArray().Count(call => call.GetProperty("operation").GetString() == "oauth/access_token");
        Assert.That(refreshes, Is.EqualTo(1));
    }

    [Test]
    [CancelAfter(120_000)]
    public async Task A_refresh_token_that_was_used_up_asks_for_a_new_grant(CancellationToken cancellation)
    {
        await using var stage = await Stage.Set(kind);
        await using var hub = await stage.Host();
        await stage.Connect("zalo");
        var options = stage.Sandbox.Options;
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["app_id"] = options.ZaloApp,
            ["grant_type"] = "refresh_token",
            ["refresh_token"] = options.ZaloRefresh,
        });
        form.Headers.Add("secret_key", options.ZaloSecret);
        using var used = await stage.Vendors.PostAsync("/zalo/v4/oa/access_token", form, cancellation);
        await stage.Faults(new { expireTokens = new[] { "zalo" } });

        using var check = await stage.Api.PostAsync($"/api/v1/connections/{stage.Connections["zalo"]}/check", null, cancellation);

        Assert.That((await HubHost.Json(check)).GetProperty("works").GetBoolean(), Is.False);
        Assert.That(await stage.Until(
            db => db.Connections.Select(row => row.State).SingleAsync(cancellation), state => state != ConnectionState.Active, cancellation),
            Is.EqualTo(ConnectionState.Paused).Or.EqualTo(ConnectionState.Disconnected));
    }

    [Test]
    [CancelAfter(120_000)]
    public async Task The_probe_is_answered_the_genuine_kept_and_everything_else_refused(CancellationToken cancellation)
    {
        await using var stage = await Stage.Set(kind);
        await using var hub = await stage.Host();
        await stage.Connect("zalo");
        var signed = new WebhookSigner(stage.Sandbox.Options);
        var body = Encoding.UTF8.GetBytes(
            $$"""{"event_name":"follow","app_id":"{{stage.Sandbox.Options.ZaloApp}}","oa_id":"{{stage.Sandbox.Options.ZaloAccount}}","timestamp":"1760000001250"}""");

        Assert.That(await Post(stage, "{}"u8.ToArray(), null), Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await Post(stage, body, null), Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(await Post(stage, body, "mac=" + new string('0', 64)), Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(await stage.Read(db => db.WebhookEvents.CountAsync(cancellation)), Is.Zero);
        Assert.That(await Post(stage, body, signed.Sign("zalo", body, default).Single().Value), Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await stage.Read(db => db.WebhookEvents.CountAsync(cancellation)), Is.EqualTo(1));
    }

    private static async Task<HttpStatusCode> Post(Stage stage, byte[] body, string? signature)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/zalo") { Content = new ByteArrayContent(body) };
        if (signature is not null)
            request.Headers.TryAddWithoutValidation("X-ZEvent-Signature", signature);
        using var answer = await stage.Api.SendAsync(request);
        return answer.StatusCode;
    }
}
