using Hub.Connectors.Abstractions;
using Hub.Tests.Connectors.Channels.Meta;
using Hub.Tests.Support;

namespace Hub.Tests.Connectors.Channels.WhatsApp;

public sealed class WhatsAppPlanTests
{
    private static readonly MediaRef File = new(null, FileName: "f");

    [Test]
    public void A_caption_stays_with_its_first_picture()
    {
        var plan = Plan(new MessageContent { Kind = MessageKind.Image, Text = "hai mẫu", Media = [File, File] });

        Assert.That(
            plan.Parts.Select(part => (part.Kind, part.Text, part.Media.Count)),
            Is.EqualTo(new[] { (MessageKind.Image, "hai mẫu", 1), (MessageKind.Image, null, 1) }));
    }

    [TestCase(MessageKind.Audio)]
    [TestCase(MessageKind.Voice)]
    [TestCase(MessageKind.Sticker)]
    public void What_takes_no_caption_follows_its_text(MessageKind kind)
    {
        var plan = Plan(new MessageContent { Kind = kind, Text = "nghe nhé", Media = [File] });

        Assert.That(
            plan.Parts.Select(part => (part.Kind, part.Text)), Is.EqualTo(new[] { (MessageKind.Text, "nghe nhé"), (kind, (string?)null) }));
    }

    [Test]
    public void Several_contents_keep_their_order()
    {
        var picture = new MessageContent { Kind = MessageKind.Image, Media = [File] };

        var plan = Plan(MessageContent.OfText("một"), picture, MessageContent.OfText("hai"));

        Assert.That(
            plan.Parts.Select(part => part.Kind), Is.EqualTo(new[] { MessageKind.Text, MessageKind.Image, MessageKind.Text }));
    }

    [TestCaseSource(nameof(Impossible))]
    public void What_cannot_be_sent_is_refused_by_field(string field, MessageContent content)
    {
        var plan = Plan(content);

        Assert.That(plan.Refused!.Field, Is.EqualTo(field));
        Assert.That(plan.Parts, Is.Empty);
    }

    [Test]
    public void A_tag_or_nothing_is_refused()
    {
        Assert.That(Plan().Refused!.Field, Is.EqualTo("contents"));
        Assert.That(Of(new OutboundDraft([MessageContent.OfText("x")], Tag: "HUMAN_AGENT")).Refused!.Field, Is.EqualTo("tag"));
    }

    [Test]
    public void The_longest_text_passes()
    {
        Assert.That(Plan(MessageContent.OfText(new string('x', 4096))).Refused, Is.Null);
    }

    private static IEnumerable<TestCaseData> Impossible()
    {
        var many = Enumerable.Range(0, 11).Select(number => new Choice($"{number}", "t")).ToList();
        (string Field, MessageContent Content)[] cases =
        [
            ("text", MessageContent.OfText("  ")),
            ("text", MessageContent.OfText(new string('x', 4097))),
            ("media", new MessageContent { Kind = MessageKind.Image }),
            ("location", new MessageContent { Kind = MessageKind.Location }),
            ("template", new MessageContent { Kind = MessageKind.Template }),
            ("template", new MessageContent { Kind = MessageKind.Template, Template = new TemplateRef("n", "", []) }),
            ("text", new MessageContent { Kind = MessageKind.Choices, Choices = many[..2] }),
            ("choices", new MessageContent { Kind = MessageKind.Choices, Text = "x" }),
            ("choices", new MessageContent { Kind = MessageKind.Choices, Text = "x", Choices = many }),
            ("choices", new MessageContent { Kind = MessageKind.Choices, Text = "x", Choices = [many[0], many[0]] }),
            ("choices", new MessageContent { Kind = MessageKind.Choices, Text = "x", Choices = [new Choice("1", "")] }),
            ("kind", new MessageContent { Kind = MessageKind.Order }),
            ("kind", new MessageContent { Kind = MessageKind.SharedPost }),
        ];
        return cases.Select((impossible, at) => new TestCaseData(impossible.Field, impossible.Content)
            .SetArgDisplayNames(impossible.Field, $"{impossible.Content.Kind} {at}"));
    }

    private static SendPlan Plan(params MessageContent[] contents) => Of(new OutboundDraft(contents));

    private static SendPlan Of(OutboundDraft draft)
    {
        using var http = FakeVendor.Client();
        return ((ISend)MetaBench.Connector("whatsapp")).Plan(MetaBench.Connection(http, new LogList()), draft);
    }
}
