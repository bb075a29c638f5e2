using System.Buffers;

namespace Hub.Core.Text;

/// <summary>
/// The form in which text is searched and matched: no accents, đ as d, lower case, full-width forms as ASCII, nothing
/// invisible, single spaces, none at the ends. Old and new tone placement fold alike. Thai, Lao and Khmer signs stay: there
/// they are letters.
/// </summary>
public static class TextFold
{
    /// <summary>Idempotent; equal for NFC and NFD; never throws. Folded text comes back as the same instance.</summary>
    public static string Fold(string text)
    {
        var rented = ArrayPool<char>.Shared.Rent(text.Length);
        try
        {
            return TryFold(text, rented, out var written)
                ? Same(text, rented.AsSpan(0, written))
                : new FoldedText(text).Folded;
        }
        finally
        {
            ArrayPool<char>.Shared.Return(rented);
        }
    }

    /// <summary>
    /// Folds without allocating. False when the text has to be composed first (decomposed Japanese or Korean, some Indic
    /// vowels): take <see cref="Fold"/> or <see cref="FoldedText"/> then.
    /// </summary>
    /// <param name="destination">At least as long as <paramref name="text"/>.</param>
    public static bool TryFold(ReadOnlySpan<char> text, Span<char> destination, out int written)
    {
        written = FoldLoop.Run(text, destination, composed: false, default(NoTrace));
        return written != FoldLoop.MustCompose;
    }

    static string Same(string text, ReadOnlySpan<char> folded) => folded.SequenceEqual(text) ? text : new string(folded);
}
