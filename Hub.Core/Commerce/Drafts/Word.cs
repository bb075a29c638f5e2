namespace Hub.Core.Commerce.Drafts;

/// <summary>A run of letters and digits in a line.</summary>
/// <param name="Text">Folded.</param>
/// <param name="Written">With its accents, composed.</param>
/// <param name="Gap">What stands between the word before and this one.</param>
internal sealed record Word(int Index, int Start, int End, string Text, string Written, string Gap)
{
    /// <summary>In small letters, with accents.</summary>
    public string Lower { get; } = Written.ToLowerInvariant();

    /// <summary>Written without accents: it may be any word with these letters.</summary>
    public bool IsPlain => Lower == Text;

    public bool IsCapital => char.IsUpper(Written[0]);

    public bool BeginsWithDigit => char.IsAsciiDigit(Text[0]);

    public bool IsNumber => Text.All(char.IsAsciiDigit);

    /// <summary>Something new begins here.</summary>
    public bool Breaks => Index == 0 || Gap.AsSpan().IndexOfAny(",;|()/:") >= 0 || (Gap.Contains('-', StringComparison.Ordinal) && Gap.Length > 1);

    public bool FollowsPoint => Gap.Contains('.', StringComparison.Ordinal);

    public override string ToString() => $"Word({Index})";
}
