using Hub.Core.Text;

namespace Hub.Core.Search;

/// <param name="Text">A cut of the message around the first hit.</param>
/// <param name="Marks">What to highlight in it, in UTF-16 units.</param>
public sealed record SearchSnippet(string Text, IReadOnlyList<SearchMark> Marks)
{
    private const int Before = 40;
    private const int Longest = 200;

    public static SearchSnippet Of(string text, SearchQuery query)
    {
        var words = query.Terms.SelectMany(term => term.Readings).SelectMany(reading => reading).ToList();
        var marks = Merge(Find(text, words));
        var start = marks.Count == 0 || marks[0].Start <= Before ? 0 : Edge(text, marks[0].Start - Before);
        var end = Math.Min(text.Length, start + Longest);
        if (end < text.Length && char.IsLowSurrogate(text[end]))
            end--;
        return new SearchSnippet(
            text[start..end],
            [.. marks.Where(mark => mark.Start >= start && mark.Start + mark.Length <= end).Select(mark => mark with { Start = mark.Start - start })]);
    }

    private static IEnumerable<SearchMark> Find(string text, List<SearchWord> words)
    {
        var folded = new FoldedText(text);
        for (var at = 0; at < folded.Folded.Length;)
        {
            var end = at;
            while (end < folded.Folded.Length && WordUnits.IsWord(folded.Folded[end]))
                end++;
            var length = end > at ? end - at : WordUnits.IsUnspaced(folded.Folded[at]) && at + 1 < folded.Folded.Length ? 2 : 0;
            if (length > 0)
            {
                var (start, size) = folded.OriginalRange(at, length);
                if (IsHit(folded.Folded.Substring(at, length), text.Substring(start, size), words))
                    yield return new SearchMark(start, size);
            }

            at = Math.Max(end, at + 1);
        }
    }

    private static bool IsHit(string word, string original, List<SearchWord> words)
    {
        if (words.Exists(wanted => wanted.Matches(word)))
            return true;
        var meant = new List<string>();
        SearchWords.AddWords(meant, Teencode.Default.ExpandFolded(original));
        return meant.Exists(part => words.Exists(wanted => wanted.Matches(part)));
    }

    private static List<SearchMark> Merge(IEnumerable<SearchMark> marks)
    {
        var merged = new List<SearchMark>();
        foreach (var mark in marks)
            if (merged.Count > 0 && mark.Start < merged[^1].Start + merged[^1].Length)
                merged[^1] = merged[^1] with { Length = Math.Max(merged[^1].Length, mark.Start + mark.Length - merged[^1].Start) };
            else
                merged.Add(mark);
        return merged;
    }

    // Back to a space, so that no word is cut, and never into a pair of surrogates.
    private static int Edge(string text, int at)
    {
        var space = text.LastIndexOf(' ', at, Math.Min(at + 1, 20));
        return space >= 0 ? space + 1 : char.IsLowSurrogate(text[at]) ? at + 1 : at;
    }

    public override string ToString() => "SearchSnippet";
}

public readonly record struct SearchMark(int Start, int Length);
