using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hub.Connectors.Abstractions;

/// <summary>Reads <c>connector.json</c>: camelCase names, enum values in camelCase, comments and unknown fields allowed.</summary>
public static class ManifestFile
{
    public static ConnectorManifest Read(string path)
    {
        using var file = File.OpenRead(path);
        return Read(file);
    }

    /// <exception cref="JsonException">Not JSON, or a required field is missing; the message names it.</exception>
    public static ConnectorManifest Read(Stream json) =>
        JsonSerializer.Deserialize(json, ManifestJson.Default.ConnectorManifest)
        ?? throw new JsonException("The manifest is null.");
}

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, UseStringEnumConverter = true, ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true)]
[JsonSerializable(typeof(ConnectorManifest))]
internal sealed partial class ManifestJson : JsonSerializerContext;
