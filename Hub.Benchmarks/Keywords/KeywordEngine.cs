using System.Buffers;
using System.Text.RegularExpressions;
using Hub.Core.Text;

namespace Hub.Benchmarks.Keywords;

/// <param name="CountIn">The timed work on one folded message.</param>
/// <param name="FindsAll">Counts every keyword in every place; the others count leftmost matches, or one.</param>
sealed record KeywordEngine(string Name, MatchMode Mode, Func<string, int> CountIn, Predicate<string> MatchesIn, bool FindsAll)
{
    public bool IsSlow { get; init; }

    public bool Matches(string message) => MatchesIn(message);

    public static IEnumerable<KeywordEngine> Rivals(string[] terms)
    {
        yield return Hub(terms, MatchMode.WholeWord);
        // Beyond these sizes the compiled alternation takes minutes a pass, and the other refuses its automaton as too large.
        if (terms.Length <= 2_000)
            yield return WholeWords("Regex Compiled", terms, RegexOptions.Compiled) with { IsSlow = terms.Length > 200 };
        if (terms.Length <= 200)
            yield return WholeWords("Regex NonBacktracking", terms, RegexOptions.NonBacktracking);
        yield return Hub(terms, MatchMode.Contains);
        yield return Substrings(terms);
    }

    static KeywordEngine Hub(string[] terms, MatchMode mode)
    {
        var matcher = KeywordMatcher.Create(terms.Select(term => new Keyword(Guid.Empty, term, mode))).Matcher;
        return new KeywordEngine($"Hub, {mode}, all hits", mode, Count, message => Count(message) > 0, FindsAll: true);

        int Count(string message)
        {
            var hits = 0;
            matcher.MatchFolded(message, ref hits, static (ref hits, _, _, _) => hits++);
            return hits;
        }
    }

    static KeywordEngine WholeWords(string name, string[] terms, RegexOptions options)
    {
        var alternatives = string.Join('|', terms.OrderByDescending(term => term.Length).Select(Regex.Escape));
        var regex = new Regex($@"\b(?:{alternatives})\b", options | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(10));
        return new KeywordEngine($"{name}, leftmost", MatchMode.WholeWord, regex.Count, regex.IsMatch, FindsAll: false);
    }

    static KeywordEngine Substrings(string[] terms)
    {
        var values = SearchValues.Create(terms, StringComparison.Ordinal);
        return new KeywordEngine("SearchValues<string>, first only", MatchMode.Contains, message => IsIn(message) ? 1 : 0, IsIn, FindsAll: false);

        bool IsIn(string message) => message.AsSpan().ContainsAny(values);
    }
}
