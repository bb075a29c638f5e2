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
            (_compact, _rows) = (new CompactRows(_rows, _stride, ends), []);
        else
            _ends = ends;
    }

    /// <summary>Bytes held by the tables.</summary>
    public long Size => 2L * _classes.Length + 4L * (_rows.Length + _fail.Length * 4L) + _ends.Length + 2L * _trie.Labels.Length + (_compact?.Size ?? 0);

    public void Run<TSink>(ReadOnlySpan<char> text, ref TSink sink)
        where TSink : struct, IPatternSink, allows ref struct
    {
        if (_compact is { } compact)
            RunCompact(compact, text, ref sink);
        else
            RunLarge(text, ref sink);
    }

    void RunCompact<TSink>(CompactRows compact, ReadOnlySpan<char> text, ref TSink sink)
        where TSink : struct, IPatternSink, allows ref struct
    {
        ref var classes = ref MemoryMarshal.GetArrayDataReference(_classes);
        ref var cells = ref MemoryMarshal.GetArrayDataReference(compact.Cells);
        var (shift, wordEnds, ends) = (compact.Shift + 1, (nuint)compact.FirstWordEnd, (nuint)compact.FirstEnd);
        nuint state = compact.Start;
        for (var at = 0; at < text.Length; at++)
        {
            // The column does not wait for the state: only the shift and the load stand in the chain from unit to unit.
            ref var column = ref Unsafe.Add(ref cells, (nuint)Unsafe.Add(ref classes, text[at]));
            state = Unsafe.AddByteOffset(ref column, state << shift);
            if (state < wordEnds)
                continue;
            if (state < ends && at + 1 < text.Length && WordUnits.IsWord(text[at + 1]))
                continue;
            if (!Report(compact.Original((int)state), text, at + 1, ref sink))
                return;
        }
    }

    void RunLarge<TSink>(ReadOnlySpan<char> text, ref TSink sink)
        where TSink : struct, IPatternSink, allows ref struct
    {
        var state = KeywordTrie.WordStart;
        for (var at = 0; at < text.Length; at++)
        {
            state = Step(state, _classes[text[at]]);
            if (_ends[state] != CompactRows.End.None && !Report(state, text, at + 1, ref sink))
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

    bool Report<TSink>(int state, ReadOnlySpan<char> text, int end, ref TSink sink)
        where TSink : struct, IPatternSink, allows ref struct
    {
        for (var suffix = state; suffix >= 0; suffix = _shorter[suffix])
            for (var i = _trie.Pattern[suffix]; i >= 0; i = _trie.NextPattern[i])
                if (_patterns[i].EndsWell(text, end) && !sink.Found(_patterns[i], end))
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
