using System.Reflection;
using System.Text.Json;
using Hub.Connectors.Abstractions;

namespace Hub.Connectors.Catalog;

/// <summary>The connectors of one assembly, known by the manifests that lie in a folder beside it.</summary>
public sealed class BuiltInConnectors(string folder, Assembly assembly)
{
    /// <summary>Those of this assembly.</summary>
    public static BuiltInConnectors Shipped { get; } =
        new(Path.Combine(AppContext.BaseDirectory, "connectors"), typeof(BuiltInConnectors).Assembly);

    internal Assembly Assembly => assembly;

    /// <summary>Every <c>connector.json</c> below the folder, in a stable order.</summary>
    public IReadOnlyList<string> Manifests =>
        Directory.Exists(folder)
            ? [.. Directory.EnumerateFiles(folder, "connector.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal)]
            : [];

    internal IEnumerable<string> Ids => Manifests.Select(IdOf).OfType<string>();

    /// <returns>Null when no built-in has this id. A manifest that cannot be read is nobody's.</returns>
    internal string? ManifestOf(string id) => Manifests.FirstOrDefault(path => IdOf(path) == id);

    private static string? IdOf(string path)
    {
        try
        {
            return ManifestFile.Read(path).Id;
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            // Whoever broke this file finds it by its folder's name; the entry that wants it reads it again and says what is wrong.
            return Path.GetFileName(Path.GetDirectoryName(path))?.ToLowerInvariant();
        }
    }
}
