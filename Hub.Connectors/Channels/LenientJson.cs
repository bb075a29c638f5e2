using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Hub.Connectors.Channels;

/// <summary>
/// Lenient reading: a missing or odd field is "not there", never an exception. Ids and times come as text or as number, in seconds or
/// in milliseconds, and never pass through double.
/// </summary>
internal static class LenientJson
{
    // 10^11 is the year 5138 in seconds and 1973 in milliseconds: no message lies between.
    private const long FirstMilliseconds = 100_000_000_000;

    /// <returns>An undefined element when it is not there; asking that one again gives undefined too.</returns>
    public static JsonElement Child(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
            ? value
            : default;

    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) =>
        element.Child(name) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : [];

    public static bool Exists(this JsonElement element) => element.ValueKind != JsonValueKind.Undefined;

    public static bool Flag(this JsonElement element, string name) => element.Child(name).ValueKind == JsonValueKind.True;

    public static string? Text(this JsonElement element, string name) => element.Child(name).AsText();

    public static string? AsText(this JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => BrokenText.Read(value),
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    };

    public static decimal? Number(this JsonElement element, string name) =>
        decimal.TryParse(element.Text(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static double? Coordinate(this JsonElement element, string name) =>
        double.TryParse(element.Text(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static DateTimeOffset? Time(this JsonElement element, string name)
    {
        var text = element.Text(name);
        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return DateTimeOffset.TryParse(
                text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date)
                ? date
                : null;
        if (number is >= 0 and < FirstMilliseconds)
            return DateTimeOffset.FromUnixTimeSeconds(number);
        return number >= FirstMilliseconds && number <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds(number)
            : null;
    }

    public static ReadOnlySpan<byte> Bytes(this JsonElement element) => JsonMarshal.GetRawUtf8Value(element);
}
