using System.Text.Json.Nodes;
using Hub.Sandbox.Line;

namespace Hub.Tests.Sandbox;

sealed class LineTests : SandboxTest
{
    const string Push = "/line/v2/bot/message/push";
    const string Endpoint = "/line/v2/bot/channel/webhook/endpoint";
    static readonly (string, string) Token = ("Authorization", "Bearer sandbox-line-token");
    static readonly (string, string) Key = ("X-Line-Retry-Key", "0198c0de-0000-7000-8000-00000000abcd");

    [Test]
    public void LINE_signs_as_the_official_vector() => Assert.That(
        LineSignature.Header("8c570fa6dd201bb328f1c1eac23a96d8", """{"destination":"U8e742f61d673b39c7fff3cecb7536ef0","events":[]}"""u8.ToArray()),
        Is.EqualTo("GhRKmvmHys4Pi8DxkF4+EayaH0OqtJtaZxgTD9fMDLs="));

    [Test, CancelAfter(20_000)]
    public async Task A_person_writes_sends_a_picture_and_takes_a_message_back(CancellationToken cancellationToken)
    {
        var (message, person) = await HappensAsync(new { platform = "line", from = "lan", text = "Chào shop" });
        var (picture, _) = await HappensAsync(new { platform = "line", from = "lan", image = true });
        await HappensAsync(new { platform = "line", from = "lan", revoke = true, original = message });

        var arrived = await Hub.UntilAsync(all => all.Count == 3, cancellationToken);

        var events = arrived.Select(one => JsonNode.Parse(one.Text)!["events"]![0]!).ToDictionary(one => (string?)one["message"]?["type"] ?? (string)one["type"]!);
        Assert.Multiple(() =>
        {
            Assert.That((string)events["text"]["message"]!["id"]!, Is.EqualTo(message));
            Assert.That((string)events["text"]["source"]!["userId"]!, Is.EqualTo(person));
            Assert.That((string)events["unsend"]["unsend"]!["messageId"]!, Is.EqualTo(message));
            Assert.That(arrived.Select(one => one.Headers[LineSignature.HeaderName]), Has.None.Empty);
        });
        using var file = await RawAsync(HttpMethod.Get, $"/line/v2/bot/message/{picture}/content", null, Token);
        Assert.That(file.Content.Headers.ContentType!.MediaType, Is.EqualTo("image/png"));
        var (_, profile) = await GetAsync($"/line/v2/bot/profile/{person}", Token);
        Assert.That((string)profile["displayName"]!, Is.Not.Empty);
    }

    [Test]
    public async Task A_retry_key_is_taken_once_and_then_answered_with_what_it_brought()
    {
        var body = Text((await HappensAsync(new { platform = "line", from = "lan", text = "hi" })).Conversation);

        var (first, sent) = await PostAsync(Push, body, Token, Key);
        var (second, again) = await PostAsync(Push, body, Token, Key);
        var (third, other) = await PostAsync(Push, body, Token);

        Assert.That((first, second, third), Is.EqualTo((200, 409, 200)));
        Assert.That(Id(again), Is.EqualTo(Id(sent)).And.Not.EqualTo(Id(other)));
        var (_, received) = await GetAsync("/_sandbox/messages?channel=line");
        Assert.That(received.AsArray(), Has.Count.EqualTo(2));
    }

    [TestCase("""{"to":"PERSON","messages":[]}""")]
    [TestCase("""{"to":"PERSON","messages":[{"type":"text","text":""}]}""")]
    [TestCase("""{"to":"PERSON","messages":[{"type":"text","text":"x","colour":"red"}]}""")]
    [TestCase("""{"to":"PERSON","messages":[{"type":"hologram"}]}""")]
    [TestCase("""{"to":"PERSON","messages":[{"type":"image","originalContentUrl":"http://a/b.jpg","previewImageUrl":"https://a/b.jpg"}]}""")]
    [TestCase("""{"to":"PERSON","messages":[{"type":"text","text":"x","quickReply":{"items":[]}}]}""")]
    [TestCase("""{"to":"PERSON","messages":[{"type":"text","text":"x"}],"replyToken":"r"}""")]
    [TestCase("""{"to":"U00000000000000000000000000000000","messages":[{"type":"text","text":"x"}]}""")]
    public async Task What_LINE_would_refuse_is_refused(string body)
    {
        var (_, person) = await HappensAsync(new { platform = "line", from = "lan", text = "hi" });

        var (status, _) = await PostAsync(Push, JsonNode.Parse(body.Replace("PERSON", person))!, Token, Key);

        Assert.That(status, Is.EqualTo(400));
    }

