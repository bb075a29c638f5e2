using System.Globalization;
using System.Text.Json.Nodes;
using Hub.Sandbox.Wire;

namespace Hub.Sandbox.HubSpot;

/// <summary>One filter of a search.</summary>
static class HubSpotFilter
{
    static readonly string[] Operators = ["EQ", "NEQ", "GT", "GTE", "LT", "LTE", "IN", "HAS_PROPERTY", "NOT_HAS_PROPERTY",
        "CONTAINS_TOKEN"];

    public static bool Knows(JsonObject filter) => Operators.Contains(filter.Text("operator"));

    public static bool Matches(JsonObject filter, HubSpotRecord record)
    {
        var value = record.Value(filter.Text("propertyName")!);
        var wanted = filter.Text("value") ?? "";
        return filter.Text("operator") switch
        {
            "HAS_PROPERTY" => !string.IsNullOrEmpty(value),
            "NOT_HAS_PROPERTY" => string.IsNullOrEmpty(value),
            "NEQ" => value != wanted,
            "IN" => (filter.Array("values") ?? []).Any(v => (string?)v == value),
            "CONTAINS_TOKEN" => value?.Contains(wanted, StringComparison.OrdinalIgnoreCase) == true,
            "EQ" => string.Equals(value, wanted, StringComparison.OrdinalIgnoreCase),
            var comparison => value is not null && Compares(comparison!, Order(value, wanted)),
        };
    }

    static bool Compares(string comparison, int order) => comparison switch
    {
        "GT" => order > 0,
        "GTE" => order >= 0,
        "LT" => order < 0,
        _ => order <= 0,
    };

    static int Order(string left, string right) =>
        Number(left) is { } a && Number(right) is { } b ? a.CompareTo(b) : string.CompareOrdinal(left, right);

    /// <summary>A number, or a time as milliseconds.</summary>
    static decimal? Number(string text)
    {
        if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return number;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? at.ToUnixTimeMilliseconds()
            : null;
    }
}
