using System.Text.Json.Nodes;
using Hub.Sandbox;

namespace Hub.Tests.Sandbox;

sealed class TikTokTests : SandboxTest
{
    static readonly (string, string) Token = ("Access-Token", "sandbox-tiktok-access");

    protected override void Configure(SandboxOptions options) => options.RateLimits = false;

    [Test, CancelAfter(20_000)]
    public async Task A_sent_text_comes_back_as_an_echo_of_the_API_and_is_read(CancellationToken cancellationToken)
    {
        var (_, conversation) = await HappensAsync(new { platform = "tiktok", from = "lan", text = "Chào shop" });

        var (status, answer) = await SendTextAsync(conversation, "Dạ chào bạn");

        Assert.That((status, (int)answer["code"]!), Is.EqualTo((200, 0)));
        var sentId = (string)answer["data"]!["message"]!["message_id"]!;
        var arrived = await Hub.UntilAsync(all => all.Any(a => a.Text.Contains("im_mark_read_msg")), cancellationToken);
        var echo = Content(arrived.Single(a => a.Text.Contains("im_send_msg")));
        Assert.Multiple(() =>
        {
            Assert.That((string)echo["message_id"]!, Is.EqualTo(sentId));
            Assert.That((string)echo["message_tag"]!["source"]!, Is.EqualTo("API"));
            Assert.That((string)echo["from_user"]!["id"]!, Is.EqualTo("sandbox-tiktok-shop"));
        });
    }

    [TestCase("nonsense", 40105)]
    [TestCase("", 40104)]
    public async Task A_wrong_access_token_is_refused_with_HTTP_200_and_a_code(string token, int code)
    {
        var (status, answer) = await PostAsync(TikTok + "/send/", new { }, ("Access-Token", token));
        Assert.That((status, (int)answer["code"]!), Is.EqualTo((200, code)));
    }

    [Test]
    public async Task A_path_without_its_last_slash_is_not_found()
    {
        using var response = await RawAsync(HttpMethod.Post, TikTok + "/send", new { }, Token);
        Assert.That((int)response.StatusCode, Is.EqualTo(404));
    }

    [Test]
    public async Task The_eleventh_message_of_a_window_is_refused_until_the_person_writes_again()
    {
        var (_, conversation) = await HappensAsync(new { platform = "tiktok", from = "lan", text = "1" });
        for (var i = 0; i < 10; i++) await SendTextAsync(conversation, $"reply {i}");

        var (_, eleventh) = await SendTextAsync(conversation, "one more");
        await HappensAsync(new { platform = "tiktok", from = "lan", text = "2" });
        var (_, afterwards) = await SendTextAsync(conversation, "one more");

        Assert.That(((int)eleventh["code"]!, (int)afterwards["code"]!), Is.EqualTo((40064, 0)));
    }

    [Test]
    public async Task A_person_who_wrote_49_hours_ago_cannot_be_answered()
    {
        var (_, conversation) = await HappensAsync(new { platform = "tiktok", from = "old", text = "hi", ageSeconds = 49 * 3600 });
        var (_, answer) = await SendTextAsync(conversation, "too late");
        Assert.That((int)answer["code"]!, Is.EqualTo(40064));
    }

    [Test]
    public async Task Wrong_messages_are_refused()
    {
        var (_, conversation) = await HappensAsync(new { platform = "tiktok", from = "lan", text = "hi" });
        string[] wrong =
        [
            """{"message_type":"TEXT","text":{"body":""}}""",
            """{"message_type":"TEXT","text":{"body":"x"},"image":{"media_id":"m"}}""",
            """{"message_type":"TEMPLATE","template":{"type":"QA_BUTTON_CARD","title":"t","buttons":[]}}""",
            """{"message_type":"TEMPLATE","template":{"type":"QA_BUTTON_CARD","title":"t","buttons":[{"type":"REPLY","title":"123456789012345678901"}]}}""",
            """{"message_type":"SENDER_ACTION","sender_action":"DANCE"}""",
            """{"message_type":"VIDEO"}""",
        ];
        foreach (var json in wrong)
        {
            var (_, answer) = await SendAsync(conversation, (JsonObject)JsonNode.Parse(json)!);
            Assert.That((int)answer["code"]!, Is.EqualTo(40002), json);
        }
        var (_, tooLong) = await SendTextAsync(conversation, new string('x', 6001));
        Assert.That((int)tooLong["code"]!, Is.EqualTo(40002));
        var (_, unknownMedia) = await SendAsync(conversation,
            (JsonObject)JsonNode.Parse("""{"message_type":"IMAGE","image":{"media_id":"m"}}""")!);
        Assert.That((int)unknownMedia["code"]!, Is.EqualTo(40007));
    }

