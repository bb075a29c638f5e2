using System.Text;

namespace Hub.Core.Text;

/// <summary>
/// Text without what a fold drops, composed to NFC, with the way back. The slow road: Japanese and Korean in decomposed form,
/// Indic vowels, marks out of order.
/// </summary>
sealed class ComposedText
{
    public string Text { get; }
    public List<int> Starts { get; } = [];
    public List<int> Ends { get; } = [];

    public ComposedText(ReadOnlySpan<char> source)
    {
        var (kept, origins) = WithoutDropped(source);
        var output = new StringBuilder(kept.Length);
        var composer = new Composer();
        for (var start = 0; start < kept.Length;)
        {
            var end = Nfc.SegmentEnd(kept, start);
            var segment = kept.AsSpan(start, end - start);
            if (Nfc.IsPlain(segment))
                output.Append(segment);
            else
                composer.Append(segment, output);
            TraceSegment(origins, start, end, output.Length);
            start = end;
        }

        Text = output.ToString();
    }

    static (string Kept, List<int> Origins) WithoutDropped(ReadOnlySpan<char> source)
    {
        var kept = new StringBuilder(source.Length);
        var origins = new List<int>(source.Length);
        for (var at = 0; at < source.Length;)
        {
            var codePoint = Nfc.ReadCodePoint(source, at, out var length);
            // A lone surrogate is replaced here already: what stood between two of them may be dropped, and they must not pair up.
            var lone = length == 1 && char.IsSurrogate(source[at]);
            if (!FoldTable.IsDropped(codePoint))
                for (var i = at; i < at + length; i++)
                {
                    kept.Append(lone ? '\uFFFD' : source[i]);
                    origins.Add(i);
                }

            at += length;
        }

        return (kept.ToString(), origins);
    }

    // Inside a segment there is no unit-by-unit correspondence, so each composed unit stands for the whole segment.
    void TraceSegment(List<int> origins, int start, int end, int composedLength)
    {
        while (Starts.Count < composedLength)
        {
            Starts.Add(origins[start]);
            Ends.Add(origins[end - 1] + 1);
        }
    }
}
