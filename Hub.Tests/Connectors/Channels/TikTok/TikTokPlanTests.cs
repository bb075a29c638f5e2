using Hub.Connectors.Abstractions;

namespace Hub.Tests.Connectors.Channels.TikTok;

public sealed class TikTokPlanTests
{
    private static readonly MediaRef Picture = new(null, "hub:1", "image/png");

    [Test]
    public void A_text_is_one_message() =>
        Assert.That(Plan(MessageContent.OfText("chào")).Parts.Single().Text, Is.EqualTo("chào"));

    [Test]
    public void A_picture_with_a_text_is_two_messages_picture_first()
    {
        var plan = Plan(new MessageContent { Kind = MessageKind.Image, Text = "đây ạ", Media = [Picture] });

        Assert.That(plan.Parts.Select(part => part.Kind), Is.EqualTo(new[] { MessageKind.Image, MessageKind.Text }));
        Assert.That(plan.Parts[0].Text, Is.Null);
        Assert.That(plan.Parts[1].Text, Is.EqualTo("đây ạ"));
    }

    [Test]
    public void Two_pictures_are_two_messages() =>
        Assert.That(Plan(new MessageContent { Kind = MessageKind.Image, Media = [Picture, Picture] }).Parts, Has.Count.EqualTo(2));

    [TestCase(6000, null)]
    [TestCase(6001, "text")]
    public void A_text_that_is_too_long_is_refused_not_split(int length, string? field) =>
        Assert.That(Plan(MessageContent.OfText(new string('x', length))).Refused?.Field, Is.EqualTo(field));

    [TestCaseSource(nameof(Refusals))]
    public void What_TikTok_cannot_carry_is_refused_by_field(MessageContent content, string field)
    {
        var plan = Plan(content);

        Assert.That(plan.Refused?.Field, Is.EqualTo(field));
        Assert.That(plan.Parts, Is.Empty);
        Assert.That(plan.Refused!.Message.Vi, Is.Not.EqualTo(plan.Refused.Message.En));
    }

    [Test]
    public void Only_a_text_can_quote()
    {
        var picture = new MessageContent { Kind = MessageKind.Image, Media = [Picture] };

        Assert.That(Plan(new OutboundDraft([MessageContent.OfText("x")], "m")).Parts, Has.Count.EqualTo(1));
        Assert.That(Plan(new OutboundDraft([picture], "m")).Refused?.Field, Is.EqualTo("quotedMessageKey"));
    }

    [Test]
    public void A_tag_or_an_empty_draft_is_refused()
    {
        Assert.That(Plan(new OutboundDraft([MessageContent.OfText("x")], Tag: "HUMAN_AGENT")).Refused?.Field, Is.EqualTo("tag"));
        Assert.That(Plan(new OutboundDraft([])).Refused?.Field, Is.EqualTo("contents"));
    }

    private static IEnumerable<TestCaseData> Refusals()
    {
        var choice = new Choice("opt", "S");
        yield return new TestCaseData(MessageContent.OfText("  "), "text").SetName("Refused: blank text");
        yield return new TestCaseData(new MessageContent { Kind = MessageKind.Image }, "media").SetName("Refused: no picture");
        yield return new TestCaseData(
            new MessageContent { Kind = MessageKind.Image, Media = [new MediaRef("1", ContentType: "image/webp")] }, "media")
            .SetName("Refused: WebP");
        yield return new TestCaseData(new MessageContent { Kind = MessageKind.SharedPost }, "postId").SetName("Refused: no post");
        yield return new TestCaseData(new MessageContent { Kind = MessageKind.Video, Media = [Picture] }, "kind").SetName("Refused: video");
        yield return new TestCaseData(Card("", choice), "text").SetName("Refused: card without question");
        yield return new TestCaseData(Card(new string('x', 41), choice), "text").SetName("Refused: question too long");
        yield return new TestCaseData(Card("?"), "choices").SetName("Refused: no buttons");
        yield return new TestCaseData(Card("?", choice, choice, choice, choice), "choices").SetName("Refused: four buttons");
        yield return new TestCaseData(Card("?", new Choice("o", new string('x', 21))), "choices").SetName("Refused: button title too long");
        yield return new TestCaseData(Card("?", new Choice(new string('x', 41), "S")), "choices").SetName("Refused: button id too long");
        yield return new TestCaseData(Card("?", new Choice("o", "S", "small")), "choices").SetName("Refused: second line");
    }

    private static MessageContent Card(string question, params Choice[] choices) =>
        new() { Kind = MessageKind.Choices, Text = question, Choices = choices };

    private static SendPlan Plan(MessageContent content) => Plan(new OutboundDraft([content]));

    private static SendPlan Plan(OutboundDraft draft) => TikTokLab.Connector().Plan(TikTokLab.Connection(), draft);
}
