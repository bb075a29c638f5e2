using System.Text.Json;
using Hub.Connectors.Abstractions;

namespace Hub.Connectors.Channels.Line;

/// <summary>The envelope <c>{destination, events: […]}</c>: one account, any number of events (line-openapi, webhook.yml).</summary>
internal static class LineWebhook
{
    /// <returns>The bot's user id, from bytes that nobody has verified; null when it has not the looks of one.</returns>
    public static string? Destination(ReadOnlyMemory<byte> body) => Read(body, envelope => Account(envelope), null);

    public static bool IsEmpty(ReadOnlyMemory<byte> body) =>
        Read(body, envelope => envelope.Child("events").ValueKind == JsonValueKind.Array && !envelope.Items("events").Any(), false);

    public static IReadOnlyList<RoutedPayload>? Route(ReadOnlyMemory<byte> body) => Read<IReadOnlyList<RoutedPayload>?>(
        body,
        envelope => Account(envelope) is { } account && envelope.Child("events").ValueKind == JsonValueKind.Array ? [new RoutedPayload(account, body)] : null,
        null);

    public static ParsedPayload Parse(ReadOnlyMemory<byte> payload) => Read(
        payload,
        envelope => envelope.Child("events").ValueKind == JsonValueKind.Array
            ? new ParsedPayload([.. envelope.Items("events").SelectMany(
                item => PlatformEvents.Guard("event", item, DateTimeOffset.UnixEpoch, () => [new LineEvent(item).Read()]))])
            : ParsedPayload.Failed(new Reason($"{LineErrors.Connector}/no-envelope")),
        ParsedPayload.Failed(new Reason($"{LineErrors.Connector}/unreadable")));

    // U and 32 hex digits. Anything else is not looked up: a stranger's words must not become a query.
    private static string? Account(JsonElement envelope) =>
        envelope.Text("destination") is { Length: 33 } id && id[0] == 'U' && id.AsSpan(1).IndexOfAnyExcept("0123456789abcdef") < 0 ? id : null;

    private static T Read<T>(ReadOnlyMemory<byte> body, Func<JsonElement, T> read, T otherwise)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return read(document.RootElement);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a field name with half a surrogate pair. Neither is an envelope.
            return otherwise;
        }
    }
}
