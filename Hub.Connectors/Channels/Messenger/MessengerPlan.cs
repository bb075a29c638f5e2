using Hub.Connectors.Abstractions;
using Hub.Connectors.Channels.Meta;

namespace Hub.Connectors.Channels.Messenger;

/// <summary>A Messenger message has a text or one attachment, so a caption goes ahead of its file.</summary>
internal sealed class MessengerPlan(int textLength, IReadOnlyCollection<string> tags) : ChannelPlan("Messenger", textLength)
{
    private const int TitleLength = 20;

    protected override int MostChoices => 13;

    protected override SendPlan? Refusal(OutboundDraft draft)
    {
        if (draft.Tag is not null && !tags.Contains(draft.Tag))
            return No("tag", "Messenger has no such message tag.", "Messenger không có thẻ tin nhắn này.");
        return NoQuote(draft);
    }

    protected override SendPlan? Choices(IReadOnlyList<Choice> choices) => IdsAndTitles(choices, TitleLength);

    protected override IEnumerable<MessageContent> Parts(MessageContent content) => WordsThenFiles(content);
}
