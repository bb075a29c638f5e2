using Hub.Connectors.Abstractions;

namespace Hub.Connectors.Channels.WhatsApp;

/// <summary>What a draft becomes: a caption stays with its picture, film or file; with sounds and stickers it goes ahead of them.</summary>
internal sealed class WhatsAppPlan(int textLength)
{
    public SendPlan Of(OutboundDraft draft)
    {
        if (draft.Contents.Count == 0)
            return No("contents", "There is nothing to send.", "Không có nội dung để gửi.");
        if (draft.Tag is not null)
            return No(
                "tag",
                "WhatsApp has no message tags. Outside the window, send a template.",
                "WhatsApp không có thẻ tin nhắn. Ngoài khung giờ trả lời, hãy gửi tin nhắn mẫu.");
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
            MessageKind.Image or MessageKind.Video or MessageKind.Audio or MessageKind.Voice or MessageKind.Document
                or MessageKind.Sticker => content.Media.Count == 0 ? No("media", "The file is missing.", "Thiếu tệp đính kèm.") : null,
            MessageKind.Location => content.Location is null ? No("location", "The place is missing.", "Thiếu vị trí.") : null,
            MessageKind.Choices => ChoicesProblem(content),
            MessageKind.Template => Empty(content.Template?.Name) || Empty(content.Template?.Language)
                ? No("template", "The template needs a name and a language.", "Tin nhắn mẫu cần có tên và ngôn ngữ.")
                : null,
            _ => No("kind", "WhatsApp cannot send this kind of message.", "WhatsApp không gửi được loại tin nhắn này."),
        };
    }

    private static SendPlan? ChoicesProblem(MessageContent content)
    {
        if (Empty(content.Text))
            return No("text", "Choices need a text above them.", "Các lựa chọn cần có một câu dẫn phía trên.");
        if (content.Choices.Count is 0 or > WhatsAppOutbound.MostRows)
            return No(
                "choices",
                $"WhatsApp takes 1 to {WhatsAppOutbound.MostRows} choices.",
                $"WhatsApp nhận từ 1 đến {WhatsAppOutbound.MostRows} lựa chọn.");
        return content.Choices.Any(choice => Empty(choice.Id) || Empty(choice.Title))
            || content.Choices.DistinctBy(choice => choice.Id).Count() < content.Choices.Count
            ? No(
                "choices",
                "Every choice needs a title and an id of its own.",
                "Mỗi lựa chọn cần có tiêu đề và một mã riêng.")
            : null;
    }

    private static IEnumerable<MessageContent> Parts(MessageContent content)
    {
        if (content.Media.Count == 0)
            return [content];
        var caption = Empty(content.Text) ? null : content.Text;
        var files = content.Media.Select(file => content with { Media = [file], Text = null }).ToList();
        if (caption is null)
            return files;
        if (!TakesCaption(content.Kind))
            return [MessageContent.OfText(caption), .. files];
        files[0] = files[0] with { Text = caption };
        return files;
    }

    private static bool TakesCaption(MessageKind kind) => kind is MessageKind.Image or MessageKind.Video or MessageKind.Document;

    private static bool Empty(string? text) => string.IsNullOrWhiteSpace(text);

    private static SendPlan No(string field, string en, string vi) => SendPlan.No(field, new LocalizedText(en, vi));
}
