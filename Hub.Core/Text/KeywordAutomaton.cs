using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hub.Core.Text;

/// <summary>
/// Aho-Corasick over UTF-16 units in classes: every pattern in every place, one step a unit. States get a full row of the
/// transition table, breadth first, until <see cref="CellBudget"/> is spent; deeper ones keep their few edges and a failure
/// link, so that 20,000 keywords or a Chinese alphabet stay within the same memory.
/// </summary>
sealed class KeywordAutomaton
{
    /// <summary>4 M cells: 8 MB with 16-bit cells, 16 MB with 32-bit ones.</summary>
    const int CellBudget = 4 << 20;

    const int WorthHalving = 24;

    const nuint Stopped = uint.MaxValue;

    readonly IReadOnlyList<KeywordPattern> _patterns;
    readonly ushort[] _classes;
    readonly int _stride;
    readonly KeywordTrie _trie;
    readonly int[] _fail;
    readonly int[] _shorter;
    readonly int _dense;
    readonly int[] _rows;
    readonly CompactRows.End[] _ends = [];
    readonly CompactRows? _compact;

    public KeywordAutomaton(IReadOnlyList<KeywordPattern> patterns)
    {
        var classes = new UnitClasses(patterns);
        _patterns = patterns;
        _classes = classes.Map;
        _stride = classes.Count;
        _trie = new KeywordTrie(patterns, classes);
        _fail = new int[_trie.Count];
        _shorter = new int[_trie.Count];
        _dense = Math.Clamp(CellBudget / _stride, 2, _trie.Count);
        _rows = new int[_dense * _stride];
        FillStartRows(classes);
        for (var state = 0; state < _trie.Count; state++)
            Link(state);
        var ends = Array.ConvertAll(Enumerable.Range(0, _trie.Count).ToArray(), Ends);
        if (_dense == _trie.Count && CompactRows.Fits(_trie.Count))
            (_compact, _rows) = (new CompactRows(_rows, _stride, ends, _trie.Depth), []);
        else
            _ends = ends;
    }

    /// <summary>Bytes held by the tables.</summary>
    public long Size => 2L * (_classes.Length + _trie.Labels.Length) + 4L * (_rows.Length + _fail.Length * 4L)
        + _ends.Length + (_compact?.Size ?? 0);

    public void Run<TSink>(ReadOnlySpan<char> text, ref TSink sink)
        where TSink : struct, IPatternSink, allows ref struct
    {
        if (_compact is { } compact)
            RunCompact(compact, text, ref sink);
        else
            RunLarge(text, ref sink);
    }

    // A scan waits for the second-level cache at nearly every unit, one load hanging on the one before. So two halves of the
    // text are scanned at a time; the first then goes on into the second until nothing of its own is left in its state.
    void RunCompact<TSink>(CompactRows compact, ReadOnlySpan<char> text, ref TSink sink)
        where TSink : struct, IPatternSink, allows ref struct
    {
        ref var classes = ref MemoryMarshal.GetArrayDataReference(_classes);
        ref var cells = ref MemoryMarshal.GetArrayDataReference(compact.Cells);
        var (shift, quiet) = (compact.Shift + 1, (nuint)compact.FirstWordEnd);
        nuint first = compact.Start, second = compact.Start;
        var middle = Middle(text);
        var head = text[..middle];
        var tail = text[middle..];
        var paired = Math.Min(head.Length, tail.Length);
        for (var at = 0; at < paired; at++)
        {
            // The column does not wait for the state: only the shift and the load stand in the chain from unit to unit.
            ref var firstColumn = ref Unsafe.Add(ref cells, (nuint)Unsafe.Add(ref classes, head[at]));
            ref var secondColumn = ref Unsafe.Add(ref cells, (nuint)Unsafe.Add(ref classes, tail[at]));
            first = Unsafe.AddByteOffset(ref firstColumn, first << shift);
            second = Unsafe.AddByteOffset(ref secondColumn, second << shift);
            if (first < quiet && second < quiet)
                continue;
            if (!Ended(compact, first, text, at + 1, ref sink) || !Ended(compact, second, text, middle + at + 1, ref sink))
                return;
        }

        first = RunRest(compact, first, text, paired, middle, ref sink);
        if (first != Stopped && RunRest(compact, second, text, middle + paired, text.Length, ref sink) != Stopped)
            RunInto(compact, first, text, middle, ref sink);
    }

    static int Middle(ReadOnlySpan<char> text)
    {
        var middle = text.Length < WorthHalving ? text.Length : text.Length / 2;
        while (middle < text.Length && WordUnits.IsWord(text[middle - 1]))
            middle++;
        return middle;
    }

