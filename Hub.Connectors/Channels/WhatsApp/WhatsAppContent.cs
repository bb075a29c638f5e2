using System.Text.Json;
using Hub.Connectors.Abstractions;
using Hub.Connectors.Channels.Meta;

namespace Hub.Connectors.Channels.WhatsApp;

/// <summary>What a message holds, by its type. A type that is not known here leaves a placeholder in the thread.</summary>
internal static class WhatsAppContent
{
    /// <param name="message">Has <c>type</c> and a member of that name.</param>
    public static MessageContent Of(JsonElement message, string messageKey)
    {
        var type = message.Text("type") ?? "";
        var body = message.Child(type);
        return type switch
        {
            "text" => MessageContent.OfText(body.Text("body") ?? ""),
            "image" => Media(MessageKind.Image, body, messageKey),
            "video" => Media(MessageKind.Video, body, messageKey),
            "document" => Media(MessageKind.Document, body, messageKey),
            "sticker" => Media(MessageKind.Sticker, body, messageKey),
            "audio" => Media(body.Flag("voice") ? MessageKind.Voice : MessageKind.Audio, body, messageKey),
            "location" => Place(body),
            "contacts" => new MessageContent { Kind = MessageKind.Contacts, Contacts = [.. message.Items("contacts").Select(Card)] },
            "button" => Chosen(body.Text("payload"), body.Text("text")),
            "interactive" => WhatsAppReply.Of(body),
            "order" => Cart(body),
            "system" => new MessageContent { Kind = MessageKind.System, Text = body.Text("body"), PlatformKind = body.Text("type") },
            _ => Unsupported(type),
        };
    }

    public static MessageContent Chosen(string? id, string? title) =>
        new() { Kind = MessageKind.Choice, ChoiceId = id, Text = title };

    public static MessageContent Unsupported(string type) => new() { Kind = MessageKind.Unsupported, PlatformKind = type };

    private static MessageContent Media(MessageKind kind, JsonElement body, string messageKey) => new()
    {
        Kind = kind,
        Text = body.Text("caption"),
        Media = [new MediaRef(body.Text("id"), body.Text("url"), body.Text("mime_type"), body.Text("filename"), messageKey)],
    };

    private static MessageContent Place(JsonElement body) =>
        body.Coordinate("latitude") is { } latitude && body.Coordinate("longitude") is { } longitude
            ? new MessageContent
            {
                Kind = MessageKind.Location,
                Location = new Location(latitude, longitude, body.Text("name"), body.Text("address")),
            }
            : Unsupported("location");

    private static SharedContact Card(JsonElement card) => new(
        card.Child("name").Text("formatted_name"),
        [.. card.Items("phones").Select(phone => phone.Text("phone") ?? phone.Text("wa_id")).OfType<string>()],
        [.. card.Items("emails").Select(email => email.Text("email")).OfType<string>()]);

    private static MessageContent Cart(JsonElement body)
    {
        var items = body.Items("product_items").ToList();
        var note = body.Text("text") is { Length: > 0 } text ? text : null;
        return new MessageContent
        {
            Kind = MessageKind.Order,
            Text = note,
            Order = new ChatOrder(
                body.Text("catalog_id"),
                [.. items.Select(Line)],
                items.Select(item => item.Text("currency")).FirstOrDefault(currency => currency is not null),
                note),
        };
    }

    private static ChatOrderLine Line(JsonElement item) =>
        new(item.Text("product_retailer_id") ?? "", item.Number("quantity") ?? 0, item.Number("item_price") ?? 0);
}
