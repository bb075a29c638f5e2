using Hub.Connectors.Abstractions;
using Hub.Tests.Connectors.Channels.Meta;
using Hub.Tests.Support;

namespace Hub.Tests.Connectors.Channels.Line;

public sealed class LineSendTests : ChannelSendTest
{
    private const string Sent = """{"sentMessages":[{"id":"461230966842064897","quoteToken":"IStG5h1Tz7b"}]}""";
    private const string RateIsExceeded = "The API rate limit has been exceeded. Try again later.";

    [Test]
    public async Task A_text_is_pushed_under_a_key_that_follows_from_the_message()
    {
        await using var vendor = await FakeVendor.Start(200, Sent);
        var part = LineBench.Part(MessageContent.OfText("Dạ còn ạ 🙂"));

        Assert.That(await LineBench.Send(vendor, part), Is.EqualTo(new Outcome.Accepted("461230966842064897")));
        await LineBench.Send(vendor, part);
        await LineBench.Send(vendor, part with { CorrelationId = "no uuid" });

        var first = vendor.Requests[0];
        Assert.That((first.Method, first.Path, first.Header("Authorization")), Is.EqualTo(("POST", "/v2/bot/message/push", $"Bearer {LineBench.Token}")));
        ChannelBench.AssertBody(first.Text, $$"""{"to":"{{LineBench.Person}}","messages":[{"type":"text","text":"Dạ còn ạ 🙂"}]}""");
        var keys = vendor.Requests.Select(request => request.Header("X-Line-Retry-Key")!).ToList();
        Assert.That(keys[0], Is.EqualTo("0198c0de-0000-7000-8000-00000000abcd").And.EqualTo(keys[1]));
        Assert.That(Guid.TryParseExact(keys[2], "D", out _), keys[2]);
        Assert.That(keys[2], Is.Not.EqualTo(keys[0]));
    }

    [Test]
    public async Task Choices_are_quick_replies_whose_data_brings_the_title_back()
    {
        await using var vendor = await FakeVendor.Start(200, Sent);
        var content = new MessageContent { Kind = MessageKind.Choices, Text = "Chọn màu", Choices = [new Choice("RED", "Đỏ")] };

        await LineBench.Send(vendor, LineBench.Part(content));

        ChannelBench.AssertBody(vendor.Requests.Single().Text, $$"""
            {"to":"{{LineBench.Person}}","messages":[{"type":"text","text":"Chọn màu","quickReply":{"items":[
            {"type":"action","action":{"type":"postback","label":"Đỏ","data":"RED\nĐỏ","displayText":"Đỏ"} }]} }]}
            """);
    }

    [Test]
    public async Task A_picture_goes_by_its_address()
    {
        await using var vendor = await FakeVendor.Start(200, Sent);
        var content = new MessageContent { Kind = MessageKind.Image, Media = [new MediaRef(null, "https://shop.example/ao.jpg")] };

        await LineBench.Send(vendor, LineBench.Part(content));

        ChannelBench.AssertBody(vendor.Requests.Single().Text, $$"""
            {"to":"{{LineBench.Person}}","messages":[{"type":"image","originalContentUrl":"https://shop.example/ao.jpg",
            "previewImageUrl":"https://shop.example/ao.jpg"}]}
            """);
    }

    [Test]
    public async Task What_was_taken_by_an_earlier_try_is_a_duplicate_with_the_id_it_got_then()
    {
        await using var vendor = await FakeVendor.Start(
            409, """{"message":"The retry key is already accepted","sentMessages":[{"id":"461230966842064897"}]}""");

        Assert.That(await SendText(vendor), Is.EqualTo(new Outcome.Duplicate("461230966842064897")));
    }

