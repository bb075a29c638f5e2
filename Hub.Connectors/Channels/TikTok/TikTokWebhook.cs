using System.Text;
using System.Text.Json;
using Hub.Connectors.Abstractions;

namespace Hub.Connectors.Channels.TikTok;

/// <summary>Reads the envelope: one event for one business, its content a JSON text inside the JSON.</summary>
internal static class TikTokWebhook
{
    private const int LongestName = 64;

    /// <summary>One callback serves all businesses of the app; <c>user_openid</c> tells them apart.</summary>
    public static IReadOnlyList<RoutedPayload>? Route(ReadOnlyMemory<byte> body)
    {
        using var envelope = TryParse(body);
        if (envelope?.RootElement.Text("event") is null)
            return null;
        // Without an account it is still TikTok's: it belongs to nobody and is kept unrouted.
        return [new RoutedPayload(envelope.RootElement.Text("user_openid") ?? "", body)];
    }

    public static ParsedPayload Parse(ReadOnlyMemory<byte> payload)
    {
        using var envelope = TryParse(payload);
        if (envelope?.RootElement.Text("event") is not { } text)
            return ParsedPayload.Failed(new Reason("tiktok/unreadable", "Not an envelope with an event."));
        var name = text.Length > LongestName ? text[..LongestName] : text;
        var sent = envelope.RootElement.Seconds("create_time");
        var raw = envelope.RootElement.Text("content");
        using var content = TryParse(raw is null ? default : Encoding.UTF8.GetBytes(raw));
        if (content is null && !string.IsNullOrEmpty(raw))
            return ParsedPayload.Failed(new Reason("tiktok/unreadable-content", "The content of the event is not JSON."));
        var body = content?.RootElement ?? envelope.RootElement.Object("content");
        var events = body is { ValueKind: JsonValueKind.Object } known ? TikTokEventKinds.Read(name, known, sent) : null;
        return new ParsedPayload(events is { Count: > 0 } ? events : [Unknown(name, body, sent, payload.Span)]);
    }

    private static UnknownEvent Unknown(string name, JsonElement? content, DateTimeOffset? sent, ReadOnlySpan<byte> payload) => new()
    {
        EventKey = TikTokKeys.Other(name, payload),
        OccurredAt = content?.Milliseconds("timestamp") ?? sent ?? DateTimeOffset.UnixEpoch,
        ConversationKey = content?.Text("conversation_id"),
        Name = name,
    };

    private static JsonDocument? TryParse(ReadOnlyMemory<byte> json)
    {
        try
        {
            return json.IsEmpty ? null : JsonDocument.Parse(json);
        }
        catch (JsonException)
        {
            // Whoever wrote this: the caller turns null into an unreadable payload.
            return null;
        }
    }
}
