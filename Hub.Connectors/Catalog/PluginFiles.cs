using System.Security.Cryptography;
using Hub.Connectors.Abstractions;

namespace Hub.Connectors.Catalog;

/// <summary>Finds a plugin on disk and decides whether its code may be loaded, without loading it.</summary>
internal static class PluginFiles
{
    private const int MaxBytes = 64 << 20;

    /// <exception cref="ConnectorRefused">It may not.</exception>
    public static ConnectorSource Find(ConnectorsFile file, ConnectorEntry entry)
    {
        if (!file.AllowPlugins)
            throw Refuse(file, entry, "assembly", CatalogTexts.PluginsOff);
        var path = PathOf(file.Folder, entry.Assembly!) ?? throw Refuse(file, entry, "assembly", CatalogTexts.PluginPath);
        if (new FileInfo(path) is not { Exists: true, Length: <= MaxBytes })
            throw Refuse(file, entry, "assembly", CatalogTexts.PluginMissing(path), InstalledState.NotFound);
        var folder = Path.GetDirectoryName(path)!;
        if (File.Exists(Path.Combine(folder, PluginLoadContext.Contract + ".dll")))
            throw Refuse(file, entry, "assembly", CatalogTexts.ShipsContract, InstalledState.Incompatible);
        var bytes = File.ReadAllBytes(path);
        Verify(file, entry, bytes);

        // Loaded from the bytes that were hashed: the file may be another one by now.
        return new ConnectorSource(
            Path.Combine(folder, "connector.json"),
            () => new PluginLoadContext(path).LoadFromStream(new MemoryStream(bytes)));
    }

    private static string? PathOf(string root, string relative)
    {
        if (Path.IsPathRooted(relative) || relative.Contains('\0') || !relative.EndsWith(".dll", StringComparison.OrdinalIgnoreCase))
            return null;
        var full = Path.GetFullPath(Path.Combine(root, relative));
        return full.StartsWith(root.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? full : null;
    }

    private static void Verify(ConnectorsFile file, ConnectorEntry entry, byte[] bytes)
    {
        var actual = Convert.ToHexStringLower(SHA256.HashData(bytes));
        if (string.IsNullOrWhiteSpace(entry.Sha256))
            throw Refuse(file, entry, "sha256", CatalogTexts.PinMissing(actual));
        if (!entry.Sha256.Trim().Equals(actual, StringComparison.OrdinalIgnoreCase))
            throw Refuse(file, entry, "sha256", CatalogTexts.PinWrong(actual));
    }

    private static ConnectorRefused Refuse(
        ConnectorsFile file, ConnectorEntry entry, string field, LocalizedText problem, InstalledState state = InstalledState.Misconfigured) =>
        new(state, CatalogTexts.At(file.Name, file.Lines.Of($"{entry.Path}.{field}"), $"{entry.Id}.{field}", problem));
}
