using System.Text.Json.Serialization;

namespace Hub.Connectors.Channels.WhatsApp;

/// <summary>Body of <c>POST /{phone-number-id}/messages</c>.</summary>
internal sealed record WireMessage
{
    public string MessagingProduct { get; init; } = "whatsapp";

    public string RecipientType { get; init; } = "individual";

    public required string To { get; init; }

    public required string Type { get; init; }

    public WireContext? Context { get; init; }

    public WireText? Text { get; init; }

    public WireMedia? Image { get; init; }

    public WireMedia? Video { get; init; }

    public WireMedia? Audio { get; init; }

    public WireMedia? Document { get; init; }

    public WireMedia? Sticker { get; init; }

    public WireLocation? Location { get; init; }

    public WireInteractive? Interactive { get; init; }

    public WireTemplate? Template { get; init; }

    /// <summary>Comes back in every status of this message.</summary>
    public string? BizOpaqueCallbackData { get; init; }
}

internal sealed record WireContext(string MessageId);

internal sealed record WireText(string Body, bool PreviewUrl = false);

internal sealed record WireMedia(string? Id, string? Link = null, string? Caption = null, string? Filename = null);

internal sealed record WireLocation(double Latitude, double Longitude, string? Name, string? Address);

/// <summary>Body of a read receipt, with or without a typing indicator.</summary>
internal sealed record WireReceipt(string MessageId, WireTyping? TypingIndicator)
{
    public string MessagingProduct { get; } = "whatsapp";

    public string Status { get; } = "read";
}

internal sealed record WireTyping(string Type = "text");

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(WireMessage))]
[JsonSerializable(typeof(WireReceipt))]
internal sealed partial class WhatsAppJson : JsonSerializerContext;
