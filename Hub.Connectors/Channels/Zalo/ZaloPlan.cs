using Hub.Connectors.Abstractions;

namespace Hub.Connectors.Channels.Zalo;

/// <summary>A consultation message is a text, or a picture with or without one.</summary>
internal sealed class ZaloPlan(int textLength) : ChannelPlan("Zalo", textLength)
{
    protected override int MostChoices => 0;

    protected override SendPlan? Refusal(OutboundDraft draft) => NoTag(draft) ?? NoQuote(draft) ?? Only(draft, MessageKind.Text, MessageKind.Image);

    protected override SendPlan? Choices(IReadOnlyList<Choice> choices) => null;

    /// <summary>The words stay with the first picture.</summary>
    protected override IEnumerable<MessageContent> Parts(MessageContent content) => content.Media.Count == 0
        ? [content]
        : Files(content).Select((file, index) => index == 0 ? file with { Text = content.Text } : file);
}
