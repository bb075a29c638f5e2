using System.Numerics;

namespace Hub.Core.Text;

/// <summary>
/// The transition table in 16-bit cells, rows padded to a power of two. States where nothing ends come first, then those where
/// something ends with a word, then the rest: the scan needs one comparison to pass over a unit.
/// </summary>
sealed class CompactRows
{
    readonly ushort[] _original;
    readonly byte[] _depths;

    public enum End : byte
    {
        None,
        OfWord,
        Anywhere,
    }

    public CompactRows(int[] rows, int stride, End[] kinds, byte[] depths)
    {
        var count = rows.Length / stride;
        _original = [.. Enumerable.Range(0, count).OrderBy(state => kinds[state]).Select(state => (ushort)state)];
        var compact = new ushort[count];
        for (var i = 0; i < count; i++)
            compact[_original[i]] = (ushort)i;

        _depths = Array.ConvertAll(_original, state => depths[state]);
        FirstWordEnd = kinds.Count(kind => kind == End.None);
        FirstEnd = FirstWordEnd + kinds.Count(kind => kind == End.OfWord);
        Start = compact[KeywordTrie.WordStart];
        Shift = BitOperations.Log2(BitOperations.RoundUpToPowerOf2((uint)stride));
        Cells = new ushort[count << Shift];
        for (var state = 0; state < count; state++)
            for (var unitClass = 0; unitClass < stride; unitClass++)
                Cells[(compact[state] << Shift) + unitClass] = compact[rows[state * stride + unitClass]];
    }

    public ushort[] Cells { get; }

    public int Shift { get; }

    public int FirstWordEnd { get; }

    public int FirstEnd { get; }

    public uint Start { get; }

    public long Size => 2L * (Cells.Length + _original.Length) + _depths.Length;

    public static bool Fits(int states) => states <= ushort.MaxValue;

    public nuint Next(nuint state, ushort unitClass) => Cells[(state << Shift) + unitClass];

    public int Original(nuint state) => _original[state];

    public int Depth(nuint state) => _depths[state];
}
