namespace Hub.Core.Text;

public enum MatchMode
{
    /// <summary>The term as whole words. In scripts without spaces no word boundary is asked for.</summary>
    WholeWord,

    /// <summary>The term anywhere, also inside a word.</summary>
    Contains,

    /// <summary>The whole message is the term, nothing before and nothing after.</summary>
    Exact,
}

public enum AccentMode
{
    /// <summary>Accents do not matter: "gia" finds "giá", "giả" and "già".</summary>
    Folded,

    /// <summary>Accents must agree: "giá" finds neither "gia" nor "già". Case, NFC and tone placement still do not matter.</summary>
    Exact,
}

/// <param name="Teencode">Chat shorthand counts as what it stands for: "ko" as "không".</param>
public sealed record Keyword(
    Guid Id, string Term, MatchMode Mode = MatchMode.WholeWord, AccentMode Accents = AccentMode.Folded, bool Teencode = false);

/// <param name="Start">In UTF-16 units of the original text.</param>
/// <param name="Length">Covers combining accents; where shorthand was expanded, the whole shorthand.</param>
public readonly record struct KeywordHit(Keyword Keyword, int Start, int Length);
