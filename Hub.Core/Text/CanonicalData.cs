using System.Globalization;

namespace Hub.Core.Text;

/// <summary>
/// What composing text needs to know of each code point. The hub runs with invariant globalization, where
/// <see cref="string.Normalize()"/> returns its input unchanged, so the composition is ours.
/// </summary>
static partial class CanonicalData
{
    /// <summary>May combine with, or reorder around, what stands before it.</summary>
    public const byte JoinsBackward = 1;

    /// <summary>Never occurs in NFC: its mapping replaces it.</summary>
    public const byte Replaced = 2;

    static readonly Dictionary<int, byte> CombiningClasses = ReadClasses();
    static readonly byte[] Classes16 = new byte[0x10000];
    static readonly Dictionary<int, int[]> Decompositions = [];
    static readonly Dictionary<(int First, int Second), int> Compositions = [];
    static readonly Dictionary<int, byte> SupplementaryFlags = [];
    static readonly HashSet<int> Seconds = [];
    static readonly byte[] Flags = new byte[0x10000];

    static CanonicalData()
    {
        foreach (var entry in Entries(Mappings))
            ReadMapping(entry);
        foreach (var (codePoint, combiningClass) in CombiningClasses)
        {
            AddFlag(codePoint, JoinsBackward);
            if (codePoint < 0x10000)
                Classes16[codePoint] = combiningClass;
        }

        Seconds.UnionWith(Compositions.Keys.Select(pair => pair.Second));
        Seconds.UnionWith(Enumerable.Range(0x1161, 21).Concat(Enumerable.Range(0x11A8, 27)));
        foreach (var second in Seconds)
            AddFlag(second, JoinsBackward);
        foreach (var (codePoint, mapping) in Decompositions)
            if ((FlagsOf(mapping[0]) & JoinsBackward) != 0)
                AddFlag(codePoint, JoinsBackward);
    }

    public static byte FlagsOf(char unit) => Flags[unit];

    public static byte FlagsOf(int codePoint) =>
        codePoint < 0x10000 ? Flags[codePoint] : SupplementaryFlags.GetValueOrDefault(codePoint);

    public static byte ClassOf(int codePoint) =>
        codePoint < 0x10000 ? Classes16[codePoint] : CombiningClasses.GetValueOrDefault(codePoint);

    /// <summary>Can be the second half of a composition.</summary>
    public static bool IsSecond(int codePoint) => Seconds.Contains(codePoint);

    public static int[]? Decomposition(int codePoint) => Decompositions.GetValueOrDefault(codePoint);

    public static bool TryCompose(int first, int second, out int composed) => Compositions.TryGetValue((first, second), out composed);

    static Dictionary<int, byte> ReadClasses()
    {
        var classes = new Dictionary<int, byte>();
        foreach (var entry in Entries(Classes))
        {
            var (range, value) = Split(entry, ':');
            var (first, last) = range.Contains('-') ? Split(range, '-') : (range, range);
            for (var codePoint = Hex(first); codePoint <= Hex(last); codePoint++)
                classes.Add(codePoint, (byte)Hex(value));
        }

        return classes;
    }

    static void ReadMapping(string entry)
    {
        var composes = entry.Contains('=');
        var (key, value) = Split(entry, composes ? '=' : '!');
        var (codePoint, mapping) = (Hex(key), Array.ConvertAll(value.Split(' '), Hex));
        Decompositions.Add(codePoint, mapping);
        if (composes)
            Compositions.Add((mapping[0], mapping[1]), codePoint);
        else
            AddFlag(codePoint, Replaced);
    }

    static void AddFlag(int codePoint, byte flag)
    {
        if (codePoint < 0x10000)
            Flags[codePoint] |= flag;
        else
            SupplementaryFlags[codePoint] = (byte)(SupplementaryFlags.GetValueOrDefault(codePoint) | flag);
    }

    static IEnumerable<string> Entries(string table) =>
        table.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    static (string, string) Split(string entry, char separator)
    {
        var at = entry.IndexOf(separator);
        return (entry[..at], entry[(at + 1)..]);
    }

    static int Hex(string digits) => int.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
