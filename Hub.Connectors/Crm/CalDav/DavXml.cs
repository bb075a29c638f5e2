using System.Xml;
using System.Xml.Linq;

namespace Hub.Connectors.Crm.CalDav;

/// <summary>Answers of a DAV server (RFC 4918, 4791, 6578).</summary>
internal static class DavXml
{
    public static readonly XNamespace Dav = "DAV:";
    public static readonly XNamespace CalDav = "urn:ietf:params:xml:ns:caldav";

    private static readonly string[] Packed = ["-gzip", ";gzip", "-br", ";br", "-deflate", "-zstd"];

    /// <returns>Null when it is no XML: something that is no DAV server answered.</returns>
    public static XElement? Read(string body)
    {
        try
        {
            using var reader = XmlReader.Create(new StringReader(body), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
            return XDocument.Load(reader).Root;
        }
        catch (XmlException)
        {
            return null;
        }
    }

    /// <summary>What is said of each resource.</summary>
    public static IEnumerable<DavResource> Resources(XElement answer) => answer.Elements(Dav + "response")
        .Select(response => new DavResource(
            response.Element(Dav + "href")?.Value.Trim() ?? "",
            Status(response.Element(Dav + "status")),
            Version(Property(response, Dav + "getetag")),
            Property(response, CalDav + "calendar-data")));

    /// <summary>A property that the server has.</summary>
    public static string? Property(XElement within, XName name) => within.Descendants(Dav + "propstat")
        .Where(found => Status(found.Element(Dav + "status")) is null or (>= 200 and < 300))
        .SelectMany(found => found.Elements(Dav + "prop").Elements(name)).FirstOrDefault()?.Value is { Length: > 0 } value ? value : null;

    /// <summary>
    /// An ETag without what is put on it under way: a proxy that packs answers calls it weak or adds how it packed, in answers to some
    /// methods and not to others.
    /// </summary>
    public static string? Version(string? etag)
    {
        if (etag is null)
            return null;
        var bare = etag.Trim();
        if (bare.StartsWith("W/", StringComparison.Ordinal))
            bare = bare[2..];
        foreach (var packed in Packed)
            if (bare.EndsWith($"{packed}\"", StringComparison.Ordinal))
                return $"{bare[..^(packed.Length + 1)]}\"";
        return bare;
    }

    // HTTP/1.1 404 Not Found
    private static int? Status(XElement? status) =>
        status?.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, var code, ..] && int.TryParse(code, out var read) ? read : null;
}

/// <param name="Status">Of the resource as a whole; null where only its properties have one.</param>
internal sealed record DavResource(string Href, int? Status, string? ETag, string? Data)
{
    public bool IsGone => Status is 404 or 410;

    public override string ToString() => $"DavResource({Href})";
}
