using System.Text.Json.Serialization;

namespace Hub.Connectors.Channels.Line;

/// <summary>Body of <c>POST /v2/bot/message/push</c>.</summary>
internal sealed record WirePush(string To, IReadOnlyList<WireMessage> Messages);

internal sealed record WireMessage
{
    public required string Type { get; init; }

    public string? Text { get; init; }

    public string? OriginalContentUrl { get; init; }

    public string? PreviewImageUrl { get; init; }

    public WireQuickReply? QuickReply { get; init; }
}

internal sealed record WireQuickReply(IReadOnlyList<WireQuickReplyItem> Items);

internal sealed record WireQuickReplyItem(WireAction Action, string Type = "action");

internal sealed record WireAction(string Label, string Data, string DisplayText, string Type = "postback");

/// <summary>Body of <c>PUT /v2/bot/channel/webhook/endpoint</c>.</summary>
internal sealed record WireEndpoint(string Endpoint);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(WirePush))]
[JsonSerializable(typeof(WireEndpoint))]
internal sealed partial class LineJson : JsonSerializerContext;
