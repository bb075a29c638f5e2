using Hub.Connectors.Abstractions;

namespace Hub.Connectors.Channels.Messenger;

/// <summary>What a draft becomes: a Messenger message has a text or one attachment, so a caption goes ahead of its file.</summary>
internal sealed class MessengerPlan(int textLength, IReadOnlyCollection<string> tags)
{
    private const int MostReplies = 13;
    private const int TitleLength = 20;

    public SendPlan Of(OutboundDraft draft)
    {
        if (draft.Contents.Count == 0)
            return No("contents", "There is nothing to send.", "Không có nội dung để gửi.");
        if (draft.Tag is not null && !tags.Contains(draft.Tag))
            return No("tag", "Messenger has no such message tag.", "Messenger không có thẻ tin nhắn này.");
        if (draft.QuotedMessageKey is not null)
            return No(
                "quotedMessageKey",
                "A reply on Messenger cannot quote a message.",
                "Câu trả lời trên Messenger không thể trích dẫn tin.");
        if (draft.Contents.Select(Problem).FirstOrDefault(problem => problem is not null) is { } refused)
            return refused;
        return new SendPlan([.. draft.Contents.SelectMany(Parts)]);
    }

    private SendPlan? Problem(MessageContent content)
    {
        if (content.Text?.Length > textLength)
            return No("text", $"A text may have {textLength} characters.", $"Nội dung chỉ được dài tối đa {textLength} ký tự.");
        return content.Kind switch
        {
            MessageKind.Text => Empty(content.Text) ? No("text", "The text is empty.", "Nội dung đang trống.") : null,
            MessageKind.Image or MessageKind.Video or MessageKind.Audio or MessageKind.Voice or MessageKind.Document =>
                content.Media.Count == 0 ? No("media", "The file is missing.", "Thiếu tệp đính kèm.") : null,
            MessageKind.Choices => ChoicesProblem(content),
            _ => No("kind", "Messenger cannot send this kind of message.", "Messenger không gửi được loại tin nhắn này."),
        };
    }

    private static SendPlan? ChoicesProblem(MessageContent content)
    {
        if (Empty(content.Text))
            return No("text", "Choices need a text above them.", "Các lựa chọn cần có một câu dẫn phía trên.");
        if (content.Choices.Count is 0 or > MostReplies)
            return No("choices", $"Messenger takes 1 to {MostReplies} choices.", $"Messenger nhận từ 1 đến {MostReplies} lựa chọn.");
        return content.Choices.Any(choice => Empty(choice.Id) || Empty(choice.Title) || choice.Title.Length > TitleLength)
            ? No(
                "choices",
                $"Every choice needs an id and a title of at most {TitleLength} characters.",
                $"Mỗi lựa chọn cần có mã và tiêu đề dài tối đa {TitleLength} ký tự.")
            : null;
    }

    private static IEnumerable<MessageContent> Parts(MessageContent content)
    {
        if (content.Media.Count == 0)
            return [content];
        var files = content.Media.Select(file => content with { Media = [file], Text = null });
        return Empty(content.Text) ? files : files.Prepend(MessageContent.OfText(content.Text!));
    }

    private static bool Empty(string? text) => string.IsNullOrWhiteSpace(text);

    private static SendPlan No(string field, string en, string vi) => SendPlan.No(field, new LocalizedText(en, vi));
}
