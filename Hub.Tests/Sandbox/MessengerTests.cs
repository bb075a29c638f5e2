using System.Text.Json.Nodes;

namespace Hub.Tests.Sandbox;

sealed class MessengerTests : SandboxTest
{
    const string Person = "7000000000000001";
    const string Subscription = "/graph/v23.0/300400500600700/subscribed_apps";
    static readonly (string, string) Token = ("Authorization", "Bearer sandbox-meta-token");

    [Test, CancelAfter(20_000)]
    public async Task A_sent_text_comes_back_as_echo_with_metadata_and_by_watermarks(CancellationToken cancellationToken)
    {
        await HappensAsync(new { platform = "messenger", from = Person, text = "Chào shop" });

        var (status, answer) = await SendAsync("""{"messaging_type":"RESPONSE","message":{"text":"Dạ","metadata":"corr-7"}}""");

        Assert.That(status, Is.EqualTo(200));
        var arrived = await Hub.UntilAsync(
            all => all.Any(a => a.Text.Contains("\"read\"")) && all.Any(a => a.Text.Contains("\"delivery\"")), cancellationToken);
        var events = arrived.Select(a => JsonNode.Parse(a.Text)!["entry"]![0]!["messaging"]![0]!).ToList();
        var echo = events.Single(e => (bool?)e["message"]?["is_echo"] == true);
        Assert.Multiple(() =>
        {
            Assert.That((string)echo["message"]!["mid"]!, Is.EqualTo((string)answer["message_id"]!));
            Assert.That((string)echo["message"]!["metadata"]!, Is.EqualTo("corr-7"));
            Assert.That((string)echo["sender"]!["id"]!, Is.EqualTo("300400500600700"));
            Assert.That(events.Count(e => e["delivery"]?["watermark"] is not null), Is.EqualTo(1));
        });
    }

    [TestCase("faults")]
    [TestCase("DELETE")]
    [CancelAfter(20_000)]
    public async Task A_Page_that_the_app_is_not_subscribed_to_posts_nothing_of_what_is_sent_until_it_is_again(string how, CancellationToken cancellationToken)
    {
        await HappensAsync(new { platform = "messenger", from = Person, text = "Chào shop" });
        await Hub.UntilAsync(all => all.Count == 1, cancellationToken);
        if (how == "DELETE")
            await SendAsync(HttpMethod.Delete, Subscription, null, [Token]);
        else
            await FaultsAsync(new { loseSubscriptions = new[] { "messenger" } });

        await SendAsync("""{"messaging_type":"RESPONSE","message":{"text":"unheard"}}""");
        await FaultsAsync(new { echoFirst = new[] { "messenger" } });
        await SendAsync("""{"messaging_type":"RESPONSE","message":{"text":"unheard"}}""");
        using var again = new HttpRequestMessage(HttpMethod.Post, Subscription) { Content = new FormUrlEncodedContent([new("subscribed_fields", "messages")]) };
        again.Headers.Add(Token.Item1, Token.Item2);
        (await Http.SendAsync(again, cancellationToken)).EnsureSuccessStatusCode();
        await SendAsync("""{"messaging_type":"RESPONSE","message":{"text":"heard"}}""");

        var arrived = await Hub.UntilAsync(all => all.Any(a => a.Text.Contains("\"read\"")), cancellationToken);
        Assert.That(arrived.Count(a => a.Text.Contains("is_echo")), Is.EqualTo(1));
        Assert.That(arrived.Select(a => a.Text), Has.None.Contains("unheard"));
    }

    [TestCase(23, null, null)]
    [TestCase(25, null, 2018278)]
    [TestCase(25, "HUMAN_AGENT", null)]
    [TestCase(24 * 8, "HUMAN_AGENT", 2018278)]
    public async Task The_window_is_24_hours_or_7_days_for_a_human_agent(int hours, string? tag, int? subcode)
    {
        await HappensAsync(new { platform = "messenger", from = Person, text = "hi", ageSeconds = hours * 3600 });
        var (_, answer) = await SendAsync(tag is null
            ? """{"messaging_type":"RESPONSE","message":{"text":"x"}}"""
            : """{"messaging_type":"MESSAGE_TAG","tag":"NAME","message":{"text":"x"}}""".Replace("NAME", tag));
        Assert.That((int?)answer["error"]?["error_subcode"], Is.EqualTo(subcode));
    }

    [Test]
    public async Task An_ad_opens_seven_days()
    {
        await HappensAsync(new
        {
            platform = "messenger",
            from = Person,
            text = "hi",
            referral = new { adId = "1" },
            ageSeconds = 6 * 24 * 3600
        });
        var (status, _) = await SendAsync("""{"messaging_type":"RESPONSE","message":{"text":"x"}}""");
        Assert.That(status, Is.EqualTo(200));
    }

    [TestCase("""{"messaging_type":"PROMO","message":{"text":"x"}}""")]
    [TestCase("""{"messaging_type":"MESSAGE_TAG","message":{"text":"x"}}""")]
    [TestCase("""{"messaging_type":"RESPONSE","tag":"HUMAN_AGENT","message":{"text":"x"}}""")]
    [TestCase("""{"messaging_type":"RESPONSE","message":{}}""")]
    [TestCase("""{"messaging_type":"RESPONSE","message":{"text":"x","attachment":{"type":"image","payload":{"url":"http://a/b"}}}}""")]
    [TestCase("""{"messaging_type":"RESPONSE","message":{"text":"x","quick_replies":[{"content_type":"text","title":"123456789012345678901","payload":"P"}]}}""")]
    [TestCase("""{"sender_action":"dance"}""")]
    [TestCase("""{"messaging_type":"RESPONSE","message":{"text":"x"},"extra":1}""")]
    public async Task Wrong_messages_are_refused(string json)
    {
        await HappensAsync(new { platform = "messenger", from = Person, text = "hi" });
        var (status, answer) = await SendAsync(json);
        Assert.That((status, (int)answer["error"]!["code"]!), Is.EqualTo((400, 100)));
    }

    [Test]
    public async Task A_stranger_cannot_be_written_to()
    {
        var (_, answer) = await SendAsync("""{"messaging_type":"RESPONSE","message":{"text":"x"}}""");
        Assert.That((int)answer["error"]!["error_subcode"]!, Is.EqualTo(2018001));
    }

    Task<(int Status, JsonNode Body)> SendAsync(string json)
    {
        var body = (JsonObject)JsonNode.Parse(json)!;
        body["recipient"] = new JsonObject { ["id"] = Person };
        return PostAsync(Messenger, body, Token);
    }
}
