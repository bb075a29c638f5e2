using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hub.Connectors.Abstractions;

/// <summary>Reads <c>connector.json</c>: camelCase names, enum values in camelCase, comments and unknown fields allowed.</summary>
public static class ManifestFile
{
    // Not source-generated: generated code sets every init-only property, so that an absent one loses its default.
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        RespectNullableAnnotations = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static ConnectorManifest Read(string path)
    {
        using var file = File.OpenRead(path);
        return Read(file);
    }

    /// <exception cref="JsonException">Not JSON, or a required field is missing; the message names it.</exception>
    public static ConnectorManifest Read(Stream json) =>
        JsonSerializer.Deserialize<ConnectorManifest>(json, Options)
        ?? throw new JsonException("The manifest is null.");
}
