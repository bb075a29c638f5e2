using System.Text.Json;
using Hub.Connectors.Abstractions;

namespace Hub.Connectors.Channels.TikTok;

/// <summary>What a message holds, from a webhook's content or from one entry of the message list.</summary>
internal static class TikTokContents
{
    /// <param name="type">In lower case; REST says <c>TEXT</c> where a webhook says <c>text</c>.</param>
    public static MessageContent Read(JsonElement message, string type, string messageKey, string? conversationKey)
    {
        if (message.Object("reply_source_payload")?.Text("reply_source_unique_id") is { } choice)
            return new MessageContent { Kind = MessageKind.Choice, Text = Body(message), ChoiceId = choice };
        return type switch
        {
            "text" when Body(message) is { } text => MessageContent.OfText(text),
            "image" or "video" when message.Object(type)?.Text("media_id") is { } id => new MessageContent
            {
                Kind = type == "image" ? MessageKind.Image : MessageKind.Video,
                Media = [new MediaRef(id, ContentType: type + "/*", MessageKey: messageKey, ConversationKey: conversationKey)],
            },
            "sticker" or "emoji" when message.Object(type)?.Text("url") is { } url =>
                new MessageContent { Kind = MessageKind.Sticker, Media = [new MediaRef(null, url, MessageKey: messageKey)] },
            "share_post" when message.Object(type) is { } post && (post.Text("video_id") ?? post.Text("item_id")) is { } postId =>
                new MessageContent { Kind = MessageKind.SharedPost, PostId = postId },
            "template" when message.Object(type) is { } template => Template(template),
            _ => new MessageContent { Kind = MessageKind.Unsupported, PlatformKind = type },
        };
    }

    private static string? Body(JsonElement message) => message.Object("text")?.Text("body");

    private static MessageContent Template(JsonElement template)
    {
        var card = template.Items("elements").FirstOrDefault();
        return new MessageContent
        {
            Kind = MessageKind.Choices,
            Text = card.Text("title"),
            Choices = [.. card.Items("buttons").Select(Button)],
            PlatformKind = template.Text("type"),
        };
    }

    private static Choice Button(JsonElement button)
    {
        var title = button.Text("text") ?? button.Text("title") ?? "";
        return new Choice(button.Text("id") ?? title, title);
    }
}
