using System.Text.Json.Nodes;
using Hub.Connectors.Abstractions;
using Hub.Tests.Connectors.Channels.Meta;
using Hub.Tests.Support;

namespace Hub.Tests.Connectors.Channels.WhatsApp;

public sealed class WhatsAppSendTests
{
    private static readonly OutboundMedia Picture = new("image/jpeg", "áo.jpg", new byte[] { 1, 2, 3 });

    [Test]
    public async Task A_text_goes_out_with_the_hubs_number()
    {
        await Sends(MessageContent.OfText("Dạ còn ạ 🙂"), """{"type":"text","text":{"body":"Dạ còn ạ 🙂","preview_url":false}}""");
    }

    [TestCase("84952753440", "84901597255")]
    [TestCase("84901597255", "84952753440")]
    public async Task Who_has_changed_their_number_is_answered_at_the_new_one(string before, string after)
    {
        await using var vendor = await WhatsAppBench.Vendor();
        var to = new Recipient(null, [.. new[] { before, after }.Order().Select(number => new Identity("wa_id", number))]) { Phone = "+" + after };

        await WhatsAppBench.Send(vendor, WhatsAppBench.Part(MessageContent.OfText("x")) with { To = to });

        Assert.That((string?)JsonNode.Parse(vendor.Requests.Single().Text)!["to"], Is.EqualTo(after));
    }

    [Test]
    public async Task A_reply_quotes()
    {
        await using var vendor = await WhatsAppBench.Vendor();

        await WhatsAppBench.Send(vendor, WhatsAppBench.Part(MessageContent.OfText("x")) with { QuotedMessageKey = "wamid.Q" });

        Assert.That((string?)JsonNode.Parse(vendor.Requests.Single().Text)!["context"]!["message_id"], Is.EqualTo("wamid.Q"));
    }

    [TestCase(MessageKind.Image, "image", """{"id":"media-1","caption":"Mẫu mới"}""")]
    [TestCase(MessageKind.Video, "video", """{"id":"media-1","caption":"Mẫu mới"}""")]
    [TestCase(MessageKind.Document, "document", """{"id":"media-1","caption":"Mẫu mới","filename":"bảng giá.pdf"}""")]
    public async Task A_file_is_uploaded_and_sent_by_its_id(MessageKind kind, string type, string media)
    {
        await using var vendor = await WhatsAppBench.Vendor();
        var content = new MessageContent { Kind = kind, Text = "Mẫu mới", Media = [new MediaRef(null, FileName: "bảng giá.pdf")] };

        var outcome = await WhatsAppBench.Send(vendor, WhatsAppBench.Part(content, Picture));

        Assert.That(outcome, Is.EqualTo(new Outcome.Accepted("wamid.SENT")));
        Assert.That(vendor.Requests.Select(request => request.Path.Split('/')[^1]), Is.EqualTo(new[] { "media", "messages" }));
        AssertBody(vendor, $$"""{"type":"{{type}}","{{type}}":{{media}} }""");
    }

    [Test]
    public async Task A_voice_message_is_an_audio()
    {
        await using var vendor = await WhatsAppBench.Vendor();
        var content = new MessageContent { Kind = MessageKind.Voice, Media = [new MediaRef(null)] };

        await WhatsAppBench.Send(vendor, WhatsAppBench.Part(content, new OutboundMedia("audio/ogg", "v.ogg", new byte[] { 1 })));

        AssertBody(vendor, """{"type":"audio","audio":{"id":"media-1"}}""");
    }

