using System.Text.Json;
using Hub.Connectors.Abstractions;

namespace Hub.Connectors.Catalog;

/// <summary>Reads a manifest and holds it against <see cref="ManifestValidator"/>.</summary>
internal static class ManifestReader
{
    private const int MaxBytes = 1 << 20;
    private static readonly ManifestValidator Validator = new();

    /// <exception cref="ConnectorRefused">It cannot be read or says something wrong.</exception>
    public static ConnectorManifest Read(string path, string id)
    {
        var manifest = Parse(path);
        var result = Validator.Validate(manifest);
        if (!result.IsValid)
            throw Refuse(CatalogTexts.ManifestUnreadable(path, ""), result.Errors.Select(error => CatalogTexts.In(
                JsonNamingPolicy.CamelCase.ConvertName(error.PropertyName),
                error.CustomState as LocalizedText ?? new LocalizedText(error.ErrorMessage, error.ErrorMessage))));
        if (manifest.Id != id)
            throw Refuse(CatalogTexts.ManifestUnreadable(path, ""), [CatalogTexts.ManifestOf(manifest.Id)]);
        return manifest;
    }

    private static ConnectorManifest Parse(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            return file.Length <= MaxBytes
                ? ManifestFile.Read(file)
                : throw Refuse(CatalogTexts.FileTooLarge(path, MaxBytes), []);
        }
        catch (JsonException exception)
        {
            throw Refuse(CatalogTexts.ManifestUnreadable(path, exception.Message), []); // a manifest holds no secret
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Refuse(CatalogTexts.ManifestUnreadable(path, exception.GetType().Name), []);
        }
    }

    private static ConnectorRefused Refuse(LocalizedText first, IEnumerable<LocalizedText> more) =>
        new(InstalledState.Misconfigured, CatalogTexts.All([first, .. more]));
}
