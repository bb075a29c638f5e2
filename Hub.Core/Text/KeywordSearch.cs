namespace Hub.Core.Text;

/// <summary>The thorough second look at a text in which something stands: places in the original, exact accents, shorthand.</summary>
sealed class KeywordSearch
{
    readonly KeywordAutomaton _automaton;
    readonly FoldedText _text;
    readonly char[] _accents;
    readonly ExpandedText _expanded;
    readonly List<KeywordHit> _hits = [];

    public KeywordSearch(KeywordAutomaton automaton, Teencode teencode, string text)
    {
        _automaton = automaton;
        _text = new FoldedText(text);
        _accents = AlignedAccents.Of(_text);
        _expanded = new ExpandedText(_text, _accents, teencode);
    }

    public IReadOnlyList<KeywordHit> Hits()
    {
        foreach (var (pattern, start, end) in Scan(_text.Folded))
            AddPlain(pattern, start, end);
        if (_expanded.HasExpansions)
            foreach (var (pattern, start, end) in Scan(_expanded.Folded))
                AddExpanded(pattern, start, end);
        // Only shorthand leads to one place by two ways; and hashing a hit hashes its keyword.
        var hits = _expanded.HasExpansions ? _hits.Distinct() : _hits;
        return [.. hits.OrderBy(hit => hit.Start).ThenBy(hit => hit.Length).ThenBy(hit => hit.Keyword.Id)];
    }

    List<(KeywordPattern, int Start, int End)> Scan(string text)
    {
        var found = new Collected([]);
        _automaton.Run(text, ref found);
        return found.Patterns;
    }

    // A pattern of the expanded text counts here wherever the expanded text is the same as this one.
    void AddPlain(KeywordPattern pattern, int start, int end)
    {
        if ((pattern.OnPlain || !_expanded.TouchesShorthand(start, end)) && AccentsAgree(pattern, _accents.AsSpan(start, end - start)))
            Add(pattern, start, end);
    }

    void AddExpanded(KeywordPattern pattern, int start, int end)
    {
        if (pattern.OnExpanded && _expanded.Source(start, end) is { } source
            && AccentsAgree(pattern, _expanded.Accents.AsSpan(start, end - start)))
            Add(pattern, source.Start, source.End);
    }

    void Add(KeywordPattern pattern, int start, int end)
    {
        var (at, length) = _text.OriginalRange(start, end - start);
        _hits.Add(new KeywordHit(pattern.Keyword!, at, length));
    }

    static bool AccentsAgree(KeywordPattern pattern, ReadOnlySpan<char> accents) =>
        pattern.Accents is null || accents.SequenceEqual(pattern.Accents);

    readonly struct Collected(List<(KeywordPattern, int Start, int End)> patterns) : IPatternSink
    {
        public List<(KeywordPattern, int Start, int End)> Patterns => patterns;

        public bool Found(KeywordPattern pattern, int end)
        {
            if (pattern.Keyword is not null)
                patterns.Add((pattern, end - pattern.Folded.Length, end));
            return true;
        }
    }
}
