using Hub.Connectors.Abstractions;
using Hub.Connectors.Channels.Meta;

namespace Hub.Connectors.Channels.WhatsApp;

/// <summary>A caption stays with its picture, film or file; with sounds and stickers it goes ahead of them.</summary>
internal sealed class WhatsAppPlan(int textLength) : ChannelPlan("WhatsApp", textLength)
{
    protected override int MostChoices => WhatsAppOutbound.MostRows;

    protected override SendPlan? Refusal(OutboundDraft draft) => draft.Tag is null
        ? null
        : No(
            "tag",
            "WhatsApp has no message tags. Outside the window, send a template.",
            "WhatsApp không có thẻ tin nhắn. Ngoài khung giờ trả lời, hãy gửi tin nhắn mẫu.");

    protected override SendPlan? Other(MessageContent content) => content.Kind switch
    {
        MessageKind.Sticker => File(content),
        MessageKind.Location => content.Location is null ? No("location", "The place is missing.", "Thiếu vị trí.") : null,
        MessageKind.Template => Empty(content.Template?.Name) || Empty(content.Template?.Language)
            ? No("template", "The template needs a name and a language.", "Tin nhắn mẫu cần có tên và ngôn ngữ.")
            : null,
        _ => base.Other(content),
    };

    protected override SendPlan? Choices(IReadOnlyList<Choice> choices) =>
        choices.Any(choice => Empty(choice.Id) || Empty(choice.Title)) || choices.DistinctBy(choice => choice.Id).Count() < choices.Count
            ? No("choices", "Every choice needs a title and an id of its own.", "Mỗi lựa chọn cần có tiêu đề và một mã riêng.")
            : null;

    protected override IEnumerable<MessageContent> Parts(MessageContent content)
    {
        if (content.Media.Count == 0)
            return [content];
        var files = Files(content).ToList();
        if (Empty(content.Text))
            return files;
        if (content.Kind is not (MessageKind.Image or MessageKind.Video or MessageKind.Document))
            return files.Prepend(MessageContent.OfText(content.Text!));
        files[0] = files[0] with { Text = content.Text };
        return files;
    }
}
