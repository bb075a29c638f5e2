using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Hub.Core.Storage;

namespace Hub.Core.Automation;

/// <summary>How rules and settings are kept.</summary>
internal static class RuleJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new EnumNamesJson(JsonNamingPolicy.CamelCase, refusesNewer: true) },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // never put into a page
    };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    public static T? TryRead<T>(string json) where T : class
    {
        try
        {
            return Read<T>(json);
        }
        catch (JsonException)
        {
            return null; // of a later version
        }
    }

    /// <exception cref="JsonException">It is no such value.</exception>
    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Options) ?? throw new JsonException("null");
}
