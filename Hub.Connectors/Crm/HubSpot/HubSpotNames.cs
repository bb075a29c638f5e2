using System.Text.RegularExpressions;

namespace Hub.Connectors.Crm.HubSpot;

/// <summary>
/// What an error of HubSpot names: codes, properties, scopes. People can mend only what they read, but a message may quote what a customer is called,
/// so that of words only those are kept that cannot be a customer's.
/// </summary>
internal static partial class HubSpotNames
{
    private const int MaxLength = 80;
    private const int MaxInner = 5;
    private const int Read = 1000;

    // Phone numbers have as many, codes and names of properties have not.
    private const int PersonalDigits = 8;

    // What the hub writes; whoever refuses it may name it anywhere.
    private static readonly HashSet<string> Own = new(
        new[] { HubSpotJson.Default.ContactProperties.Properties, HubSpotJson.Default.OrderProperties.Properties, HubSpotJson.Default.MeetingProperties.Properties }
            .SelectMany(properties => properties.Select(property => property.Name)), StringComparer.Ordinal);

    /// <returns>In the order in which they help; empty when it names nothing.</returns>
    public static string Of(HubSpotError? error)
    {
        var inner = (error?.Errors ?? []).OfType<HubSpotError>().Take(MaxInner).ToList();
        var words = new[] { error?.Category, error?.SubCategory, error?.Code }
            .Concat(inner.SelectMany(one => new[] { one.SubCategory, one.Code }.Concat(Things(one))))
            .Concat(error is null ? [] : Things(error))
            .Append(error?.CorrelationId);
        return string.Join(' ', words.OfType<string>().Where(IsName).Distinct(StringComparer.Ordinal));
    }

    /// <summary>What is no plain name might be somebody's words.</summary>
    public static bool IsName(string word) =>
        word.Length is > 0 and <= MaxLength && word.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.');

    private static IEnumerable<string> Things(HubSpotError error)
    {
        var named = (error.Context?.Keys ?? []).Where(NamesThings).SelectMany(error.InContext).Append(error.In ?? "");
        return named.Where(IsThing).Concat(InWords(error.Message));
    }

    // "propertyName", "requiredGranularScopes"; a "propertyValue" is just what must not be kept.
    private static bool NamesThings(string key) => key is "propertyName" or "propertyNames" || key.Contains("scope", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<string> InWords(string? message)
    {
        if (message is null)
            return [];
        var words = message.Length > Read ? message[..Read] : message;
        return Word().Matches(words).Select(match => match.Value).Where(Own.Contains)
            .Concat(Scope().Matches(words).Select(match => match.Value))
            .Concat(Property().Matches(words).Select(match => match.Groups[1].Value)).Where(IsThing);
    }

    private static bool IsThing(string name) =>
        IsName(name) && char.IsAsciiLetter(name[0]) && name.Count(char.IsAsciiDigit) < PersonalDigits;

    [GeneratedRegex(@"(?<![\w@.-])[a-z][a-z0-9_]+(?![\w@-])", RegexOptions.None, 1000)]
    private static partial Regex Word();

    [GeneratedRegex(@"(?<![\w@.-])(?:crm|oauth)\.(?:objects|schemas)\.[a-z_]{1,40}\.(?:read|write)(?![\w@-])", RegexOptions.None, 1000)]
    private static partial Regex Scope();

    // HubSpot's name of a property that people have made, straight after that word: Property "hub_note" does not exist. One word without an
    // underscore could be anything.
    [GeneratedRegex(@"\b[Pp]roperty[\s:""']{1,3}([a-z][a-z0-9]*(?:_[a-z0-9]+)+)(?![\w@-]|\.\w)", RegexOptions.None, 1000)]
    private static partial Regex Property();
}
