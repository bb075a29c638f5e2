using System.Text;

namespace Hub.Core.Text;

/// <summary>A folded text with shorthand written out, beside its accent-keeping twin, and the way back to the folded text.</summary>
sealed class ExpandedText
{
    readonly List<Piece> _pieces = [];

    public ExpandedText(FoldedText source, ReadOnlySpan<char> accents, Teencode teencode)
    {
        var (folded, accented) = (new StringBuilder(), new StringBuilder());
        var text = source.Folded;
        var copied = 0;
        for (var start = 0; start < text.Length;)
        {
            var end = TokenEnd(text, start);
            if (end > start && teencode.Find(accents[start..end]) is { } entry)
            {
                folded.Append(text, copied, start - copied);
                accented.Append(accents[copied..start]);
                _pieces.Add(new Piece(folded.Length, entry.FoldedMeaning.Length, start, end));
                folded.Append(entry.FoldedMeaning);
                accented.Append(entry.Meaning);
                copied = end;
            }

            start = Math.Max(end, start + 1);
        }

        (Folded, Accents) = (folded.Append(text, copied, text.Length - copied).ToString(), accented.Append(accents[copied..]).ToString());
    }

    public string Folded { get; }

    /// <summary>Of the same length as <see cref="Folded"/>.</summary>
    public string Accents { get; }

    public bool HasExpansions => _pieces.Count > 0;

    /// <summary>Whether a range of the unexpanded text touches shorthand.</summary>
    public bool TouchesShorthand(int start, int end)
    {
        var at = Search(piece => piece.SourceEnd <= start);
        return at < _pieces.Count && _pieces[at].SourceStart < end;
    }

    /// <summary>The range of the unexpanded text behind an expanded range, or null when nothing in it was expanded.</summary>
    public (int Start, int End)? Source(int start, int end)
    {
        var first = Search(piece => piece.Start + piece.Length <= start);
        if (first == _pieces.Count || _pieces[first].Start >= end)
            return null;
        var last = Search(piece => piece.Start + piece.Length < end);
        return (SourceStart(first, start), SourceEnd(last, end));
    }

    int SourceStart(int piece, int at) => at >= _pieces[piece].Start ? _pieces[piece].SourceStart : at - Shift(piece);

    int SourceEnd(int piece, int at) =>
        piece < _pieces.Count && at > _pieces[piece].Start ? _pieces[piece].SourceEnd : at - Shift(piece);

    // How far the plain text before a piece has moved.
    int Shift(int piece) => piece == 0
        ? 0
        : _pieces[piece - 1].Start + _pieces[piece - 1].Length - _pieces[piece - 1].SourceEnd;

    int Search(Predicate<Piece> before)
    {
        int low = 0, high = _pieces.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (before(_pieces[middle]))
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    static int TokenEnd(string text, int start)
    {
        var end = start;
        while (end < text.Length && WordUnits.IsWord(text[end]))
            end++;
        return end;
    }

    readonly record struct Piece(int Start, int Length, int SourceStart, int SourceEnd);
}
