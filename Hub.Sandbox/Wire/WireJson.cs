using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hub.Sandbox.Wire;

/// <summary>Strict reading of JSON members: a member of the wrong type counts as absent.</summary>
static class WireJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string? Text(this JsonObject parent, string name) =>
        parent[name] is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    public static long? Number(this JsonObject parent, string name) =>
        parent[name] is JsonValue value && value.GetValueKind() == JsonValueKind.Number && value.TryGetValue<long>(out var number)
            ? number
            : null;

    public static JsonObject? Object(this JsonObject parent, string name) => parent[name] as JsonObject;

    public static JsonArray? Array(this JsonObject parent, string name) => parent[name] as JsonArray;

    /// <summary>The first member that is not in <paramref name="known"/>, or null.</summary>
    public static string? Unknown(this JsonObject parent, params ReadOnlySpan<string> known)
    {
        foreach (var member in parent)
            if (!known.Contains(member.Key)) return member.Key;
        return null;
    }
}
