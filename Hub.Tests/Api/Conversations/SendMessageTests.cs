using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Hub.Connectors.Abstractions;
using Hub.Core.Storage;
using Hub.Tests.Support;

namespace Hub.Tests.Api.Conversations;

[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class SendMessageTests(StorageKind kind)
{
    private static readonly byte[] Png = [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, 1, 2, 3];
    private HubHost _hub = null!;
    private string _conversation = null!;

    [SetUp]
    public async Task Start()
    {
        _hub = await HubHost.Start(kind);
        await _hub.Connect("shop");
        await _hub.Receive("shop", ("m1", "u1", "CANARYTEXT bao nhiêu tiền"));
        _conversation = (await _hub.Items("/api/v1/conversations", 1, CancellationToken.None))[0].GetProperty("id").GetString()!;
    }

    [TearDown]
    public async Task Stop()
    {
        if (_hub is not null)
            await _hub.DisposeAsync();
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_text_with_a_picture_leaves_as_two_messages_and_its_status_tells(CancellationToken cancellation)
    {
        using var upload = await _hub.Client.PostAsync("/api/v1/attachments?fileName=gia.png", new ByteArrayContent(Png), cancellation);
        var picture = (await HubHost.Json(upload)).GetProperty("id").GetString();

        using var sent = await Send(new { text = "CANARYREPLY 100k", attachments = new[] { picture } }, cancellation);

        Assert.That(sent.StatusCode, Is.EqualTo(HttpStatusCode.Accepted), await sent.Content.ReadAsStringAsync(cancellation));
        var messages = await HubHost.Until(
            () => _hub.Items($"/api/v1/conversations/{_conversation}/messages", 3, cancellation),
            items => items.Count(item => item.GetProperty("status").GetString() == "sent" && Outbound(item)) == 2, cancellation);
        Assert.That(_hub.Connector.Sent.Select(part => part.Content.Kind), Is.EqualTo(new[] { MessageKind.Text, MessageKind.Image }));
        Assert.That(_hub.Connector.Sent.Last().Media.Single().Bytes.ToArray(), Is.EqualTo(Png));
        Assert.That(messages.Count(Outbound), Is.EqualTo(2));
        Assert.That(string.Join('\n', _hub.Log.Lines), Does.Not.Contain("CANARY").And.Not.Contain("Name of u1"));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task What_cannot_be_sent_says_why(CancellationToken cancellation)
    {
        using var nothing = await Send(new { }, cancellation);
        using var endless = await Send(new { text = new string('x', 201) }, cancellation);
        using var nobodys = await Send(new { attachments = new[] { Guid.NewGuid() } }, cancellation);
        using var nowhere = await _hub.Client.PostAsJsonAsync($"/api/v1/conversations/{Guid.NewGuid()}/messages", new { text = "hi" }, cancellation);

        await nothing.IsProblem(HttpStatusCode.BadRequest, "invalid_input", "text");
        await endless.IsProblem(HttpStatusCode.BadRequest, "invalid_input", "text");
        await nobodys.IsProblem(HttpStatusCode.BadRequest, "invalid_input", "attachments[0]");
        await nowhere.IsProblem(HttpStatusCode.NotFound, "not_found");
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_refused_message_becomes_a_dead_letter_with_its_cause_and_can_be_replayed(CancellationToken cancellation)
    {
        _hub.Connector.SendOutcome = new Outcome.Rejected(new Reason("scripted/blocked", "The user blocked you."));
        using (await Send(new { text = "một" }, cancellation))
        using (await Send(new { text = "hai" }, cancellation))
            await _hub.Items("/api/v1/deliveries?state=dead&kind=sendMessage", 2, cancellation);
        var cause = (await _hub.Items("/api/v1/deliveries/causes", 1, cancellation)).Single();
        Assert.That((cause.GetProperty("code").GetString(), cause.GetProperty("count").GetInt32()), Is.EqualTo(("scripted/blocked", 2)));
        Assert.That(cause.GetProperty("reason").GetString(), Is.Not.Empty);
        var failed = (await _hub.Items($"/api/v1/conversations/{_conversation}/messages", 3, cancellation)).First(Outbound);
        Assert.That(failed.GetProperty("failure").GetProperty("code").GetString(), Is.EqualTo("scripted/blocked"));

        _hub.Connector.SendOutcome = new Outcome.Accepted();
        var one = (await _hub.Items("/api/v1/deliveries?state=dead", 2, cancellation))[0].GetProperty("id").GetString();
        using (var replayed = await _hub.Client.PostAsync($"/api/v1/deliveries/{one}/replay", null, cancellation))
            Assert.That(replayed.StatusCode, Is.EqualTo(HttpStatusCode.Accepted));
        using (var rest = await _hub.Client.PostAsJsonAsync("/api/v1/deliveries/replays", new
        {
            connectionId = cause.GetProperty("connectionId").GetString(),
            kind = "sendMessage",
            code = "scripted/blocked",
        }, cancellation))
            Assert.That((await HubHost.Json(rest)).GetProperty("replayed").GetInt32(), Is.EqualTo(1));

        await HubHost.Until(
            () => _hub.Items($"/api/v1/conversations/{_conversation}/messages", 3, cancellation),
            items => items.Where(Outbound).All(item => item.GetProperty("status").GetString() == "sent"), cancellation);
        using var again = await _hub.Client.PostAsync($"/api/v1/deliveries/{one}/replay", null, cancellation);
        await again.IsProblem(HttpStatusCode.Conflict, "conflict");
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Files_are_taken_by_their_bytes_and_handed_out_to_be_saved_only(CancellationToken cancellation)
    {
        using var script = await _hub.Client.PostAsync(
            "/api/v1/attachments?fileName=a.png", new StringContent("<svg onload=alert(1)>"), cancellation);
        using var upload = await _hub.Client.PostAsync("/api/v1/attachments?fileName=../../x.html", new ByteArrayContent(Png), cancellation);
        var id = (await HubHost.Json(upload)).GetProperty("id").GetString();

        using var download = await _hub.Client.GetAsync($"/api/v1/attachments/{id}", cancellation);

        await script.IsProblem(HttpStatusCode.UnsupportedMediaType, "unsupported_media_type");
        Assert.That(await download.Content.ReadAsByteArrayAsync(cancellation), Is.EqualTo(Png));
        Assert.That(download.Content.Headers.ContentDisposition!.DispositionType, Is.EqualTo("attachment"));
        Assert.That(download.Content.Headers.ContentDisposition.FileName, Is.EqualTo("x.html"));
        Assert.That(download.Content.Headers.ContentType!.MediaType, Is.EqualTo("image/png"));
        Assert.That(download.Headers.GetValues("X-Content-Type-Options"), Is.EqualTo(new[] { "nosniff" }));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_conversation_shows_its_reply_window(CancellationToken cancellation)
    {
        var shown = await _hub.Client.GetFromJsonAsync<JsonElement>($"/api/v1/conversations/{_conversation}", cancellation);

        var window = shown.GetProperty("replyWindow");
        Assert.That((window.GetProperty("isOpen").GetBoolean(), window.GetProperty("messagesLeft").GetInt32()), Is.EqualTo((true, 10)));
    }

    private static bool Outbound(JsonElement item) => item.GetProperty("direction").GetString() == "outbound";

    private Task<HttpResponseMessage> Send(object body, CancellationToken cancellation) =>
        _hub.Client.PostAsJsonAsync($"/api/v1/conversations/{_conversation}/messages", body, cancellation);
}
