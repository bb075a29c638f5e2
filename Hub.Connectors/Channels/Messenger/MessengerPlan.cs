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
        return draft.QuotedMessageKey is null
            ? null
            : No(
                "quotedMessageKey",
                "A reply on Messenger cannot quote a message.",
                "Câu trả lời trên Messenger không thể trích dẫn tin.");
    }

    protected override SendPlan? Choices(IReadOnlyList<Choice> choices) =>
        choices.Any(choice => Empty(choice.Id) || Empty(choice.Title) || choice.Title.Length > TitleLength)
            ? No(
                "choices",
                $"Every choice needs an id and a title of at most {TitleLength} characters.",
                $"Mỗi lựa chọn cần có mã và tiêu đề dài tối đa {TitleLength} ký tự.")
            : null;

    protected override IEnumerable<MessageContent> Parts(MessageContent content)
    {
        if (content.Media.Count == 0)
            return [content];
        return Empty(content.Text) ? Files(content) : Files(content).Prepend(MessageContent.OfText(content.Text!));
    }
}
