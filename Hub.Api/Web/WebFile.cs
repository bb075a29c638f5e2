using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Hub.Api.Web;

/// <summary>One file of the inbox app, with the compressed forms that its build laid beside it.</summary>
internal sealed record WebFile(string Path, string ContentType, bool IsHashed, string? Brotli, string? Gzip, EntityTagHeaderValue Tag)
{
    // Names in assets/ carry a hash of the content: what such an address once answered, it answers for ever.
    private const string HashedFolder = "/assets/";

    public static Dictionary<string, WebFile> Of(string folder)
    {
        if (!Directory.Exists(folder))
            return [];
        var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).ToHashSet(StringComparer.Ordinal);
        return files
            .Select(path => (path, address: "/" + System.IO.Path.GetRelativePath(folder, path).Replace('\\', '/')))
            .Where(file => ContentTypeOf(file.path) is not null)
            .ToDictionary(file => file.address, file => Of(file.path, file.address, files), StringComparer.Ordinal);
    }

    /// <returns>The smallest form that the browser takes, and its encoding; null for the file itself.</returns>
    public (string Path, string? Encoding) For(string acceptEncoding) =>
        Brotli is not null && acceptEncoding.Contains("br", StringComparison.Ordinal) ? (Brotli, "br")
        : Gzip is not null && acceptEncoding.Contains("gzip", StringComparison.Ordinal) ? (Gzip, "gzip")
        : (Path, null);

    private static WebFile Of(string path, string address, HashSet<string> files)
    {
        using var bytes = File.OpenRead(path);
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 8))}\"";
        return new WebFile(
            path, ContentTypeOf(path)!, address.StartsWith(HashedFolder, StringComparison.Ordinal),
            Beside(path + ".br"), Beside(path + ".gz"), new EntityTagHeaderValue(tag));

        string? Beside(string other) => files.Contains(other) ? other : null;
    }

    // Null for what is no file of its own: compressed forms, the build's notes.
    private static string? ContentTypeOf(string path) => System.IO.Path.GetExtension(path) switch
    {
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".html" => "text/html; charset=utf-8",
        ".svg" => "image/svg+xml",
        ".png" => "image/png",
        ".woff2" => "font/woff2",
        ".json" => "application/json; charset=utf-8",
        _ => null,
    };
}
