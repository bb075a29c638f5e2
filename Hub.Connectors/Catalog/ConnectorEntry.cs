using System.Text.Json;
using Hub.Connectors.Abstractions;

namespace Hub.Connectors.Catalog;

/// <summary>One entry of <c>connectors.json</c>.</summary>
/// <param name="Path">Its place in the file, such as <c>connectors[2]</c>.</param>
/// <param name="Problem">Set when the entry itself is malformed.</param>
internal sealed record ConnectorEntry(
    string Id, string Path, bool Enabled, string? Assembly, string? Sha256, JsonElement Settings, LocalizedText? Problem);
