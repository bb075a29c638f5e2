using System.Text.Json;
using Hub.Connectors.Abstractions;

namespace Hub.Connectors.Channels.Zalo;

/// <summary>What a message holds: a text, and attachments of one kind.</summary>
internal static class ZaloContent
{
    public static MessageContent Of(string eventName, JsonElement message)
    {
        var text = message.Text("text");
        var attachments = message.Items("attachments").ToList();
        return attachments.Count == 0
            ? Bare(eventName, text)
            : attachments[0].Text("type") switch
            {
                "image" or "gif" => Files(MessageKind.Image, text, attachments),
                "video" => Files(MessageKind.Video, text, attachments),
                "audio" => Files(MessageKind.Audio, text, attachments),
                "file" => Files(MessageKind.Document, text, attachments),
                "sticker" => Files(MessageKind.Sticker, text, attachments),
                "location" => Place(attachments[0].Child("payload").Child("coordinates"), text),
                "link" => Link(attachments[0].Child("payload"), text),
                var other => Unsupported(other ?? eventName, text),
            };
    }

    private static MessageContent Bare(string eventName, string? text) =>
        text is null ? Unsupported(eventName, null) : MessageContent.OfText(text);

    private static MessageContent Files(MessageKind kind, string? text, List<JsonElement> attachments) => new()
    {
        Kind = kind,
        Text = string.IsNullOrEmpty(text) ? null : text,
        Media = [.. attachments.Select(attachment => attachment.Child("payload")).Where(payload => payload.Text("url") is { Length: > 0 })
            .Select(payload => new MediaRef(null, payload.Text("url"), FileName: payload.Text("name")))],
    };

    // The address is what was sent; the rest is a preview of it.
    private static MessageContent Link(JsonElement payload, string? text)
    {
        var url = payload.Text("url");
        return MessageContent.OfText(
            string.IsNullOrEmpty(text) ? url ?? "" : url is null || text.Contains(url, StringComparison.Ordinal) ? text : $"{text}\n{url}");
    }

    private static MessageContent Place(JsonElement at, string? text) =>
        (at.Coordinate("latitude") ?? at.Coordinate("lat")) is { } latitude && (at.Coordinate("longitude") ?? at.Coordinate("long")) is { } longitude
            ? new MessageContent { Kind = MessageKind.Location, Location = new Location(latitude, longitude) }
            : Unsupported("location", text);

    private static MessageContent Unsupported(string kind, string? text) =>
        new() { Kind = MessageKind.Unsupported, PlatformKind = kind, Text = string.IsNullOrEmpty(text) ? null : text };
}
