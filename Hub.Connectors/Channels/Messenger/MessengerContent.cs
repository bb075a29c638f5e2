using System.Text.Json;
using Hub.Connectors.Abstractions;
using Hub.Connectors.Channels.Meta;

namespace Hub.Connectors.Channels.Messenger;

/// <summary>What a Messenger message holds. Attachments of one message share its kind: the kind of the first.</summary>
internal static class MessengerContent
{
    public static MessageContent Of(JsonElement message, string messageKey)
    {
        var text = message.Text("text");
        if (message.Child("quick_reply").Text("payload") is { } payload)
            return Chosen(payload, text);
        var attachments = Distinct([.. message.Items("attachments")]);
        return attachments is [var first, ..] && KindOf(first) is { } kind
            ? Attached(kind, text, attachments, messageKey)
            : PlainOrUnsupported(text, attachments);
    }

    /// <summary>The same of a message as the list of a conversation has it.</summary>
    public static MessageContent Read(JsonElement message, string messageKey)
    {
        var text = message.Text("message") is { Length: > 0 } words ? words : null;
        var files = message.Child("attachments").Items("data").Where(one => ListedUrl(one) is not null).ToList(); // a template or the preview of a link has none
        return files is [var first, ..]
            ? new MessageContent
            {
                Kind = ListedKind(first),
                Text = text,
                Media = [.. files.Select(ListedUrl).OfType<string>().Select(url => new MediaRef(null, url, MessageKey: messageKey))],
            }
            : text is not null ? MessageContent.OfText(text) : new MessageContent { Kind = MessageKind.Unsupported, PlatformKind = "message" };
    }

    public static MessageContent Chosen(string? id, string? title) =>
        new() { Kind = MessageKind.Choice, ChoiceId = id, Text = title };

    // Until 30 August 2026 a sticker came as a sticker and as an image beside it; a message with a sticker has no other image.
    private static List<JsonElement> Distinct(List<JsonElement> attachments) =>
        attachments.Any(attachment => attachment.Text("type") == "sticker")
            ? [.. attachments.Where(attachment => attachment.Text("type") != "image")]
            : attachments;

    private static MessageKind? KindOf(JsonElement attachment) => attachment.Text("type") switch
    {
        "image" when attachment.Child("payload").Text("sticker_id") is not null => MessageKind.Sticker,
        "image" => MessageKind.Image,
        "video" => MessageKind.Video,
        "audio" => MessageKind.Audio,
        "file" => MessageKind.Document,
        "sticker" => MessageKind.Sticker,
        "reel" or "ig_reel" or "post" or "ig_post" or "share" => MessageKind.SharedPost,
        _ => null,
    };

    private static MessageKind ListedKind(JsonElement attachment) =>
        attachment.Child("image_data").Exists() ? MessageKind.Image
        : attachment.Child("video_data").Exists() ? MessageKind.Video
        : attachment.Text("mime_type")?.Split('/')[0] switch
        {
            "image" => MessageKind.Image,
            "video" => MessageKind.Video,
            "audio" => MessageKind.Audio,
            _ => MessageKind.Document,
        };

    private static string? ListedUrl(JsonElement attachment) =>
        attachment.Child("image_data").Text("url") ?? attachment.Child("video_data").Text("url") ?? attachment.Text("file_url");

    private static MessageContent Attached(
        MessageKind kind, string? text, List<JsonElement> attachments, string messageKey)
    {
        var first = attachments[0].Child("payload");
        return new MessageContent
        {
            Kind = kind,
            Text = text ?? (kind == MessageKind.SharedPost ? first.Text("title") : null),
            Media = [.. attachments.Select(attachment => attachment.Child("payload").Text("url")).OfType<string>()
                .Select(url => new MediaRef(null, url, MessageKey: messageKey))],
            PostId = kind == MessageKind.SharedPost ? first.Text("id") : null,
        };
    }

    // A fallback beside a text is the preview of a link in it.
    private static MessageContent PlainOrUnsupported(string? text, List<JsonElement> attachments) => text is not null
        ? MessageContent.OfText(text)
        : new MessageContent
        {
            Kind = MessageKind.Unsupported,
            PlatformKind = attachments is [var first, ..] ? first.Text("type") : "message",
            Text = attachments is [var shown, ..] ? shown.Text("title") ?? shown.Child("payload").Text("title") : null,
        };
}
