using System.Text.Json.Serialization;

namespace Hub.Connectors.Channels.TikTok;

/// <summary>Body of <c>business/message/send/</c>.</summary>
internal sealed record SendBody
{
    public string BusinessId { get; init; } = "";

    public string RecipientType { get; init; } = "CONVERSATION";

    public string Recipient { get; init; } = "";

    public string MessageType { get; init; } = "";

    public SendText? Text { get; init; }

    public SendImage? Image { get; init; }

    public SendPost? SharePost { get; init; }

    public SendTemplate? Template { get; init; }

    public string? SenderAction { get; init; }

    public SendQuote? ReferencedMessageInfo { get; init; }
}

internal sealed record SendText(string Body);

internal sealed record SendImage(string MediaId);

internal sealed record SendPost(string ItemId);

internal sealed record SendQuote(string ReferencedMessageId);

internal sealed record SendTemplate(string Type, string Title, IReadOnlyList<SendButton> Buttons);

internal sealed record SendButton(string Type, string Title, string Id);

internal sealed record MediaDownloadBody(string BusinessId, string ConversationId, string MessageId, string MediaId, string MediaType);

internal sealed record TokenBody(string ClientId, string ClientSecret, string GrantType, string AuthCode, string RedirectUri);

internal sealed record RefreshBody(string ClientId, string ClientSecret, string GrantType, string RefreshToken);

internal sealed record RevokeBody(string ClientId, string ClientSecret, string AccessToken);

internal sealed record TokenInfoBody(string AppId, string AccessToken);

internal sealed record WebhookBody(string AppId, string Secret, string EventType, string? CallbackUrl = null);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SendBody))]
[JsonSerializable(typeof(MediaDownloadBody))]
[JsonSerializable(typeof(TokenBody))]
[JsonSerializable(typeof(RefreshBody))]
[JsonSerializable(typeof(RevokeBody))]
[JsonSerializable(typeof(TokenInfoBody))]
[JsonSerializable(typeof(WebhookBody))]
internal sealed partial class TikTokJson : JsonSerializerContext;
