using Hub.Connectors.Abstractions;

namespace Hub.Connectors.Channels.Line;

/// <summary>LINE takes texts, choices below them, and pictures that lie at a public address; it takes no files.</summary>
internal sealed class LinePlan(int textLength) : ChannelPlan("LINE", textLength)
{
    private const int TitleLength = 20;

    protected override int MostChoices => 13;

    protected override SendPlan? Refusal(OutboundDraft draft)
    {
        if (draft.Tag is not null)
            return No("tag", "LINE has no message tags.", "LINE không có thẻ tin nhắn.");
        if (draft.QuotedMessageKey is not null)
            return No("quotedMessageKey", "A reply on LINE cannot quote a message.", "Câu trả lời trên LINE không thể trích dẫn tin.");
        return draft.Contents.Any(content => content.Kind is not MessageKind.Text and not MessageKind.Choices and not MessageKind.Image)
            ? Other(draft.Contents[0])
            : draft.Contents.SelectMany(content => content.Media).Any(media => !IsPublic(media))
                ? No(
                    "media",
                    "LINE takes a picture by its public https address only, not as a file.",
                    "LINE chỉ nhận hình ảnh qua địa chỉ https công khai, không nhận tệp.")
                : null;
    }

    protected override SendPlan? Choices(IReadOnlyList<Choice> choices) =>
        choices.Any(choice => Empty(choice.Id) || choice.Id.Length > LineChoices.DataLength || Empty(choice.Title) || choice.Title.Length > TitleLength)
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

    private static bool IsPublic(MediaRef media) => media.Url?.StartsWith("https://", StringComparison.OrdinalIgnoreCase) == true;
}