    nuint RunRest<TSink>(CompactRows compact, nuint state, ReadOnlySpan<char> text, int from, int to, ref TSink sink)
        where TSink : struct, IPatternSink, allows ref struct
    {
        for (var at = from; at < to; at++)
        {
            state = compact.Next(state, _classes[text[at]]);
            if (!Ended(compact, state, text, at + 1, ref sink))
                return Stopped;
        }

        return state;
    }

    // What begins behind the middle has been found by the other scan.
    void RunInto<TSink>(CompactRows compact, nuint state, ReadOnlySpan<char> text, int middle, ref TSink sink)
        where TSink : struct, IPatternSink, allows ref struct
    {
        for (var at = middle; at < text.Length && compact.Depth(state) > at - middle; at++)
        {
            state = compact.Next(state, _classes[text[at]]);
            if (state >= (nuint)compact.FirstWordEnd && !Report(compact.Original(state), text, at + 1, middle, ref sink))
                return;
        }
    }

    bool Ended<TSink>(CompactRows compact, nuint state, ReadOnlySpan<char> text, int end, ref TSink sink)
        where TSink : struct, IPatternSink, allows ref struct
    {
        if (state < (nuint)compact.FirstWordEnd)
            return true;
        if (state < (nuint)compact.FirstEnd && end < text.Length && WordUnits.IsWord(text[end]))
            return true;
        return Report(compact.Original(state), text, end, text.Length, ref sink);
    }

    void RunLarge<TSink>(ReadOnlySpan<char> text, ref TSink sink)
        where TSink : struct, IPatternSink, allows ref struct
    {
        var state = KeywordTrie.WordStart;
        for (var at = 0; at < text.Length; at++)
        {
            state = Step(state, _classes[text[at]]);
            if (_ends[state] != CompactRows.End.None && !Report(state, text, at + 1, text.Length, ref sink))
                return;
        }
    }

    int Step(int state, ushort unitClass)
    {
        while (state >= _dense)
        {
            var child = _trie.Child(state, unitClass);
            if (child >= 0)
                return child;
            state = _fail[state];
        }

        return _rows[state * _stride + unitClass];
    }

    bool Report<TSink>(int state, ReadOnlySpan<char> text, int end, int startsBefore, ref TSink sink)
        where TSink : struct, IPatternSink, allows ref struct
    {
        for (var suffix = state; suffix >= 0; suffix = _shorter[suffix])
            for (var i = _trie.Pattern[suffix]; i >= 0; i = _trie.NextPattern[i])
                if (end - _patterns[i].Folded.Length < startsBefore && _patterns[i].EndsWell(text, end) && !sink.Found(_patterns[i], end))
                    return false;
        return true;
    }

    // Without a match the scan goes on inside a word or at the start of one, as the unit says.
    void FillStartRows(UnitClasses classes)
    {
        for (var unitClass = 0; unitClass < _stride; unitClass++)
        {
            var idle = classes.IsWord(unitClass) ? KeywordTrie.InWord : KeywordTrie.WordStart;
            var child = _trie.Child(KeywordTrie.InWord, (ushort)unitClass);
            _rows[unitClass] = child >= 0 ? child : idle;
            if (child >= 0)
                _fail[child] = idle;
        }

        _shorter[KeywordTrie.InWord] = -1;
    }

    // States come breadth first, so the row of the failure state is always there already.
    void Link(int state)
    {
        if (state != KeywordTrie.InWord)
        {
            var fail = _fail[state];
            _shorter[state] = _trie.Pattern[fail] >= 0 ? fail : _shorter[fail];
            for (var child = _trie.FirstChild[state]; child < _trie.FirstChild[state + 1]; child++)
                _fail[child] = Step(fail, _trie.Labels[child]);
            FillRow(state, fail);
        }
    }

    void FillRow(int state, int fail)
    {
        if (state >= _dense)
            return;
        _rows.AsSpan(fail * _stride, _stride).CopyTo(_rows.AsSpan(state * _stride));
        for (var child = _trie.FirstChild[state]; child < _trie.FirstChild[state + 1]; child++)
            _rows[state * _stride + _trie.Labels[child]] = child;
    }

    CompactRows.End Ends(int state)
    {
        var end = CompactRows.End.None;
        for (var suffix = state; suffix >= 0; suffix = _shorter[suffix])
            for (var i = _trie.Pattern[suffix]; i >= 0; i = _trie.NextPattern[i])
                if (!_patterns[i].BoundaryAfter)
                    return CompactRows.End.Anywhere;
                else
                    end = CompactRows.End.OfWord;
        return end;
    }
}
