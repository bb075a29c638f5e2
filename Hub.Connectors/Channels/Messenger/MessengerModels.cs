using System.Text.Json.Serialization;

namespace Hub.Connectors.Channels.Messenger;

/// <summary>Body of <c>POST /{page-id}/messages</c>: a message or a sender action, never both.</summary>
internal sealed record WireSend
{
    public required WireRecipient Recipient { get; init; }

    public string? MessagingType { get; init; }

    public string? Tag { get; init; }

    public WireMessage? Message { get; init; }

    public string? SenderAction { get; init; }
}

internal sealed record WireRecipient(string Id);

internal sealed record WireMessage
{
    public string? Text { get; init; }

    public IReadOnlyList<WireQuickReply>? QuickReplies { get; init; }

    public WireAttachment? Attachment { get; init; }

    /// <summary>Comes back in the echo.</summary>
    public string? Metadata { get; init; }
}

internal sealed record WireQuickReply(string Title, string Payload, string ContentType = "text");

internal sealed record WireAttachment(string Type, WirePayload Payload);

/// <summary>Empty beside an uploaded file.</summary>
internal sealed record WirePayload(string? Url = null, bool? IsReusable = null);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(WireSend))]
internal sealed partial class MessengerJson : JsonSerializerContext;
