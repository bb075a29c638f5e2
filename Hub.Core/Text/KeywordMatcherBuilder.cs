namespace Hub.Core.Text;

/// <summary>From keywords to patterns: validates, folds, and writes shorthand out.</summary>
sealed class KeywordMatcherBuilder(Teencode teencode)
{
    readonly List<KeywordPattern> _patterns = [];
    readonly List<KeywordProblem> _problems = [];
    readonly Dictionary<(string, MatchMode, AccentMode, bool), int> _rows = [];

    public KeywordMatcherResult Build(IEnumerable<Keyword> keywords)
    {
        var row = 0;
        foreach (var keyword in keywords)
            Add(keyword, ++row);
        if (_patterns.Exists(pattern => pattern.OnExpanded))
            AddShorthand();
        return new KeywordMatcherResult(new KeywordMatcher(_patterns, _rows.Count, teencode), _problems);
    }

    void Add(Keyword keyword, int row)
    {
        if (string.IsNullOrWhiteSpace(keyword.Term))
            _problems.Add(KeywordProblem.Empty(row));
        else if (keyword.Term.Length > KeywordMatcher.LongestTerm)
            _problems.Add(KeywordProblem.TooLong(row));
        else
            AddFolded(keyword, row, new FoldedText(keyword.Term));
    }

    void AddFolded(Keyword keyword, int row, FoldedText term)
    {
        var accents = new string(AlignedAccents.Of(term));
        var identity = (keyword.Accents == AccentMode.Exact ? accents : term.Folded, keyword.Mode, keyword.Accents, keyword.Teencode);
        if (term.Folded.Length == 0)
            _problems.Add(KeywordProblem.Empty(row));
        else if (term.Folded.Length > KeywordMatcher.LongestTerm)
            _problems.Add(KeywordProblem.TooLong(row));
        else if (term.Folded.Contains('\uFFFD'))
            _problems.Add(KeywordProblem.Unreadable(row));
        else if (!_rows.TryAdd(identity, row))
            _problems.Add(KeywordProblem.Duplicate(row, _rows[identity]));
        else
            AddPatterns(keyword, term, accents);
    }

    void AddPatterns(Keyword keyword, FoldedText term, string accents)
    {
        var expanded = keyword.Teencode ? new ExpandedText(term, accents, teencode) : null;
        var differs = expanded is { HasExpansions: true };
        _patterns.Add(Pattern(keyword, term.Folded, accents, onPlain: true, onExpanded: expanded is not null && !differs));
        if (differs)
            _patterns.Add(Pattern(keyword, expanded!.Folded, expanded.Accents, onPlain: false, onExpanded: true));
    }

    static KeywordPattern Pattern(Keyword keyword, string folded, string accents, bool onPlain, bool onExpanded) => new()
    {
        Keyword = keyword,
        Folded = folded,
        Accents = keyword.Accents == AccentMode.Exact ? accents : null,
        Mode = keyword.Mode,
        OnPlain = onPlain,
        OnExpanded = onExpanded,
    };

    // Shorthand rides in the same automaton, so that a text without any costs no second look.
    void AddShorthand()
    {
        foreach (var folded in teencode.Entries.Select(entry => entry.FoldedShort).Distinct())
            _patterns.Add(new KeywordPattern { Folded = folded });
    }
}
