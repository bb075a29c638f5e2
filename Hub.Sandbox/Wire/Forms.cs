using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Hub.Sandbox.Wire;

/// <summary>A multipart upload: text fields and the part named <c>file</c>.</summary>
sealed record UploadForm(IReadOnlyDictionary<string, string> Fields, byte[]? File);

static class Forms
{
    /// <summary>Null when the body is no readable multipart form.</summary>
    public static async Task<UploadForm?> ReadAsync(VendorCall call)
    {
        if (!MediaTypeHeaderValue.TryParse(call.Http.Request.ContentType, out var type)) return null;
        if (!type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)) return null;
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).ToString();
        if (boundary.Length == 0) return null;
        try
        {
            return await ReadPartsAsync(new MultipartReader(boundary, new MemoryStream(call.Body)));
        }
        catch (Exception broken) when (broken is IOException or InvalidDataException)
        {
            return null;
        }
    }

    static async Task<UploadForm> ReadPartsAsync(MultipartReader reader)
    {
        var fields = new Dictionary<string, string>();
        byte[]? file = null;
        while (await reader.ReadNextSectionAsync() is { } section)
        {
            if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition)) continue;
            using var bytes = new MemoryStream();
            await section.Body.CopyToAsync(bytes);
            var name = HeaderUtilities.RemoveQuotes(disposition.Name).ToString();
            if (name == "file") file = bytes.ToArray();
            else fields[name] = System.Text.Encoding.UTF8.GetString(bytes.ToArray());
        }
        return new UploadForm(fields, file);
    }
}
