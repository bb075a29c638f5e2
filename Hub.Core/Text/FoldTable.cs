using System.Text;

namespace Hub.Core.Text;

/// <summary>One entry for each UTF-16 unit: its folded unit, or (inside the surrogate range, which no fold yields) an instruction.</summary>
static class FoldTable
{
    /// <summary>A combining accent: belongs to the letter before it and vanishes with it.</summary>
    public const ushort DropAccent = 0xD800;

    /// <summary>Invisible: a zero-width space, a joiner, a direction mark, a variation selector.</summary>
    public const ushort DropInvisible = 0xD801;

    /// <summary>A mark that stays (a Thai tone, say); fine as long as the marks stand in canonical order.</summary>
    public const ushort Mark = 0xD802;

    /// <summary>May have to be composed with its neighbours first.</summary>
    public const ushort Compose = 0xD803;

    public const ushort Surrogate = 0xD804;

    public static readonly ushort[] Entries = Build();

    public static bool IsInstruction(ushort entry) => (uint)(entry - 0xD800) < 0x800;

    /// <summary>U+E0000 to U+E0FFF: tags and variation selectors.</summary>
    public static bool IsInvisible(int codePoint) => codePoint is >= 0xE0000 and <= 0xE0FFF;

    public static bool IsDropped(int codePoint) => codePoint < 0x10000
        ? Entries[codePoint] is DropAccent or DropInvisible
        : IsInvisible(codePoint);

    static ushort[] Build()
    {
        var entries = new ushort[0x10000];
        var composer = new Composer();
        for (var unit = 0; unit < entries.Length; unit++)
            entries[unit] = Entry((char)unit, composer);
        return entries;
    }

    static ushort Entry(char unit, Composer composer)
    {
        if (char.IsSurrogate(unit))
            return Surrogate;
        if (IsAccent(unit))
            return DropAccent;
        if (IsInvisible(unit))
            return DropInvisible;
        var letter = Letter(unit, composer);
        var flags = CanonicalData.FlagsOf(letter);
        if (flags == 0)
            return letter;
        return flags == CanonicalData.JoinsBackward && CanonicalData.ClassOf(letter) != 0 && !CanonicalData.IsSecond(letter)
            ? Mark
            : Compose;
    }

    static char Letter(char unit, Composer composer)
    {
        if (char.IsWhiteSpace(unit))
            return ' ';
        if (unit is '\0' or '\uFFFE' or '\uFFFF')
            return '\uFFFD';
        if (unit is >= '\uFF01' and <= '\uFF5E')
            return Letter((char)(unit - 0xFEE0), composer);
        var bare = Stroked(char.ToLowerInvariant(WithoutAccents(unit, composer)));
        return bare == unit ? unit : Letter(bare, composer);
    }

    static char WithoutAccents(char unit, Composer composer)
    {
        if (CanonicalData.Decomposition(unit) is null)
            return unit;
        var parts = new StringBuilder();
        composer.Append([unit], parts, decomposeOnly: true);
        for (var i = parts.Length - 1; i >= 0; i--)
            if (IsAccent(parts[i]))
                parts.Remove(i, 1);
        var composed = Nfc.Normalize(parts.ToString());
        return composed.Length == 1 ? composed[0] : unit;
    }

    // Letters with a stroke have no decomposition. Eth and African D stand in for the Vietnamese letter in old fonts.
    static char Stroked(char unit) => unit switch
    {
        'đ' or 'ð' or 'ɖ' => 'd',
        'ħ' => 'h',
        'ı' => 'i',
        'ł' => 'l',
        'ø' => 'o',
        'ſ' => 's',
        'ŧ' => 't',
        _ => unit,
    };

    static bool IsAccent(char unit) => unit is >= '\u0300' and <= '\u036F' or >= '\u1AB0' and <= '\u1AFF'
        or >= '\u1DC0' and <= '\u1DFF' or >= '\u20D0' and <= '\u20FF' or >= '\uFE20' and <= '\uFE2F';

    static bool IsInvisible(char unit) => unit is '\u00AD' or '\u061C' or '\u180E' or '\uFEFF' or >= '\u200B' and <= '\u200F'
        or >= '\u202A' and <= '\u202E' or >= '\u2060' and <= '\u206F' or >= '\uFE00' and <= '\uFE0F';
}
