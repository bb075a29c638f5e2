using System.Text.RegularExpressions;
using Hub.Connectors.Abstractions;

namespace Hub.Core.Signals.Tracking;

/// <summary>
/// What takes an ad platform's tracking id out of a text that an ad has prefilled. People write it as the text itself with <c>{id}</c>, and maybe
/// <c>{ad}</c>, in the place of what varies; or as an expression with groups of these names. Either takes time linear in the text.
/// </summary>
public sealed partial class TrackingPattern
{
    public const int Longest = 300;
    private const string Id = "id";
    private const string Ad = "ad";

    // What an OpaqueId may hold, without a mark at its end: a sentence's full stop is no part of an id.
    private const string IdCharacters = @"[A-Za-z0-9_=.:+/\-]{0,511}[A-Za-z0-9_=+/\-]";

    // An id stands near the beginning or the end of one message; nobody needs it out of a novel.
    private const int MostText = 16_384;
    // Whatever finds an id in one of these would take a word out of every message.
    private static readonly string[] PlainWords = ["shop", "chào shop", "2", "ok 250"];
    private static readonly TimeSpan MostTime = TimeSpan.FromMilliseconds(50);
    private readonly Regex _pattern;

    private TrackingPattern(Regex pattern) => _pattern = pattern;

    /// <returns>Null, with <paramref name="problem"/> in words, when it cannot be one.</returns>
    public static TrackingPattern? Read(string text, bool isExpression, out LocalizedText? problem)
    {
        problem = Problem(text, isExpression);
        if (problem is not null)
            return null;
        try
        {
            var pattern = new TrackingPattern(new Regex(
                isExpression ? text : Expression(text), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, MostTime));
            problem = !pattern._pattern.GetGroupNames().Contains(Id) ? TrackingTexts.NoIdGroup
                : pattern._pattern.IsMatch("") ? TrackingTexts.MatchesNothing
                : Array.Exists(PlainWords, pattern._pattern.IsMatch) ? TrackingTexts.NothingFixed : null;
            return problem is null ? pattern : null;
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            problem = TrackingTexts.NoExpression;
            return null;
        }
    }

    /// <returns>Null when the text holds no such id. A text that takes too long holds none.</returns>
    public TakenOut? TakeOut(string text)
    {
        if (text.Length > MostText)
            return null;
        try
        {
            var match = _pattern.Match(text);
            if (!match.Success || OpaqueId.From(match.Groups[Id].Value) is not { } id)
                return null;
            return new TakenOut(id.Value, OpaqueId.From(match.Groups[Ad].Value)?.Value, Without(text, match));
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }

    private static LocalizedText? Problem(string text, bool isExpression)
    {
        if (string.IsNullOrWhiteSpace(text))
            return TrackingTexts.Empty;
        if (text.Length > Longest)
            return TrackingTexts.TooLong;
        if (isExpression)
            return null;
        var places = Places().Matches(text).Select(place => place.Value).ToList();
        if (places.Count(place => place == "{id}") != 1 || places.Count(place => place == "{ad}") > 1)
            return TrackingTexts.OneId;
        if (Places().Replace(text, "").Count(c => !char.IsWhiteSpace(c)) < 2)
            return TrackingTexts.NothingFixed; // every word of every message would be an id
        return Between().Match(text) is { Success: true } between && OpaqueId.From("x" + between.Groups[1].Value) is not null
            ? TrackingTexts.SideBySide
            : null;
    }

    private static string Expression(string text) => Places().Replace(
        Regex.Escape(Spaces().Replace(text.Trim(), " ")).Replace(@"\{id}", "{id}", StringComparison.Ordinal)
            .Replace(@"\{ad}", "{ad}", StringComparison.Ordinal).Replace(@"\ ", @"\s+", StringComparison.Ordinal),
        place => $"(?<{place.Value[1..^1]}>{IdCharacters})");

    private static string Without(string text, Match match)
    {
        var (before, after) = (text[..match.Index].TrimEnd(), text[(match.Index + match.Length)..].TrimStart());
        return before.Length == 0 ? after.TrimEnd() : after.Length == 0 ? before.TrimStart() : $"{before} {after}".Trim();
    }

    [GeneratedRegex(@"\{(?:id|ad)\}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Places();

    // Which of two marks parts them would be a guess if it may stand in an id itself.
    [GeneratedRegex(@"\{(?:id|ad)\}(.*)\{(?:id|ad)\}", RegexOptions.CultureInvariant | RegexOptions.Singleline, 1000)]
    private static partial Regex Between();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Spaces();
}

/// <param name="Text">What is left for people to read.</param>
public sealed record TakenOut(string TrackingId, string? AdId, string Text);
