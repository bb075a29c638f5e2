using System.Text.Json;
using Hub.Connectors.Abstractions;

namespace Hub.Connectors.Channels.Line;

/// <summary>What a message from a person holds, by <c>message.type</c>.</summary>
internal static class LineContent
{
    public static MessageContent Of(JsonElement message, string id) => message.Text("type") switch
    {
        "text" => MessageContent.OfText(message.Text("text") ?? ""),
        "image" => File(MessageKind.Image, message, id),
        "video" => File(MessageKind.Video, message, id),
        "audio" => File(MessageKind.Audio, message, id),
        "file" => File(MessageKind.Document, message, id),
        "sticker" => new MessageContent { Kind = MessageKind.Sticker, Text = message.Text("text") }, // LINE hands out no picture of it
        "location" => Place(message),
        var other => new MessageContent { Kind = MessageKind.Unsupported, PlatformKind = other ?? "message" },
    };

    // What an app inside LINE sent lies elsewhere; everything else is asked for by the message's id.
    private static MessageContent File(MessageKind kind, JsonElement message, string id)
    {
        var provider = message.Child("contentProvider");
        var media = provider.Text("type") == "external"
            ? new MediaRef(null, provider.Text("originalContentUrl"), MessageKey: id)
            : new MediaRef(id, FileName: message.Text("fileName"), MessageKey: id);
        return new MessageContent { Kind = kind, Media = [media] };
    }

    private static MessageContent Place(JsonElement message) =>
        message.Coordinate("latitude") is { } latitude && message.Coordinate("longitude") is { } longitude
            ? new MessageContent
            {
                Kind = MessageKind.Location,
                Location = new Location(latitude, longitude, message.Text("title"), message.Text("address")),
            }
            : new MessageContent { Kind = MessageKind.Unsupported, PlatformKind = "location" };
}