    [Test]
    public async Task A_refresh_token_works_once()
    {
        var (_, first) = await RefreshAsync("sandbox-tiktok-refresh");
        var (_, again) = await RefreshAsync("sandbox-tiktok-refresh");
        var (_, next) = await RefreshAsync((string)first["data"]!["refresh_token"]!);
        Assert.That(((int)first["code"]!, (int)again["code"]!, (int)next["code"]!), Is.EqualTo((0, 40107, 0)));
    }

    [Test]
    public async Task Expired_tokens_answer_40102_until_they_are_refreshed()
    {
        var (_, conversation) = await HappensAsync(new { platform = "tiktok", from = "lan", text = "hi" });
        await FaultsAsync(new { expireTokens = new[] { "tiktok" } });

        var (_, expired) = await SendTextAsync(conversation, "a");
        var (_, grant) = await RefreshAsync("sandbox-tiktok-refresh");
        var (_, fresh) = await SendTextAsync(conversation, "a", (string)grant["data"]!["access_token"]!);

        Assert.That(((int)expired["code"]!, (int)fresh["code"]!), Is.EqualTo((40102, 0)));
    }

    [Test]
    public async Task A_ping_from_Europe_is_found_by_listing()
    {
        var (messageId, conversation) = await HappensAsync(new { platform = "tiktok", from = "anna", ping = "Hello from Berlin" });

        var (_, strangers) = await GetAsync($"{TikTok}/conversation/list/?business_id=sandbox-tiktok-shop&conversation_type=STRANGER",
            Token);
        var (_, contents) = await GetAsync(
            $"{TikTok}/content/list/?business_id=sandbox-tiktok-shop&conversation_id={Uri.EscapeDataString(conversation)}", Token);

        Assert.Multiple(() =>
        {
            Assert.That((string)strangers["data"]!["conversations"]![0]!["conversation_id"]!, Is.EqualTo(conversation));
            Assert.That((string)contents["data"]!["messages"]![0]!["message_id"]!, Is.EqualTo(messageId));
            Assert.That((string)contents["data"]!["messages"]![0]!["message_type"]!, Is.EqualTo("TEXT"));
        });
    }

    [Test]
    public async Task Media_is_given_only_to_who_shows_the_token()
    {
        var (messageId, conversation) = await HappensAsync(new { platform = "tiktok", from = "lan", image = true });
        var (_, answer) = await PostAsync(TikTok + "/media/download/", new
        {
            business_id = "sandbox-tiktok-shop",
            conversation_id = conversation,
            message_id = messageId,
            media_id = "m1",
            media_type = "IMAGE",
        }, Token);
        var address = (string)answer["data"]!["download_url"]!;

        using var without = await RawAsync(HttpMethod.Get, address, null);
        using var with = await RawAsync(HttpMethod.Get, address, null, ("x-user", "sandbox-tiktok-access"));

        Assert.That(((int)without.StatusCode, (int)with.StatusCode), Is.EqualTo((403, 200)));
    }

    Task<(int Status, JsonNode Body)> SendTextAsync(string conversation, string text, string token = "sandbox-tiktok-access") =>
        SendAsync(conversation, new JsonObject { ["message_type"] = "TEXT", ["text"] = new JsonObject { ["body"] = text } }, token);

    Task<(int Status, JsonNode Body)> SendAsync(string conversation, JsonObject message, string token = "sandbox-tiktok-access")
    {
        message["business_id"] = "sandbox-tiktok-shop";
        message["recipient_type"] = "CONVERSATION";
        message["recipient"] = conversation;
        return PostAsync(TikTok + "/send/", message, ("Access-Token", token));
    }

    Task<(int Status, JsonNode Body)> RefreshAsync(string token) => PostAsync("/tiktok/open_api/v1.3/tt_user/oauth2/refresh_token/", new
    {
        client_id = "sandbox-app",
        client_secret = "sandbox-tiktok-secret",
        grant_type = "refresh_token",
        refresh_token = token,
    });

    static JsonNode Content(Arrived webhook) => JsonNode.Parse((string)JsonNode.Parse(webhook.Text)!["content"]!)!;
}
