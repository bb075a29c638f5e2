namespace Hub.Core.Text;

/// <summary>A folded text that knows where each of its units came from, for highlighting and for exact accents.</summary>
public sealed class FoldedText
{
    readonly int[] _starts;
    readonly int[] _ends;

    public FoldedText(string original)
    {
        Original = original;
        (_starts, _ends) = (new int[original.Length], new int[original.Length]);
        var buffer = new char[original.Length];
        var written = FoldLoop.Run(original, buffer, composed: false, new IndexTrace(_starts, _ends));
        if (written == FoldLoop.MustCompose)
            (buffer, written, _starts, _ends) = FoldComposed(original);
        Folded = new string(buffer, 0, written);
    }

    public string Original { get; }

    public string Folded { get; }

    /// <summary>Where in the original the folded unit at <paramref name="index"/> begins.</summary>
    public int OriginalIndex(int index) => _starts[index];

    /// <summary>One past the last original unit that went into the folded unit, its combining accents included.</summary>
    public int OriginalEnd(int index) => _ends[index];

    /// <summary>The original range behind a folded range of at least one unit.</summary>
    public (int Start, int Length) OriginalRange(int start, int length)
    {
        var first = _starts[start];
        return (first, _ends[start + length - 1] - first);
    }

    static (char[], int, int[], int[]) FoldComposed(string original)
    {
        var composed = new ComposedText(original);
        var length = composed.Text.Length;
        var (starts, ends, buffer) = (new int[length], new int[length], new char[length]);
        var written = FoldLoop.Run(composed.Text, buffer, composed: true, new IndexTrace(starts, ends));
        for (var i = 0; i < written; i++)
            (starts[i], ends[i]) = (composed.Starts[starts[i]], composed.Ends[ends[i] - 1]);
        return (buffer, written, starts, ends);
    }
}
