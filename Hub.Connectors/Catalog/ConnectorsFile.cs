using System.Text.Json;
using Hub.Connectors.Abstractions;

namespace Hub.Connectors.Catalog;

/// <summary><c>connectors.json</c> as it stands, before anything is looked up.</summary>
internal sealed record ConnectorsFile(string Path, IReadOnlyList<ConnectorEntry> Entries, bool AllowPlugins, JsonLines Lines)
{
    private const int MaxBytes = 1 << 20;
    private static readonly string[] EntryFields = ["id", "enabled", "assembly", "sha256", "settings"];

    public string Name => System.IO.Path.GetFileName(Path);

    public string Folder => System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path))!;

    /// <exception cref="ConnectorRefused">The file as a whole cannot be used.</exception>
    public static ConnectorsFile Read(string path)
    {
        var name = System.IO.Path.GetFileName(path);
        var bytes = Bytes(path, name);
        try
        {
            var lines = JsonLines.Read(bytes);
            using var document = JsonDocument.Parse(
                bytes, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            return Read(path, name, document.RootElement.Clone(), lines);
        }
        catch (JsonException exception)
        {
            throw Broken(CatalogTexts.NotJson(name, (exception.LineNumber ?? 0) + 1, (exception.BytePositionInLine ?? 0) + 1));
        }
    }

    private static byte[] Bytes(string path, string name)
    {
        try
        {
            using var file = File.OpenRead(path);
            if (file.Length > MaxBytes)
                throw Broken(CatalogTexts.FileTooLarge(name, MaxBytes));
            var bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            return bytes is [0xEF, 0xBB, 0xBF, ..] ? bytes[3..] : bytes;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Broken(CatalogTexts.FileMissing(path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw Broken(CatalogTexts.FileUnreadable(path, exception.GetType().Name));
        }
    }

    private static ConnectorsFile Read(string path, string name, JsonElement root, JsonLines lines)
    {
        if (root.ValueKind != JsonValueKind.Object
            || !root.TryGetProperty("connectors", out var list) || list.ValueKind != JsonValueKind.Array)
            throw Broken(CatalogTexts.NoList(name));
        var allowPlugins = root.TryGetProperty("allowPlugins", out var allow) && allow.ValueKind == JsonValueKind.True;
        var file = new ConnectorsFile(path, [], allowPlugins, lines);
        var ids = new HashSet<string>(StringComparer.Ordinal);
        return file with { Entries = [.. list.EnumerateArray().Select((entry, i) => file.Entry(entry, $"connectors[{i}]", ids))] };
    }

    private ConnectorEntry Entry(JsonElement json, string path, HashSet<string> ids)
    {
        var isObject = json.ValueKind == JsonValueKind.Object;
        var id = isObject ? Text(json, "id") : null;
        var problem = !isObject || id is null || !ManifestValidator.IsId(id) ? CatalogTexts.BadId : Malformed(json);
        if (problem is null && !ids.Add(id!))
            problem = CatalogTexts.IdTwice(id!);
        return new ConnectorEntry(
            problem == CatalogTexts.BadId ? path : id!,
            path,
            !isObject || !json.TryGetProperty("enabled", out var enabled) || enabled.ValueKind != JsonValueKind.False,
            isObject ? Text(json, "assembly") : null,
            isObject ? Text(json, "sha256") : null,
            isObject && json.TryGetProperty("settings", out var settings) ? settings : default,
            problem is null ? null : CatalogTexts.At(Name, Lines.Of(path), problem));
    }

    private static LocalizedText? Malformed(JsonElement entry)
    {
        foreach (var property in entry.EnumerateObject())
        {
            var fits = property.Name switch
            {
                "enabled" => property.Value.ValueKind is JsonValueKind.True or JsonValueKind.False,
                "settings" => property.Value.ValueKind == JsonValueKind.Object,
                _ => property.Value.ValueKind == JsonValueKind.String,
            };
            if (!EntryFields.Contains(property.Name))
                return CatalogTexts.UnknownEntryField(property.Name, EntryFields);
            if (!fits)
                return CatalogTexts.WrongEntryField(property.Name);
        }
        return null;
    }

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static ConnectorRefused Broken(LocalizedText problem) => new(InstalledState.Misconfigured, problem);
}
