namespace Hub.Core.Text;

/// <summary>One folded string that the automaton looks for, and on whose behalf.</summary>
sealed class KeywordPattern
{
    /// <summary>Null for a shorthand token: met, it only says that the text has to be expanded.</summary>
    public Keyword? Keyword { get; init; }

    public required string Folded { get; init; }

    /// <summary>Accents that must agree; null when they do not matter.</summary>
    public string? Accents { get; init; }

    public MatchMode Mode { get; init; }

    /// <summary>Looked for in the text as typed.</summary>
    public bool OnPlain { get; init; } = true;

    /// <summary>Looked for in the text with shorthand written out.</summary>
    public bool OnExpanded { get; init; }

    public bool BoundaryBefore => Mode == MatchMode.WholeWord && WordUnits.IsWord(Folded[0]);

    public bool BoundaryAfter => Mode == MatchMode.WholeWord && WordUnits.IsWord(Folded[^1]);

    /// <summary>What the automaton cannot see: the end of the word, the ends of the message. It has seen to the start of the word.</summary>
    public bool EndsWell(ReadOnlySpan<char> text, int end) => Mode switch
    {
        MatchMode.Contains => true,
        MatchMode.Exact => end == text.Length && Folded.Length == end,
        _ => !BoundaryAfter || end == text.Length || !WordUnits.IsWord(text[end]),
    };
}
