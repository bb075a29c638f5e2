namespace Hub.Core.Text;

/// <summary>
/// Chat shorthand, whole tokens only. Built in: <see cref="Default"/>; a workspace adds or replaces pairs. Immutable.
/// No list of shorthand is complete.
/// </summary>
public sealed class Teencode
{
    public static readonly Teencode None = new([]);

    public static readonly Teencode Default = new(BuiltIn());

    readonly Dictionary<string, Entry> _entries = [];

    /// <param name="extra">Short form and meaning, as people type them. A later pair replaces an earlier one.</param>
    public Teencode(Teencode basis, IEnumerable<KeyValuePair<string, string>> extra)
        : this(basis._entries.Values.Select(entry => KeyValuePair.Create(entry.Short, entry.Meaning)).Concat(extra))
    {
    }

    Teencode(IEnumerable<KeyValuePair<string, string>> pairs)
    {
        foreach (var (shorthand, meaning) in pairs)
            if (Entry.TryCreate(shorthand, meaning, out var entry))
                _entries[entry.Short] = entry;
    }

    /// <summary>Version of the built-in pairs.</summary>
    public static int Version => TeencodePairs.Version;

    /// <summary>The short forms as matched: NFC, lower case, accents kept.</summary>
    public IReadOnlyCollection<string> ShortForms => _entries.Keys;

    /// <summary>Both forms: the folded text with every known token replaced, for search.</summary>
    public string ExpandFolded(string text)
    {
        var source = new FoldedText(text);
        return new ExpandedText(source, AlignedAccents.Of(source), this).Folded;
    }

    internal IEnumerable<Entry> Entries => _entries.Values;

    internal Entry? Find(ReadOnlySpan<char> accented) =>
        _entries.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(accented, out var entry) ? entry : null;

    static IEnumerable<KeyValuePair<string, string>> BuiltIn() =>
        from line in TeencodePairs.Pairs.Split('\n')
        let sides = line.Split('=', StringSplitOptions.TrimEntries)
        from shorthand in sides[1].Split(' ')
        select KeyValuePair.Create(shorthand, sides[0]);

    internal sealed class Entry
    {
        Entry(string shorthand, string foldedShort, string meaning, string foldedMeaning) =>
            (Short, FoldedShort, Meaning, FoldedMeaning) = (shorthand, foldedShort, meaning, foldedMeaning);

        public string Short { get; }
        public string FoldedShort { get; }
        public string Meaning { get; }
        public string FoldedMeaning { get; }

        // A short form is one token; anything else could never be met and is passed over.
        public static bool TryCreate(string shorthand, string meaning, out Entry entry)
        {
            var (folded, foldedMeaning) = (new FoldedText(shorthand), new FoldedText(meaning));
            entry = new Entry(
                new string(AlignedAccents.Of(folded)), folded.Folded, new string(AlignedAccents.Of(foldedMeaning)), foldedMeaning.Folded);
            return entry.Short.Length > 0 && entry.Meaning.Length > 0 && entry.FoldedShort.All(WordUnits.IsWord);
        }
    }
}
