using System.Globalization;
using Hub.Core.Text;

namespace Hub.Tests.Core.Text;

/// <summary>The matcher as one would explain it: for each keyword, each place; no automaton, no sharing.</summary>
static class NaiveMatcher
{
    public static HashSet<KeywordHit> Match(IEnumerable<Keyword> keywords, string text, Teencode teencode)
    {
        var hits = new HashSet<KeywordHit>();
        var plain = new FoldedText(text);
        var accents = new string(AlignedAccents.Of(plain));
        var expanded = new ExpandedText(plain, accents, teencode);
        foreach (var keyword in keywords)
        {
            var term = new FoldedText(keyword.Term);
            var termAccents = new string(AlignedAccents.Of(term));
            foreach (var start in Places(keyword, term.Folded, termAccents, plain.Folded, accents))
                hits.Add(Hit(keyword, plain, start, start + term.Folded.Length));
            if (keyword.Teencode)
                AddExpanded(hits, keyword, plain, expanded, new ExpandedText(term, termAccents, teencode));
        }

        return hits;
    }

    static void AddExpanded(HashSet<KeywordHit> hits, Keyword keyword, FoldedText plain, ExpandedText text, ExpandedText term)
    {
        foreach (var start in Places(keyword, term.Folded, term.Accents, text.Folded, text.Accents))
        {
            var origin = Origin(text, plain.Folded.Length);
            var last = start + term.Folded.Length - 1;
            hits.Add(Hit(keyword, plain, origin[start].Start, origin[last].End));
        }
    }

    // Which plain units each expanded unit stands for, worked out unit by unit.
    static (int Start, int End)[] Origin(ExpandedText text, int plainLength)
    {
        var origin = new (int Start, int End)[text.Folded.Length];
        var next = 0;
        for (var i = 0; i < origin.Length; i++)
        {
            origin[i] = text.Source(i, i + 1) ?? (next, next + 1);
            next = origin[i].End;
        }

        Assert.That(next, Is.EqualTo(plainLength));
        return origin;
    }

    static IEnumerable<int> Places(Keyword keyword, string term, string termAccents, string text, string accents) =>
        from start in Enumerable.Range(0, Math.Max(0, text.Length - term.Length + 1))
        let end = start + term.Length
        where text[start..end] == term
        where keyword.Accents == AccentMode.Folded || accents[start..end] == termAccents
        where keyword.Mode switch
        {
            MatchMode.Exact => term.Length == text.Length,
            MatchMode.Contains => true,
            _ => (start == 0 || !Glued(text[start - 1], term[0])) && (end == text.Length || !Glued(term[^1], text[end])),
        }
        select start;

    static bool Glued(char left, char right) => InWord(left) && InWord(right);

    static bool InWord(char unit) => !IsUnspaced(unit) && (char.IsLetterOrDigit(unit)
        || char.GetUnicodeCategory(unit) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark);

    static bool IsUnspaced(char unit) => unit is >= '\u0E00' and <= '\u0EFF' or >= '\u3040' and <= '\u30FF' or >= '\u4E00' and <= '\u9FFF';

    static KeywordHit Hit(Keyword keyword, FoldedText text, int start, int end)
    {
        var (at, length) = text.OriginalRange(start, end - start);
        return new KeywordHit(keyword, at, length);
    }
}
