using Hub.Connectors.Abstractions;

namespace Hub.Connectors.Channels.TikTok;

/// <summary>
/// What a draft becomes on TikTok (page 1832184403754242). Nothing is cut, split or left out in silence: what does not fit is refused.
/// </summary>
internal static class TikTokPlan
{
    public const int MaxText = 6000;
    private const int MaxCardTitle = 40;
    private const int MaxButtons = 3;
    private const int MaxButtonTitle = 20;
    private const int MaxButtonId = 40;

    public static SendPlan Make(OutboundDraft draft, int maxText)
    {
        if (draft.Contents.Count == 0)
            return SendPlan.No("contents", new LocalizedText("There is nothing to send.", "Không có nội dung để gửi."));
        if (draft.Tag is not null)
            return SendPlan.No("tag", new LocalizedText("TikTok has no message tags.", "TikTok không có thẻ tin nhắn."));
        var parts = new List<MessageContent>();
        foreach (var content in draft.Contents)
        {
            if (Refuse(content, maxText) is { } refused)
                return new SendPlan([], refused);
            parts.AddRange(Split(content));
        }
        return draft.QuotedMessageKey is not null && parts.Exists(part => part.Kind != MessageKind.Text)
            ? SendPlan.No(
                "quotedMessageKey",
                new LocalizedText(
                    "On TikTok only a text can quote a message.",
                    "Trên TikTok, chỉ tin nhắn văn bản mới trích dẫn được tin nhắn khác."))
            : new SendPlan(parts);
    }

    public static SettingProblem? Refuse(MessageContent content, int maxText) =>
        content.Kind switch
        {
            MessageKind.Text => Text(content.Text, maxText, required: true),
            MessageKind.Image => Image(content) ?? Text(content.Text, maxText, required: false),
            MessageKind.SharedPost => Post(content) ?? Text(content.Text, maxText, required: false),
            MessageKind.Choices => Card(content),
            _ => No(
                "kind",
                "TikTok takes texts, images, own posts and buttons only.",
                "TikTok chỉ nhận văn bản, hình ảnh, bài đăng của chính tài khoản và nút bấm."),
        };

    // TikTok has no captions: a text beside a picture or post is a message of its own, after it.
    private static IEnumerable<MessageContent> Split(MessageContent content)
    {
        if (content.Kind is MessageKind.Text or MessageKind.Choices)
            return [content];
        IEnumerable<MessageContent> parts = content.Kind == MessageKind.Image
            ? content.Media.Select(media => new MessageContent { Kind = MessageKind.Image, Media = [media] })
            : [content with { Text = null }];
        return string.IsNullOrWhiteSpace(content.Text) ? parts : parts.Append(MessageContent.OfText(content.Text));
    }

    private static SettingProblem? Text(string? text, int maxText, bool required)
    {
        if (string.IsNullOrWhiteSpace(text))
            return required ? No("text", "The text is empty.", "Nội dung tin nhắn đang trống.") : null;
        return text.Length > maxText
            ? No(
                "text",
                $"TikTok takes at most {maxText} characters; this text has {text.Length}.",
                $"TikTok nhận tối đa {maxText} ký tự; nội dung này có {text.Length} ký tự.")
            : null;
    }

    private static SettingProblem? Image(MessageContent content)
    {
        if (content.Media.Count == 0)
            return No("media", "The image is missing.", "Thiếu hình ảnh.");
        return content.Media.Any(
            media => media.ContentType is { } type && type is not ("image/jpeg" or "image/png" or "image/jpg" or "image/*"))
            ? No("media", "TikTok takes JPG and PNG only.", "TikTok chỉ nhận ảnh JPG và PNG.")
            : null;
    }

    private static SettingProblem? Post(MessageContent content) =>
        string.IsNullOrEmpty(content.PostId) ? No("postId", "The post is missing.", "Thiếu bài đăng.") : null;

    private static SettingProblem? Card(MessageContent content)
    {
        if (content.Text is not { Length: > 0 and <= MaxCardTitle })
            return No(
                "text",
                $"The question above the buttons needs 1 to {MaxCardTitle} characters.",
                $"Câu hỏi phía trên các nút cần từ 1 đến {MaxCardTitle} ký tự.");
        if (content.Choices.Count is 0 or > MaxButtons)
            return No("choices", $"TikTok takes 1 to {MaxButtons} buttons.", $"TikTok nhận từ 1 đến {MaxButtons} nút.");
        if (content.Choices.Any(choice => choice.Title.Length is 0 or > MaxButtonTitle || choice.Id.Length is 0 or > MaxButtonId))
            return No(
                "choices",
                $"A button takes 1 to {MaxButtonTitle} characters, its id 1 to {MaxButtonId}.",
                $"Mỗi nút cần từ 1 đến {MaxButtonTitle} ký tự, mã của nút từ 1 đến {MaxButtonId} ký tự.");
        return content.Choices.Any(choice => choice.Description is not null)
            ? No("choices", "TikTok's buttons have no second line.", "Nút trên TikTok không có dòng mô tả.")
            : null;
    }

    private static SettingProblem No(string field, string en, string vi) => new(field, new LocalizedText(en, vi));
}
