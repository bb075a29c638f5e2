namespace Hub.Core.Text;

/// <summary>
/// The patterns as a tree, numbered breadth first, with failure links. Two states have no text behind them: <see cref="InWord"/>
/// (the last unit was a letter) and <see cref="WordStart"/> (it was not). Patterns that must begin a word hang under the second,
/// so a scan inside a longer word stays in one hot row instead of walking candidates that a later check would refuse.
/// </summary>
sealed class KeywordTrie
{
    public const int InWord = 0, WordStart = 1;

    readonly List<int> _firstChild = [-1, -1], _nextSibling = [-1, -1], _pattern = [-1, -1];
    readonly List<ushort> _label = [0, 0];

    public KeywordTrie(IReadOnlyList<KeywordPattern> patterns, UnitClasses classes)
    {
        NextPattern = new int[patterns.Count];
        for (var i = 0; i < patterns.Count; i++)
            Insert(patterns[i], i, classes);
        Renumber();
    }

    public int Count => Labels.Length;

    /// <summary>By state: the class on the edge into it.</summary>
    public ushort[] Labels { get; private set; } = [];

    /// <summary>By state: its first child; the children of state s are FirstChild[s] up to FirstChild[s + 1].</summary>
    public int[] FirstChild { get; private set; } = [];

    /// <summary>By state: the first pattern that ends there, or -1; more by <see cref="NextPattern"/>.</summary>
    public int[] Pattern { get; private set; } = [];

    /// <summary>By state: how many units of text it stands for, at most <see cref="KeywordMatcher.LongestTerm"/>.</summary>
    public byte[] Depth { get; private set; } = [];

    /// <summary>By pattern: another one that ends in the same state, or -1.</summary>
    public int[] NextPattern { get; }

    /// <summary>The child over a class, or -1. Children are sorted by class.</summary>
    public int Child(int state, ushort unitClass)
    {
        var (from, to) = (FirstChild[state], FirstChild[state + 1]);
        if (to - from == 1)
            return Labels[from] == unitClass ? from : -1;
        var found = Array.BinarySearch(Labels, from, to - from, unitClass);
        return found >= 0 ? found : -1;
    }

    void Insert(KeywordPattern pattern, int index, UnitClasses classes)
    {
        var node = pattern.BoundaryBefore ? WordStart : InWord;
        foreach (var unit in pattern.Folded)
            node = ChildOrNew(node, classes.Of(unit));
        NextPattern[index] = _pattern[node];
        _pattern[node] = index;
    }

    int ChildOrNew(int node, ushort label)
    {
        var child = _firstChild[node];
        while (child >= 0 && _label[child] != label)
            child = _nextSibling[child];
        return child >= 0 ? child : NewChild(node, label);
    }

    int NewChild(int node, ushort label)
    {
        var child = _label.Count;
        _label.Add(label);
        _nextSibling.Add(_firstChild[node]);
        _firstChild.Add(-1);
        _pattern.Add(-1);
        _firstChild[node] = child;
        return child;
    }

    // Children of one state become neighbours, which is all that an edge list needs; states near the start become neighbours
    // too, which is what the processor's cache wants.
    void Renumber()
    {
        var count = _label.Count;
        (Labels, Pattern, FirstChild, Depth) = (new ushort[count], new int[count], new int[count + 1], new byte[count]);
        var order = new int[count];
        order[1] = 1;
        var filled = 2;
        var children = new List<int>();
        for (var state = 0; state < count; state++)
        {
            Labels[state] = _label[order[state]];
            Pattern[state] = _pattern[order[state]];
            FirstChild[state] = filled;
            children.Clear();
            for (var child = _firstChild[order[state]]; child >= 0; child = _nextSibling[child])
                children.Add(child);
            children.Sort((left, right) => _label[left].CompareTo(_label[right]));
            children.CopyTo(order, filled);
            Depth.AsSpan(filled, children.Count).Fill((byte)(Depth[state] + 1));
            filled += children.Count;
        }

        FirstChild[count] = filled;
    }
}