    [Test]
    public async Task Without_its_upload_a_file_is_not_sent()
    {
        await using var vendor = await FakeVendor.Start(400, """{"error":{"code":131053}}""");
        var content = new MessageContent { Kind = MessageKind.Image, Media = [new MediaRef(null)] };

        Assert.That(await WhatsAppBench.Send(vendor, WhatsAppBench.Part(content, Picture)), Is.TypeOf<Outcome.Rejected>());
        Assert.That(vendor.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Three_choices_are_buttons()
    {
        await Sends(Choices(3), """
            {"type":"interactive","interactive":{"type":"button","body":{"text":"Chọn màu"},"action":{"buttons":[
            {"type":"reply","reply":{"id":"c1","title":"Màu 1"}},{"type":"reply","reply":{"id":"c2","title":"Màu 2"}},
            {"type":"reply","reply":{"id":"c3","title":"Màu 3"}}]}}}
            """);
    }

    [Test]
    public async Task Four_choices_are_a_list()
    {
        await Sends(Choices(4), """
            {"type":"interactive","interactive":{"type":"list","body":{"text":"Chọn màu"},"action":{"button":"Chọn","sections":[
            {"title":"Chọn","rows":[{"id":"c1","title":"Màu 1","description":"d"},{"id":"c2","title":"Màu 2","description":"d"},
            {"id":"c3","title":"Màu 3","description":"d"},{"id":"c4","title":"Màu 4","description":"d"}]}]}}}
            """);
    }

    [Test]
    public async Task A_place_goes_out()
    {
        await Sends(
            new MessageContent { Kind = MessageKind.Location, Location = new Location(10.5, -106.25, "Shop", "12 Lê Lợi") },
            """{"type":"location","location":{"latitude":10.5,"longitude":-106.25,"name":"Shop","address":"12 Lê Lợi"}}""");
    }

    [Test]
    public async Task A_template_fills_its_placeholders()
    {
        await Sends(
            new MessageContent { Kind = MessageKind.Template, Template = new TemplateRef("nhac_lich", "vi", ["Lan", "9:00"]) },
            """
            {"type":"template","template":{"name":"nhac_lich","language":{"code":"vi"},"components":[{"type":"body","parameters":[
            {"type":"text","text":"Lan"},{"type":"text","text":"9:00"}]}]}}
            """);
        await Sends(
            new MessageContent { Kind = MessageKind.Template, Template = new TemplateRef("hello_world", "en_US", []) },
            """{"type":"template","template":{"name":"hello_world","language":{"code":"en_US"}}}""");
    }

    [Test]
    public async Task Somebody_without_a_number_cannot_be_reached()
    {
        await using var vendor = await WhatsAppBench.Vendor();
        var hidden = WhatsAppBench.Part(MessageContent.OfText("x")) with { To = new Recipient(null, [new Identity("bsuid", "VN.77")]) };

        var outcome = await WhatsAppBench.Send(vendor, hidden);

        Assert.That(outcome.Because!.Code, Is.EqualTo("whatsapp/no-number"));
        Assert.That(vendor.Requests, Is.Empty);
    }

    [TestCase(ConversationAction.MarkRead, """{"messaging_product":"whatsapp","status":"read","message_id":"wamid.IN"}""")]
    [TestCase(
        ConversationAction.Typing,
        """{"messaging_product":"whatsapp","status":"read","message_id":"wamid.IN","typing_indicator":{"type":"text"}}""")]
    public async Task Signs_refer_to_the_newest_message(ConversationAction action, string body)
    {
        await using var vendor = await FakeVendor.Start(200, """{"success":true}""");
        using var http = FakeVendor.Client();
        var actions = (IConversationActions)MetaBench.Connector("whatsapp", vendor.BaseAddress);
        var connection = MetaBench.Connection(http, new LogList());

        var done = await actions.Act(connection, WhatsAppBench.To, action, "wamid.IN", CancellationToken.None);
        var without = await actions.Act(connection, WhatsAppBench.To, action, null, CancellationToken.None);

        Assert.That(done, Is.TypeOf<Outcome.Accepted>());
        Assert.That(without, Is.TypeOf<Outcome.Rejected>());
        Assert.That(JsonNode.DeepEquals(JsonNode.Parse(vendor.Requests.Single().Text), JsonNode.Parse(body)));
    }

    private static MessageContent Choices(int count) => new()
    {
        Kind = MessageKind.Choices,
        Text = "Chọn màu",
        Choices = [.. Enumerable.Range(1, count).Select(number => new Choice($"c{number}", $"Màu {number}", "d"))],
    };

    private static async Task Sends(MessageContent content, string body)
    {
        await using var vendor = await WhatsAppBench.Vendor();

        Assert.That(await WhatsAppBench.Send(vendor, WhatsAppBench.Part(content)), Is.EqualTo(new Outcome.Accepted("wamid.SENT")));
        AssertBody(vendor, body);
    }

    private static void AssertBody(FakeVendor vendor, string rest)
    {
        var expected = JsonNode.Parse(rest)!.AsObject();
        expected["messaging_product"] = "whatsapp";
        expected["recipient_type"] = "individual";
        expected["to"] = "84901234567";
        expected["biz_opaque_callback_data"] = "correlation-1";
        var sent = vendor.Requests[^1].Text;
        Assert.That(JsonNode.DeepEquals(JsonNode.Parse(sent), expected), sent);
    }
}
