using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Hub.Connectors.Abstractions;
using Hub.Connectors.Channels.Meta;

namespace Hub.Connectors.Channels.WhatsApp;

/// <summary>
/// Reads a WhatsApp Business Account's templates. Those that need more than values for the body are left out: a header's picture or a
/// button's address would be missing.
/// </summary>
internal static partial class WhatsAppTemplates
{
    private const string Approved = "APPROVED";

    public static MessageTemplate? Of(JsonElement item)
    {
        var parts = item.Items("components").ToList();
        if (item.Text("name") is not { } name || item.Text("language") is not { } language || item.Text("status") != Approved
            || parts.Find(part => Is(part, "BODY")).Text("text") is not { } body
            || parts.Exists(part => !Is(part, "BODY") && NeedsMore(part)))
            return null;
        var places = Place.Matches(body).Select(place => place.Groups[1].Value).Distinct().ToList();
        return places.TrueForAll(place => place.All(char.IsAsciiDigit))
            ? new MessageTemplate(name, language, body, places.Select(place => int.Parse(place, CultureInfo.InvariantCulture)).DefaultIfEmpty().Max())
            : null; // by name, not by number
    }

    private static bool NeedsMore(JsonElement part) =>
        (Is(part, "HEADER") && part.Text("format") is not (null or "TEXT")) || Place.IsMatch(part.GetRawText());

    private static bool Is(JsonElement part, string type) => string.Equals(part.Text("type"), type, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"\{\{\s*(\w{1,9})\s*\}\}", RegexOptions.None, 1000)]
    private static partial Regex Place { get; }
}
