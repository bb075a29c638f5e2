using Hub.Connectors.Abstractions;
using Hub.Tests.Connectors.Channels.Meta;
using Hub.Tests.Support;

namespace Hub.Tests.Connectors.Channels.Messenger;

public sealed class MessengerPlanTests
{
    [Test]
    public void A_caption_goes_ahead_of_its_files()
    {
        var plan = Of(new OutboundDraft(
            [new MessageContent { Kind = MessageKind.Image, Text = "hai mẫu", Media = [new MediaRef(null), new MediaRef(null)] }]));

        Assert.That(
            plan.Parts.Select(part => (part.Kind, part.Text, part.Media.Count)),
            Is.EqualTo(new[] { (MessageKind.Text, "hai mẫu", 0), (MessageKind.Image, null, 1), (MessageKind.Image, null, 1) }));
    }

    [TestCaseSource(nameof(Impossible))]
    public void What_cannot_be_sent_is_refused_by_field(string field, OutboundDraft draft)
    {
        Assert.That(Of(draft).Refused!.Field, Is.EqualTo(field));
    }

    [Test]
    public void A_tag_of_the_manifest_passes()
    {
        Assert.That(Of(new OutboundDraft([MessageContent.OfText(new string('x', 2000))], Tag: "HUMAN_AGENT")).Refused, Is.Null);
    }

    private static IEnumerable<TestCaseData> Impossible()
    {
        var text = MessageContent.OfText("x");
        (string Name, string Field, OutboundDraft Draft)[] cases =
        [
            ("nothing", "contents", new OutboundDraft([])),
            ("other tag", "tag", new OutboundDraft([text], Tag: "ACCOUNT_UPDATE")),
            ("quote", "quotedMessageKey", new OutboundDraft([text], QuotedMessageKey: "m")),
            ("long text", "text", new OutboundDraft([MessageContent.OfText(new string('x', 2001))])),
            ("no file", "media", new OutboundDraft([new MessageContent { Kind = MessageKind.Video }])),
            ("template", "kind", new OutboundDraft([new MessageContent { Kind = MessageKind.Template }])),
            ("location", "kind", new OutboundDraft([new MessageContent { Kind = MessageKind.Location }])),
            ("no choices", "choices", new OutboundDraft([Choices(0, "t")])),
            ("14 choices", "choices", new OutboundDraft([Choices(14, "t")])),
            ("long title", "choices", new OutboundDraft([Choices(1, new string('t', 21))])),
            ("second content wrong", "text", new OutboundDraft([text, MessageContent.OfText("")])),
        ];
        return cases.Select(impossible => new TestCaseData(impossible.Field, impossible.Draft).SetArgDisplayNames(impossible.Name));
    }

    private static MessageContent Choices(int count, string title) => new()
    {
        Kind = MessageKind.Choices,
        Text = "x",
        Choices = [.. Enumerable.Range(0, count).Select(number => new Choice($"{number}", title))],
    };

    private static SendPlan Of(OutboundDraft draft)
    {
        using var http = FakeVendor.Client();
        return ((ISend)MetaBench.Connector("messenger")).Plan(MetaBench.Connection(http, new LogList()), draft);
    }
}
