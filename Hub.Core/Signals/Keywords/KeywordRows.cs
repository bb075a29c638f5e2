using Hub.Core.Text;

namespace Hub.Core.Signals.Keywords;

/// <summary>Collects rows while a file is read, and checks each.</summary>
sealed class KeywordRows
{
    readonly List<KeywordRow> _rows = [];
    readonly List<KeywordRowProblem> _problems = [];
    readonly Dictionary<(string, string?, MatchMode, AccentMode), int> _seen = [];

    public void Reject(KeywordRowProblem problem) => _problems.Add(problem);

    /// <summary>False when the file is full: reading stops.</summary>
    public bool Add(int line, string? term, string? language, string? mode, string? accents)
    {
        if (_rows.Count + _problems.Count >= KeywordListFile.MostRows)
        {
            Reject(KeywordFileProblems.TooManyRows(line));
            return false;
        }

        if (Mode(mode) is not { } matchMode)
            Reject(KeywordFileProblems.UnknownMode(line));
        else if (Accents(accents) is not { } accentMode)
            Reject(KeywordFileProblems.UnknownAccents(line));
        else
            AddTerm(new KeywordRow(line, Nfc.Normalize((term ?? "").Trim()), Language(language), matchMode, accentMode));
        return true;
    }

    public KeywordListContent Content() => new(_rows, _problems);

    void AddTerm(KeywordRow row)
    {
        var folded = TextFold.Fold(row.Term);
        var spelling = row.Accents == AccentMode.Folded ? folded : row.Term.ToLowerInvariant();
        var identity = (spelling, row.Language, row.Mode, row.Accents);
        if (folded.Length == 0)
            Reject(KeywordFileProblems.NoTerm(row.Line));
        else if (row.Term.Length > KeywordMatcher.LongestTerm)
            Reject(KeywordFileProblems.TooLong(row.Line));
        else if (folded.Contains('\uFFFD'))
            Reject(KeywordFileProblems.Unreadable(row.Line));
        else if (!_seen.TryAdd(identity, row.Line))
            Reject(KeywordFileProblems.Duplicate(row.Line, _seen[identity]));
        else
            _rows.Add(row);
    }

    static string? Language(string? language) => string.IsNullOrWhiteSpace(language) ? null : language.Trim().ToLowerInvariant();

    static MatchMode? Mode(string? mode) => mode?.Trim().ToLowerInvariant() switch
    {
        null or "" or "word" or "wholeword" or "whole_word" => MatchMode.WholeWord,
        "contains" => MatchMode.Contains,
        "exact" => MatchMode.Exact,
        _ => null,
    };

    static AccentMode? Accents(string? accents) => accents?.Trim().ToLowerInvariant() switch
    {
        null or "" or "folded" => AccentMode.Folded,
        "exact" => AccentMode.Exact,
        _ => null,
    };
}
