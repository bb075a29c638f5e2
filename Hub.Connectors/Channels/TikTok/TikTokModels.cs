using System.Text.Json.Serialization;

namespace Hub.Connectors.Channels.TikTok;

/// <summary>Holds texts, tokens or secrets, so it shows none of its members.</summary>
internal abstract record PrivateBody
{
    public sealed override string ToString() => GetType().Name;
}

/// <summary>Body of <c>business/message/send/</c>.</summary>
internal sealed record SendBody : PrivateBody
{
    public string BusinessId { get; init; } = "";

    public string? RecipientType { get; init; } = "CONVERSATION";

    public string? Recipient { get; init; }

    public string MessageType { get; init; } = "";

    public SendText? Text { get; init; }

    public SendImage? Image { get; init; }

    public SendPost? SharePost { get; init; }

    public SendTemplate? Template { get; init; }

    public string? SenderAction { get; init; }

    public SendQuote? ReferencedMessageInfo { get; init; }

    public DirectReply? DirectReply { get; init; }
}

internal sealed record SendText(string Body) : PrivateBody;

internal sealed record SendImage(string MediaId);

internal sealed record SendPost(string ItemId);

internal sealed record SendQuote(string ReferencedMessageId);

internal sealed record DirectReply(string ReplyType, CommentReply CommentReply);

internal sealed record CommentReply(string CommentId);

/// <summary>Body of <c>business/message/direct_reply/update/</c>.</summary>
internal sealed record DirectReplyBody(string BusinessId, string DirectReplyType, string OperationStatus);

/// <summary>Bodies of <c>business/message/auto_message/…</c>, each call with what it needs of them.</summary>
internal sealed record AutoMessageBody(string BusinessId, string AutoMessageType) : PrivateBody
{
    public string? AutoMessageId { get; init; }

    public AutoWelcome? WelcomeMessage { get; init; }

    public AutoQuestion? SuggestedQuestion { get; init; }

    public AutoPrompt? ChatPrompt { get; init; }

    public string? OperationStatus { get; init; }

    public IReadOnlyList<string>? AutoMessageIds { get; init; }
}

internal sealed record AutoWelcome(string Content) : PrivateBody;

internal sealed record AutoQuestion(string Question, string Answer) : PrivateBody;

internal sealed record AutoPrompt(string Title, string Content) : PrivateBody;

internal sealed record SendTemplate(string Type, string Title, IReadOnlyList<SendButton> Buttons) : PrivateBody;

internal sealed record SendButton(string Type, string Title, string Id) : PrivateBody;

internal sealed record MediaDownloadBody(string BusinessId, string ConversationId, string MessageId, string MediaId, string MediaType);

internal sealed record TokenBody(string ClientId, string ClientSecret, string GrantType, string AuthCode, string RedirectUri) : PrivateBody;

internal sealed record RefreshBody(string ClientId, string ClientSecret, string GrantType, string RefreshToken) : PrivateBody;

internal sealed record RevokeBody(string ClientId, string ClientSecret, string AccessToken) : PrivateBody;

internal sealed record TokenInfoBody(string AppId, string AccessToken) : PrivateBody;

internal sealed record WebhookBody(string AppId, string Secret, string EventType, string? CallbackUrl = null) : PrivateBody;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SendBody))]
[JsonSerializable(typeof(AutoMessageBody))]
[JsonSerializable(typeof(DirectReplyBody))]
[JsonSerializable(typeof(MediaDownloadBody))]
[JsonSerializable(typeof(TokenBody))]
[JsonSerializable(typeof(RefreshBody))]
[JsonSerializable(typeof(RevokeBody))]
[JsonSerializable(typeof(TokenInfoBody))]
[JsonSerializable(typeof(WebhookBody))]
internal sealed partial class TikTokJson : JsonSerializerContext;