    [TestCase(200, Sent, typeof(Outcome.Accepted))]
    [TestCase(200, "{}", typeof(Outcome.Accepted))]
    [TestCase(200, "<html>", typeof(Outcome.Accepted))]
    [TestCase(500, """{"message":"oops"}""", typeof(Outcome.Unknown))]
    [TestCase(502, "<html>", typeof(Outcome.Unknown))]
    [TestCase(503, "", typeof(Outcome.Transient))]
    [TestCase(400, """{"message":"The request body has 1 error(s)"}""", typeof(Outcome.Rejected))]
    [TestCase(401, """{"message":"Authentication failed."}""", typeof(Outcome.AuthRevoked))]
    [TestCase(403, """{"message":"Access to this API is not available for your account"}""", typeof(Outcome.Misconfigured))]
    [TestCase(409, "", typeof(Outcome.Duplicate))]
    [TestCase(429, """{"message":"You have reached your monthly limit."}""", typeof(Outcome.Rejected))]
    [TestCase(307, "", typeof(Outcome.Misconfigured))]
    public async Task An_answer_is_classified(int status, string body, Type expected)
    {
        await using var vendor = await FakeVendor.Start(status, body);

        Assert.That(await SendText(vendor), Is.TypeOf(expected));
    }

    [TestCase("7", 7)]
    [TestCase(null, null)]
    public async Task Too_many_requests_wait(string? retryAfter, double? seconds)
    {
        await using var vendor = await FakeVendor.Start(context =>
        {
            if (retryAfter is not null)
                context.Response.Headers.RetryAfter = retryAfter;
            return FakeVendor.Reply(context, 429, $$"""{"message":"{{RateIsExceeded}}"}""");
        });

        var outcome = (Outcome.Throttled)await SendText(vendor);

        Assert.That((outcome.RetryAfter?.TotalSeconds, outcome.Reason.Detail), Is.EqualTo((seconds, RateIsExceeded)));
    }

    [Test]
    public void The_manifest_tells_the_host_that_repeating_is_safe_and_for_how_long()
    {
        var manifest = LineBench.Connector().Manifest;
        Assert.That((manifest.SendsOnce, manifest.Limits.SendsOnceHours), Is.EqualTo((true, 24d)));
    }

    [TestCase(5000, null)]
    [TestCase(5001, "text")]
    public void A_text_has_LINEs_length(int length, string? field) => AssertPlan(MessageContent.OfText(new string('x', length)), field);

    [TestCase(1, 20, null)]
    [TestCase(13, 20, null)]
    [TestCase(14, 20, "choices")]
    [TestCase(1, 21, "choices")]
    public void Choices_have_LINEs_number_and_length(int count, int title, string? field) => AssertPlan(
        new MessageContent
        {
            Kind = MessageKind.Choices,
            Text = "Chọn",
            Choices = [.. Enumerable.Range(0, count).Select(id => new Choice($"{id}", new string('x', title)))],
        },
        field);

    [TestCase(MessageKind.Image, "https://shop.example/a.jpg", null)]
    [TestCase(MessageKind.Image, "http://shop.example/a.jpg", "media")]
    [TestCase(MessageKind.Image, null, "media")]
    [TestCase(MessageKind.Document, "https://shop.example/a.pdf", "kind")]
    [TestCase(MessageKind.Video, "https://shop.example/a.mp4", "kind")]
    public void Only_pictures_at_a_public_address_can_be_sent(MessageKind kind, string? url, string? field) =>
        AssertPlan(new MessageContent { Kind = kind, Media = [new MediaRef(null, url)] }, field);

    [Test]
    public void A_picture_with_words_is_two_messages_the_words_first()
    {
        var content = new MessageContent { Kind = MessageKind.Image, Text = "Mẫu mới", Media = [new MediaRef(null, "https://shop.example/a.jpg")] };

        var plan = Plan(new OutboundDraft([content]));

        Assert.That(plan.Parts.Select(part => part.Kind), Is.EqualTo(new[] { MessageKind.Text, MessageKind.Image }));
    }

    private protected override (string Person, string Token) Canaries => (LineBench.Person, LineBench.Token);

    private protected override Task<Outcome> Send(FakeVendor vendor, OutboundPart part, LogList? log = null) => LineBench.Send(vendor, part, log);

    private protected override OutboundPart Part(MessageContent content) => LineBench.Part(content);

    private protected override (int Status, string Body) Refused(string words) => (400, $$"""{"message":"{{words}}"}""");

    private static void AssertPlan(MessageContent content, string? field) => Assert.That(Plan(new OutboundDraft([content])).Refused?.Field, Is.EqualTo(field));

    private static SendPlan Plan(OutboundDraft draft) => ChannelBench.Plan(LineBench.Connector(), http => LineBench.Connection(http), draft);
}