    [Test]
    public async Task Without_the_token_or_with_one_that_has_ended_nothing_works()
    {
        var (stranger, _) = await GetAsync("/line/v2/bot/info");
        await FaultsAsync(new { expireTokens = new[] { "line" } });
        var (ended, _) = await GetAsync("/line/v2/bot/info", Token);
        await FaultsAsync(new { restoreTokens = new[] { "line" } });
        var (restored, bot) = await GetAsync("/line/v2/bot/info", Token);

        Assert.That((stranger, ended, restored), Is.EqualTo((401, 401, 200)));
        Assert.That((string)bot["userId"]!, Has.Length.EqualTo(33));
    }

    [Test]
    public async Task A_webhook_address_is_there_once_it_was_entered()
    {
        var (before, _) = await GetAsync(Endpoint, Token);
        await SendAsync(HttpMethod.Put, Endpoint, new { endpoint = "https://hub.example/webhooks/line" }, [Token]);
        var (after, standing) = await GetAsync(Endpoint, Token);

        Assert.That((before, after), Is.EqualTo((404, 200)));
        Assert.That((string)standing["endpoint"]!, Is.EqualTo("https://hub.example/webhooks/line"));
    }

    [Test]
    public async Task A_switch_that_is_off_shows_at_the_address_and_nothing_is_posted()
    {
        await SendAsync(HttpMethod.Put, Endpoint, new { endpoint = "https://hub.example/webhooks/line" }, [Token]);
        await FaultsAsync(new { switchOff = new[] { "line" } });
        var (_, off) = await GetAsync(Endpoint, Token);
        await HappensAsync(new { platform = "line", from = "lan", text = "not posted" });
        await FaultsAsync(new { });
        var (_, on) = await GetAsync(Endpoint, Token);
        await HappensAsync(new { platform = "line", from = "lan", text = "posted" });

        var arrived = await Hub.UntilAsync(all => all.Count > 0, default);

        Assert.That(((bool)off["active"]!, (bool)on["active"]!), Is.EqualTo((false, true)));
        Assert.That(arrived.Select(one => one.Text), Is.All.Not.Contain("not posted"));
    }

    [TestCase("client_credentials", "1350031035", "sandbox-line-secret", 200)]
    [TestCase("client_credentials", "1350031035", "another", 400)]
    [TestCase("client_credentials", "1", "sandbox-line-secret", 400)]
    [TestCase("password", "1350031035", "sandbox-line-secret", 400)]
    public async Task A_stateless_token_takes_the_channels_id_and_its_own_secret(string type, string id, string secret, int expected)
    {
        var (status, answer) = await Form("/line/oauth2/v3/token", ("grant_type", type), ("client_id", id), ("client_secret", secret));

        Assert.That(status, Is.EqualTo(expected));
        Assert.That((string?)answer[expected == 200 ? "access_token" : "error"], Is.Not.Empty);
    }

    [Test]
    public async Task A_token_tells_the_channel_that_it_is_of()
    {
        var (known, channel) = await Form("/line/v2/oauth/verify", ("access_token", "sandbox-line-token"));
        var (unknown, _) = await Form("/line/v2/oauth/verify", ("access_token", "another"));

        Assert.That((known, (string)channel["client_id"]!, unknown), Is.EqualTo((200, "1350031035", 400)));
    }

    async Task<(int Status, JsonNode Body)> Form(string path, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var response = await Http.PostAsync(path, form);
        return ((int)response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }

    static object Text(string to) => new { to, messages = new[] { new { type = "text", text = "Dạ" } } };

    static string Id(JsonNode answer) => (string)answer["sentMessages"]![0]!["id"]!;
}
