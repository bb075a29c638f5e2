using System.Text.Json;

namespace Hub.Core.Contacts;

/// <summary>A contact's custom attributes as they are kept: one JSON object, or nothing.</summary>
public static class AttributeBag
{
    private static readonly SortedDictionary<string, JsonElement> Nothing = [];

    public static IReadOnlyDictionary<string, JsonElement> Read(string? json) =>
        json is null ? Nothing : JsonSerializer.Deserialize<SortedDictionary<string, JsonElement>>(json)!;

    /// <param name="value">In JSON; null takes the attribute away.</param>
    public static string? With(string? json, string key, string? value)
    {
        var all = new SortedDictionary<string, JsonElement>(Read(json).ToDictionary(), StringComparer.Ordinal);
        if (value is null)
            all.Remove(key);
        else
            all[key] = JsonSerializer.Deserialize<JsonElement>(value);
        return all.Count == 0 ? null : JsonSerializer.Serialize(all);
    }
}
