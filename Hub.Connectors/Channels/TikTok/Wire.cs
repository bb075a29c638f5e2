using System.Globalization;
using System.Text.Json;

namespace Hub.Connectors.Channels.TikTok;

/// <summary>
/// Reads TikTok's JSON leniently: numbers may come as text, ids as bare numbers above 2^53, and a text may hold half a surrogate pair.
/// What cannot be read is absent.
/// </summary>
internal static class Wire
{
    private static readonly long MaxMilliseconds = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    public static JsonElement? Get(this JsonElement element, string name)
    {
        try
        {
            return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value)
                && value.ValueKind != JsonValueKind.Null
                ? value
                : null;
        }
        catch (InvalidOperationException)
        {
            // A neighbour's name that is no valid UTF-16 makes the look-up throw.
            return null;
        }
    }

    public static JsonElement? Object(this JsonElement element, string name) =>
        element.Get(name) is { ValueKind: JsonValueKind.Object } value ? value : null;

    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) =>
        element.Get(name) is { ValueKind: JsonValueKind.Array } value ? value.EnumerateArray() : [];

    /// <summary>A text, or a whole number's digits exactly as they came.</summary>
    public static string? Text(this JsonElement element, string name)
    {
        if (element.Get(name) is not { } value)
            return null;
        if (value.ValueKind == JsonValueKind.Number)
            return value.GetRawText();
        if (value.ValueKind != JsonValueKind.String)
            return null;
        try
        {
            return value.GetString() is { Length: > 0 } text ? text : null;
        }
        catch (InvalidOperationException)
        {
            // System.Text.Json has no way to ask first whether an escaped text is valid UTF-16.
            return null;
        }
    }

    public static long? Whole(this JsonElement element, string name) =>
        long.TryParse(element.Text(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static DateTimeOffset? Milliseconds(this JsonElement element, string name) =>
        element.Whole(name) is { } value && value >= 0 && value <= MaxMilliseconds ? DateTimeOffset.FromUnixTimeMilliseconds(value) : null;

    public static DateTimeOffset? Seconds(this JsonElement element, string name) =>
        element.Whole(name) is { } value && value >= 0 && value <= MaxMilliseconds / 1000
            ? DateTimeOffset.FromUnixTimeSeconds(value)
            : null;

    public static TimeSpan? Duration(this JsonElement element, string name) =>
        element.Whole(name) is { } seconds and > 0 and <= int.MaxValue ? TimeSpan.FromSeconds(seconds) : null;
}
