using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Hub.Tests.Core.Webhooks;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Api.Webhooks;

/// <summary>Endpoints over HTTP, with the hub's own job engine bringing events to a receiver.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
internal sealed class WebhookApiTests(StorageKind kind)
{
    private const string Path = "/api/v1/webhook-endpoints";
    private Receiver _receiver = null!;
    private HubHost _hub = null!;

    [OneTimeSetUp]
    public async Task Open()
    {
        _receiver = await Receiver.Start(context => FakeVendor.Reply(context, context.Request.Path == "/refusing" ? 400 : 200, $"you sent {context.Request.Headers["webhook-signature"]}", "text/plain"));
        _hub = await HubHost.Start(kind, $"--Hub:WebhookTargets:0={_receiver.Address}");
    }

    [OneTimeTearDown]
    public async Task Close()
    {
        await _hub.DisposeAsync();
        await _receiver.DisposeAsync();
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task An_endpoint_is_made_tried_told_looked_at_redelivered_and_given_a_new_secret(CancellationToken cancellation)
    {
        const string canary = "canary60text";
        var (id, secret) = await Make(["message.received"], cancellation, "first");
        await Post(id, "tests", new { }, cancellation);
        await HubHost.Until(() => Task.FromResult(Mine("first").Count), count => count == 1, cancellation);
        await _hub.Connect("hooks");
        await _hub.Receive("hooks", ("hooks-1", "u1", canary));
        await HubHost.Until(() => Task.FromResult(Mine("first").Count), count => count == 2, cancellation);

        Assert.That(Mine("first").Select(request => Text(JsonSerializer.Deserialize<JsonElement>(request.Text), "type")), Is.EqualTo(new[] { "webhook.test", "message.received" }));
        Assert.That(Mine("first").Select(request => Receiver.Signatures(request, secret)), Is.All.EqualTo(1));
        var log = await HubHost.Until(
            () => _hub.Items($"{Path}/{id}/deliveries", 2, cancellation), items => items.All(item => Text(item, "state") == "done"), cancellation);
        var last = log[0];
        Assert.That((Text(last, "type"), Text(last, "messageId")), Is.EqualTo(("message.received", Mine("first")[1].Header("webhook-id"))));
        Assert.That(last.GetProperty("payload").GetRawText(), Is.EqualTo(Mine("first")[1].Text));
        Assert.That(last.GetProperty("tries")[0].GetProperty("status").GetInt32(), Is.EqualTo(200));

        var again = await Post(id, "redeliveries", new { deliveryId = Text(last, "id") }, cancellation);
        await HubHost.Until(() => Task.FromResult(Mine("first").Count), count => count == 3, cancellation);
        Assert.That(again.GetProperty("count").GetInt32(), Is.EqualTo(1));
        Assert.That(Mine("first")[2].Header("webhook-id"), Is.EqualTo(Mine("first")[1].Header("webhook-id")));

        var rotated = Text(await Post(id, "secrets", new { }, cancellation), "secret")!;
        await Post(id, "tests", new { }, cancellation);
        await HubHost.Until(() => Task.FromResult(Mine("first").Count), count => count == 4, cancellation);
        Assert.That((Receiver.Signatures(Mine("first")[3], secret), Receiver.Signatures(Mine("first")[3], rotated)), Is.EqualTo((1, 1)));

        var shown = await _hub.Client.GetStringAsync($"{Path}/{id}", cancellation);
        Assert.That(shown, Does.Not.Contain("whsec_"));
        Assert.That(await _hub.Client.GetStringAsync("/api/v1/connections", cancellation), Does.Not.Contain($"{id}"), "no connection for people");
        foreach (var leak in new[] { canary, secret[6..], rotated[6..], Mine("first")[1].Header("webhook-signature")!, "u1" + canary })
            Assert.That(_hub.Log.Lines, Is.All.Not.Contains(leak));
        var audit = await _hub.Store.Read(null, db => db.Audit.Where(row => row.Subject == $"{id:N}").Select(row => row.Action).ToListAsync(cancellation));
        Assert.That(audit, Is.SupersetOf(new[]
        {
            "webhook_endpoint.created", "webhook_endpoint.tested", "webhook_endpoint.redelivered", "webhook_endpoint.secret_rotated",
        }));

        using var off = await _hub.Client.PatchAsJsonAsync($"{Path}/{id}", new { enabled = false, description = "CRM" }, cancellation);
        Assert.That(Text(await HubHost.Json(off), "state"), Is.EqualTo("disabled"));
        using var test = await _hub.Client.PostAsJsonAsync($"{Path}/{id}/tests", new { }, cancellation);
        await test.IsProblem(HttpStatusCode.Conflict, "endpoint_not_active");
        using var gone = await _hub.Client.DeleteAsync($"{Path}/{id}", cancellation);
        Assert.That(gone.StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
        Assert.That(await _hub.Store.Read(null, db => db.Deliveries.AnyAsync(row => row.ConnectionId == id, cancellation)), Is.False);
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_refusal_is_kept_as_an_excerpt_without_what_was_said_back(CancellationToken cancellation)
    {
        var (id, _) = await Make(["order.created"], cancellation, "refusing");
        await Post(id, "tests", new { }, cancellation);
        var log = await HubHost.Until(
            () => _hub.Items($"{Path}/{id}/deliveries", 1, cancellation), items => items[0].GetProperty("tries").GetArrayLength() > 0, cancellation);

        Assert.That(Text(log[0].GetProperty("tries")[0], "excerpt"), Is.EqualTo("you sent v1,[…]"));
        Assert.That(Text(log[0], "state"), Is.EqualTo("owed"));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task One_that_fails_says_why_in_the_list_and_with_each_event_which_can_be_tried_now(CancellationToken cancellation)
    {
        var (id, _) = await Make(["order.created"], cancellation, "refusing");
        await Post(id, "tests", new { }, cancellation);
        var log = await HubHost.Until(
            () => _hub.Items($"{Path}/{id}/deliveries", 1, cancellation), items => items[0].GetProperty("tries").GetArrayLength() > 0, cancellation);
        var endpoint = await _hub.Client.GetFromJsonAsync<JsonElement>($"{Path}/{id}", cancellation);
        var again = await Post(id, "redeliveries", new { deliveryId = Text(log[0], "id") }, cancellation);
        await HubHost.Until(
            () => _hub.Items($"{Path}/{id}/deliveries", 1, cancellation), items => items[0].GetProperty("tries").GetArrayLength() > 1, cancellation);
        using var unknown = await _hub.Client.PostAsJsonAsync($"{Path}/{id}/redeliveries", new { deliveryId = Guid.NewGuid() }, cancellation);

        Assert.That((Text(endpoint, "state"), Text(endpoint, "failingCode")), Is.EqualTo(("active", "webhook/http-400")));
        Assert.That(endpoint.GetProperty("failingSince").ValueKind, Is.EqualTo(JsonValueKind.String));
        Assert.That(Text(endpoint, "reason"), Is.EqualTo("The endpoint answered 400."));
        Assert.That(Text(log[0], "reason"), Is.EqualTo("The endpoint answered 400."));
        Assert.That(again.GetProperty("count").GetInt32(), Is.EqualTo(1));
        await unknown.IsProblem(HttpStatusCode.NotFound, "not_found");
    }

    [TestCase("https://93.184.215.14:8443/hook", "Only port 443")]
    [TestCase("https://user:password@93.184.215.14/hook", "Leave user and password out")]
    [TestCase("http://93.184.215.14/hook", "begins with https://")]
    [TestCase("hook", "begins with https://")]
    [CancelAfter(60_000)]
    public async Task What_is_wrong_with_an_address_is_said(string url, string words, CancellationToken cancellation)
    {
        using var made = await _hub.Client.PostAsJsonAsync(Path, new { url, events = new[] { "message.received" } }, cancellation);

        Assert.That((await made.Content.ReadFromJsonAsync<JsonElement>(cancellation)).GetProperty("errors").GetProperty("url")[0].GetString(), Does.Contain(words));
    }

    [TestCase("https://127.0.0.1/hook", "url")]
    [TestCase("https://169.254.169.254/", "url")]
    [TestCase("https://[::ffff:10.0.0.1]/", "url")]
    [TestCase("http://93.184.215.14/", "url")]
    [TestCase("https://localhost/", "url")]
    [CancelAfter(60_000)]
    public async Task An_address_inside_is_refused_at_once_and_when_it_is_changed(string url, string field, CancellationToken cancellation)
    {
        using var made = await _hub.Client.PostAsJsonAsync(Path, new { url, events = new[] { "message.received" } }, cancellation);
        await made.IsProblem(HttpStatusCode.BadRequest, "invalid_input", field);
        var (id, _) = await Make(["message.sent"], cancellation);
        using var changed = await _hub.Client.PatchAsJsonAsync($"{Path}/{id}", new { url }, cancellation);
        await changed.IsProblem(HttpStatusCode.BadRequest, "invalid_input", field);
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Only_who_may_manage_webhooks_gets_at_them_and_only_at_their_own(CancellationToken cancellation)
    {
        var (id, _) = await Make(["message.sent"], cancellation);
        using var reader = await _hub.ClientWithScopes(Permissions.ConnectionsRead, Permissions.ConnectionsWrite);
        using var other = await _hub.OtherWorkspace();
        using var asConnection = await _hub.Client.PatchAsJsonAsync($"/api/v1/connections/{id}", new { name = "x" }, cancellation);
        using var wrong = await _hub.Client.PostAsJsonAsync(Path, new { url = _receiver.Address, events = new[] { "everything" } }, cancellation);

        Assert.That(await HubHost.Status(reader, Path, cancellation), Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(await HubHost.Status(other, $"{Path}/{id}", cancellation), Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(asConnection.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        await wrong.IsProblem(HttpStatusCode.BadRequest, "invalid_input", "events[0]");
        var types = await _hub.Client.GetFromJsonAsync<JsonElement>("/api/v1/webhook-event-types", cancellation);
        Assert.That(types.GetProperty("items").GetArrayLength(), Is.GreaterThan(10));
    }

    private List<RecordedRequest> Mine(string path) => [.. _receiver.Requests.Where(request => request.Path == $"/{path}")];

    private async Task<(Guid Id, string Secret)> Make(string[] events, CancellationToken cancellation, string path = "other")
    {
        using var answer = await _hub.Client.PostAsJsonAsync(Path, new { url = new Uri(_receiver.Address, path), events }, cancellation);
        var made = await HubHost.Json(answer);
        return (made.GetProperty("endpoint").GetProperty("id").GetGuid(), Text(made, "secret")!);
    }

    private async Task<JsonElement> Post(Guid id, string what, object body, CancellationToken cancellation)
    {
        using var answer = await _hub.Client.PostAsJsonAsync($"{Path}/{id}/{what}", body, cancellation);
        var text = await answer.Content.ReadAsStringAsync(cancellation);
        Assert.That(answer.IsSuccessStatusCode, Is.True, text);
        return text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text);
    }

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();
}
