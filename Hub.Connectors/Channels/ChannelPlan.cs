using Hub.Connectors.Abstractions;

namespace Hub.Connectors.Channels;

/// <summary>What a draft becomes on a channel: what all refuse alike, and where they differ.</summary>
internal abstract class ChannelPlan(string platform, int textLength)
{
    public SendPlan Of(OutboundDraft draft)
    {
        if (draft.Contents.Count == 0)
            return No("contents", "There is nothing to send.", "Không có nội dung để gửi.");
        var refused = Refusal(draft) ?? draft.Contents.Select(Problem).FirstOrDefault(problem => problem is not null);
        return refused ?? new SendPlan([.. draft.Contents.SelectMany(Parts)]);
    }

    protected abstract int MostChoices { get; }

    /// <summary>What this channel does not do for a whole draft.</summary>
    protected abstract SendPlan? Refusal(OutboundDraft draft);

    /// <summary>Texts, files and choices are judged here; whatever else the channel can send, by the channel.</summary>
    protected virtual SendPlan? Other(MessageContent content) =>
        No("kind", $"{platform} cannot send this kind of message.", $"{platform} không gửi được loại tin nhắn này.");

    /// <summary>The choices' own ids and titles; their number and the text above them are fine.</summary>
    protected abstract SendPlan? Choices(IReadOnlyList<Choice> choices);

    protected abstract IEnumerable<MessageContent> Parts(MessageContent content);

    protected static SendPlan? File(MessageContent content) =>
        content.Media.Count == 0 ? No("media", "The file is missing.", "Thiếu tệp đính kèm.") : null;

    protected SendPlan? NoTag(OutboundDraft draft) => draft.Tag is null
        ? null
        : No("tag", $"{platform} has no message tags.", $"{platform} không có thẻ tin nhắn.");

    protected SendPlan? NoQuote(OutboundDraft draft) => draft.QuotedMessageKey is null
        ? null
        : No(
            "quotedMessageKey",
            $"A reply on {platform} cannot quote a message.",
            $"Câu trả lời trên {platform} không thể trích dẫn tin.");

    protected SendPlan? Only(OutboundDraft draft, params MessageKind[] kinds) =>
        draft.Contents.FirstOrDefault(content => !kinds.Contains(content.Kind)) is { } other ? Other(other) : null;

    protected static SendPlan? IdsAndTitles(IReadOnlyList<Choice> choices, int titleLength, int idLength = int.MaxValue) =>
        choices.Any(choice => Empty(choice.Id) || choice.Id.Length > idLength || Empty(choice.Title) || choice.Title.Length > titleLength)
            ? No(
                "choices",
                $"Every choice needs an id and a title of at most {titleLength} characters.",
                $"Mỗi lựa chọn cần có mã và tiêu đề dài tối đa {titleLength} ký tự.")
            : null;

    /// <summary>For channels without captions: the words go ahead of the files.</summary>
    protected static IEnumerable<MessageContent> WordsThenFiles(MessageContent content)
    {
        if (content.Media.Count == 0)
            return [content];
        return Empty(content.Text) ? Files(content) : Files(content).Prepend(MessageContent.OfText(content.Text!));
    }

    /// <summary>One message a file, without the words.</summary>
    protected static IEnumerable<MessageContent> Files(MessageContent content) =>
        content.Media.Select(file => content with { Media = [file], Text = null });

    protected static bool Empty(string? text) => string.IsNullOrWhiteSpace(text);

    protected static SendPlan No(string field, string en, string vi) => SendPlan.No(field, new LocalizedText(en, vi));

    private SendPlan? Problem(MessageContent content)
    {
        if (content.Text?.Length > textLength)
            return No("text", $"A text may have {textLength} characters.", $"Nội dung chỉ được dài tối đa {textLength} ký tự.");
        return content.Kind switch
        {
            MessageKind.Text => Empty(content.Text) ? No("text", "The text is empty.", "Nội dung đang trống.") : null,
            MessageKind.Image or MessageKind.Video or MessageKind.Audio or MessageKind.Voice or MessageKind.Document => File(content),
            MessageKind.Choices => ChoicesProblem(content),
            _ => Other(content),
        };
    }

    private SendPlan? ChoicesProblem(MessageContent content)
    {
        if (Empty(content.Text))
            return No("text", "Choices need a text above them.", "Các lựa chọn cần có một câu dẫn phía trên.");
        return content.Choices.Count > 0 && content.Choices.Count <= MostChoices
            ? Choices(content.Choices)
            : No("choices", $"{platform} takes 1 to {MostChoices} choices.", $"{platform} nhận từ 1 đến {MostChoices} lựa chọn.");
    }
}
