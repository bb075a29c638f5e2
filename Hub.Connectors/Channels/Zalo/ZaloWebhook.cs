using System.Text.Json;
using Hub.Connectors.Abstractions;

namespace Hub.Connectors.Channels.Zalo;

/// <summary>One POST is one event of one account.</summary>
internal static class ZaloWebhook
{
    /// <returns>The account, from bytes that nobody has verified; null when it has not the looks of one.</returns>
    public static string? Account(ReadOnlyMemory<byte> body) => Read(body, Account, null);

    public static IReadOnlyList<RoutedPayload>? Route(ReadOnlyMemory<byte> body) => Read<IReadOnlyList<RoutedPayload>?>(
        body, root => root.Text("event_name") is { Length: > 0 } ? [new RoutedPayload(Account(root) ?? "", body)] : null, null);

    public static ParsedPayload Parse(ReadOnlyMemory<byte> payload) => Read(
        payload,
        root => root.Text("event_name") is { Length: > 0 }
            ? new ParsedPayload([.. PlatformEvents.Guard("event", root, DateTimeOffset.UnixEpoch, () => new ZaloEvent(root).Read())])
            : ParsedPayload.Failed(new Reason($"{ZaloErrors.Connector}/no-event")),
        ParsedPayload.Failed(new Reason($"{ZaloErrors.Connector}/unreadable")));

    public static T Read<T>(ReadOnlyMemory<byte> body, Func<JsonElement, T> read, T otherwise)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return read(document.RootElement);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a field name with half a surrogate pair. Neither is an event.
            return otherwise;
        }
    }

    // What the account sent names it as sender; what it got, as recipient; where groups are concerned, beside them.
    private static string? Account(JsonElement root)
    {
        var id = root.Text("oa_id")
            ?? root.Child(root.Text("event_name")?.StartsWith("oa_", StringComparison.Ordinal) == true ? "sender" : "recipient").Text("id");
        return id is { Length: > 0 and <= 32 } && id.All(char.IsAsciiDigit) ? id : null;
    }
}
