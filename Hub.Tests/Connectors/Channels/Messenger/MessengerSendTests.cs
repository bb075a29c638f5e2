using System.Text.Json.Nodes;
using Hub.Connectors.Abstractions;
using Hub.Tests.Connectors.Channels.Meta;
using Hub.Tests.Support;

namespace Hub.Tests.Connectors.Channels.Messenger;

public sealed class MessengerSendTests
{
    [Test]
    public async Task An_answer_inside_the_window_is_a_response()
    {
        await Sends(MessengerBench.Part(MessageContent.OfText("Dạ còn ạ 🙂")), """
            {"recipient":{"id":"7711223344556677"},"messaging_type":"RESPONSE",
            "message":{"text":"Dạ còn ạ 🙂","metadata":"correlation-1"}}
            """);
    }

    [Test]
    public async Task A_tag_answers_outside_the_window()
    {
        await Sends(MessengerBench.Part(MessageContent.OfText("x")) with { Tag = "HUMAN_AGENT" }, """
            {"recipient":{"id":"7711223344556677"},"messaging_type":"MESSAGE_TAG","tag":"HUMAN_AGENT",
            "message":{"text":"x","metadata":"correlation-1"}}
            """);
    }

    [Test]
    public async Task Choices_are_quick_replies()
    {
        var content = new MessageContent
        {
            Kind = MessageKind.Choices,
            Text = "Chọn màu",
            Choices = [new Choice("RED", "Đỏ", "ignored"), new Choice("BLUE", "Xanh")],
        };

        await Sends(MessengerBench.Part(content), """
            {"recipient":{"id":"7711223344556677"},"messaging_type":"RESPONSE","message":{"text":"Chọn màu","quick_replies":[
            {"content_type":"text","title":"Đỏ","payload":"RED"},{"content_type":"text","title":"Xanh","payload":"BLUE"}],
            "metadata":"correlation-1"}}
            """);
    }

    [Test]
    public async Task A_file_with_an_address_is_sent_by_it()
    {
        var content = new MessageContent { Kind = MessageKind.Image, Media = [new MediaRef(null, "https://example.com/a.jpg")] };

        await Sends(MessengerBench.Part(content), """
            {"recipient":{"id":"7711223344556677"},"messaging_type":"RESPONSE","message":{"attachment":{"type":"image",
            "payload":{"url":"https://example.com/a.jpg"}},"metadata":"correlation-1"}}
            """);
    }

    [TestCase(MessageKind.Image, "image")]
    [TestCase(MessageKind.Video, "video")]
    [TestCase(MessageKind.Voice, "audio")]
    [TestCase(MessageKind.Document, "file")]
    public async Task A_file_goes_along_as_a_form(MessageKind kind, string type)
    {
        await using var vendor = await MessengerBench.Vendor();
        var file = new OutboundMedia("image/jpeg", "a.jpg", new byte[] { 1, 2, 3 });
        var part = MessengerBench.Part(new MessageContent { Kind = kind, Media = [new MediaRef(null)] }, file) with { Tag = "HUMAN_AGENT" };

        Assert.That(await MessengerBench.Send(vendor, part), Is.EqualTo(new Outcome.Accepted("m_sent_1")));

        var form = vendor.Requests.Single().Text;
        Assert.That(form, Does.Contain("\"attachment\":{\"type\":\"" + type + "\",\"payload\":{\"is_reusable\":false}}"));
        Assert.That(form, Does.Contain("MESSAGE_TAG").And.Contain("HUMAN_AGENT").And.Contain("\"metadata\":\"correlation-1\""));
    }

    [Test]
    public async Task Without_a_person_or_a_file_nothing_is_sent()
    {
        await using var vendor = await MessengerBench.Vendor();
        var part = MessengerBench.Part(MessageContent.OfText("x")) with { To = new Recipient(null, []) };
        var image = MessengerBench.Part(new MessageContent { Kind = MessageKind.Image, Media = [new MediaRef(null)] });

        Assert.That((await MessengerBench.Send(vendor, part)).Because!.Code, Is.EqualTo("messenger/no-person"));
        Assert.That((await MessengerBench.Send(vendor, image)).Because!.Code, Is.EqualTo("messenger/no-file"));
        Assert.That(vendor.Requests, Is.Empty);
    }

    [TestCase(ConversationAction.Typing, "typing_on")]
    [TestCase(ConversationAction.MarkRead, "mark_seen")]
    public async Task Signs_are_sender_actions(ConversationAction action, string sign)
    {
        await using var vendor = await MessengerBench.Vendor();
        using var http = FakeVendor.Client();
        var actions = (IConversationActions)MetaBench.Connector("messenger", vendor.BaseAddress);

        var done = await actions.Act(
            MetaBench.Connection(http, new LogList()), MessengerBench.To, action, null, CancellationToken.None);

        Assert.That(done, Is.TypeOf<Outcome.Accepted>());
        AssertBody(vendor, $$"""{"recipient":{"id":"7711223344556677"},"sender_action":"{{sign}}"}""");
    }

    private static async Task Sends(OutboundPart part, string body)
    {
        await using var vendor = await MessengerBench.Vendor();

        Assert.That(await MessengerBench.Send(vendor, part), Is.EqualTo(new Outcome.Accepted("m_sent_1")));
        AssertBody(vendor, body);
    }

    private static void AssertBody(FakeVendor vendor, string expected)
    {
        var sent = vendor.Requests.Single().Text;
        Assert.That(JsonNode.DeepEquals(JsonNode.Parse(sent), JsonNode.Parse(expected)), sent);
    }
}
