using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Hub.Connectors.Abstractions;

/// <summary>Settings of a connector or of one connection: a JSON object that fits the manifest's fields.</summary>
public sealed class ConnectorSettings(JsonElement json)
{
    private static readonly JsonElement EmptyObject = JsonDocument.Parse("{}").RootElement.Clone();

    public static ConnectorSettings Empty { get; } = new(EmptyObject);

    public JsonElement Json { get; } = json.ValueKind == JsonValueKind.Undefined ? EmptyObject : json;

    /// <exception cref="JsonException">A value has the wrong type. The host has checked types against the manifest before.</exception>
    public T Bind<T>(JsonTypeInfo<T> type) =>
        Json.Deserialize(type) ?? throw new JsonException("Settings are null.");

    /// <returns>The text value, or null when the field is absent, null or no text.</returns>
    public string? Text(string key) =>
        Json.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <returns>The names in a field of <see cref="SettingType.Hosts"/>.</returns>
    public IReadOnlyList<string> Hosts(string key) => HostNames.Read(Text(key));

    /// <summary>Shows field names only: values may be secrets.</summary>
    public override string ToString() =>
        $"ConnectorSettings({string.Join(", ", Json.EnumerateObject().Select(property => property.Name))})";
}
