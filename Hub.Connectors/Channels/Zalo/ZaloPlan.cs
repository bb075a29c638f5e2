using Hub.Connectors.Abstractions;

namespace Hub.Connectors.Channels.Zalo;

/// <summary>A consultation message is a text, or a picture with or without one.</summary>
internal sealed class ZaloPlan(int textLength) : ChannelPlan("Zalo", textLength)
{
    protected override int MostChoices => 0;

    protected override SendPlan? Refusal(OutboundDraft draft)
    {
        if (draft.Tag is not null)
            return No("tag", "Zalo has no message tags.", "Zalo không có thẻ tin nhắn.");
        if (draft.QuotedMessageKey is not null)
            return No("quotedMessageKey", "A reply on Zalo cannot quote a message.", "Câu trả lời trên Zalo không thể trích dẫn tin.");
        return draft.Contents.FirstOrDefault(content => content.Kind is not MessageKind.Text and not MessageKind.Image) is { } other
            ? Other(other)
            : null;
    }

    protected override SendPlan? Choices(IReadOnlyList<Choice> choices) => null;

    /// <summary>The words stay with the first picture.</summary>
    protected override IEnumerable<MessageContent> Parts(MessageContent content) => content.Media.Count == 0
        ? [content]
        : Files(content).Select((file, index) => index == 0 ? file with { Text = content.Text } : file);
}
