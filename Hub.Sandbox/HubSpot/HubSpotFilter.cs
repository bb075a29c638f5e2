using System.Globalization;
using System.Text.Json.Nodes;
using Hub.Sandbox.Wire;

namespace Hub.Sandbox.HubSpot;

/// <summary>One filter of a search.</summary>
static class HubSpotFilter
{
    static readonly string[] WithValue = ["EQ", "NEQ", "GT", "GTE", "LT", "LTE", "CONTAINS_TOKEN", "NOT_CONTAINS_TOKEN"];
    static readonly string[] WithValues = ["IN", "NOT_IN"];
    static readonly string[] Bare = ["HAS_PROPERTY", "NOT_HAS_PROPERTY"];

    /// <summary>What is wrong with it, or null.</summary>
    public static string? Problem(JsonObject filter, IReadOnlyDictionary<string, HubSpotProperty> known)
    {
        if (filter.Text("propertyName") is not { Length: > 0 } name) return "a filter needs a propertyName";
        if (!known.ContainsKey(name)) return $"There was a problem with the request: property {name} does not exist";
        return filter.Text("operator") switch
        {
            { } bare when Bare.Contains(bare) => null,
            { } plain when WithValue.Contains(plain) => filter.Text("value") is null ? $"operator {plain} requires a value, as text" : null,
            { } list when WithValues.Contains(list) => filter.Array("values") is { Count: > 0 } ? null : $"operator {list} requires values",
            "BETWEEN" => filter.Text("value") is null || filter.Text("highValue") is null ? "operator BETWEEN requires a value and a highValue" : null,
            var other => $"operator {other} is not valid",
        };
    }

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
            "NOT_IN" => (filter.Array("values") ?? []).All(v => (string?)v != value),
            "CONTAINS_TOKEN" => Holds(value, wanted),
            "NOT_CONTAINS_TOKEN" => !Holds(value, wanted),
            "EQ" => string.Equals(value, wanted, StringComparison.OrdinalIgnoreCase),
            "BETWEEN" => value is not null && Order(value, wanted) >= 0 && Order(value, filter.Text("highValue")!) <= 0,
            var comparison => value is not null && Compares(comparison!, Order(value, wanted)),
        };
    }

    static int Order(string left, string right) =>
        Number(left) is { } a && Number(right) is { } b ? a.CompareTo(b) : string.CompareOrdinal(left, right);

    static bool Holds(string? value, string wanted) => value?.Contains(wanted, StringComparison.OrdinalIgnoreCase) == true;

    static bool Compares(string comparison, int order) => comparison switch
    {
        "GT" => order > 0,
        "GTE" => order >= 0,
        "LT" => order < 0,
        _ => order <= 0,
    };

    /// <summary>A number, or a time as milliseconds.</summary>
    public static decimal? Number(string text)
    {
        if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return number;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? at.ToUnixTimeMilliseconds()
            : null;
    }
}
