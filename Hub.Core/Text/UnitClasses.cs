namespace Hub.Core.Text;

/// <summary>Units that no pattern tells apart share a class: a folded Vietnamese list needs about 40 instead of 65,536.</summary>
sealed class UnitClasses
{
    const ushort OtherWord = 0, Other = 1;

    readonly List<bool> _isWord = [true, false];

    public UnitClasses(IEnumerable<KeywordPattern> patterns)
    {
        for (var unit = 0; unit < Map.Length; unit++)
            Map[unit] = WordUnits.IsWord((char)unit) ? OtherWord : Other;
        // Frequent units first: the cells that a scan touches then share cache lines.
        foreach (var unit in patterns.SelectMany(pattern => pattern.Folded).CountBy(unit => unit).OrderByDescending(pair => pair.Value))
            Add(unit.Key);
    }

    public ushort[] Map { get; } = new ushort[0x10000];

    public int Count => _isWord.Count;

    public ushort Of(char unit) => Map[unit];

    public bool IsWord(int unitClass) => _isWord[unitClass];

    void Add(char unit)
    {
        Map[unit] = (ushort)_isWord.Count;
        _isWord.Add(WordUnits.IsWord(unit));
    }
}
