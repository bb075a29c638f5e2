using System.Text.Json.Serialization;

namespace Hub.Connectors.Channels.Zalo;

/// <summary>Body of <c>POST /v3.0/oa/message/cs</c>.</summary>
internal sealed record WireSend(WireRecipient Recipient, WireMessage Message);

internal sealed record WireRecipient(string UserId);

internal sealed record WireMessage
{
    public string? Text { get; init; }

    public WireAttachment? Attachment { get; init; }
}

internal sealed record WireAttachment(WirePayload Payload, string Type = "template");

internal sealed record WirePayload(IReadOnlyList<WireElement> Elements, string TemplateType = "media");

/// <summary>Either an address or the id of an upload.</summary>
internal sealed record WireElement(string? Url = null, string? AttachmentId = null, string MediaType = "image");

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(WireSend))]
[JsonSerializable(typeof(WireRecipient))]
internal sealed partial class ZaloJson : JsonSerializerContext;
