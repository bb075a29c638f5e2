using System.Globalization;

namespace Hub.Core.Text;

/// <summary>Where words begin and end, unit by unit.</summary>
static class WordUnits
{
    const byte Other = 0, Spaced = 1, Unspaced = 2;

    static readonly byte[] Kinds = Build();

    /// <summary>A letter or digit of a script that puts spaces between words.</summary>
    public static bool IsWord(char unit) => Kinds[unit] == Spaced;

    /// <summary>Of a script without spaces (Thai, Lao, Khmer, Burmese, Chinese, Japanese), where no boundary can be asked for.</summary>
    public static bool IsUnspaced(char unit) => Kinds[unit] == Unspaced;

    static byte[] Build()
    {
        var kinds = new byte[0x10000];
        for (var unit = 0; unit < kinds.Length; unit++)
            kinds[unit] = Kind((char)unit);
        return kinds;
    }

    static byte Kind(char unit) => char.GetUnicodeCategory(unit) switch
    {
        _ when IsUnspacedScript(unit) => Unspaced,
        UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark => Spaced,
        _ => char.IsLetterOrDigit(unit) ? Spaced : Other,
    };

    static bool IsUnspacedScript(char unit) => unit is >= '\u0E00' and <= '\u0EFF' or >= '\u1000' and <= '\u109F'
        or >= '\u1780' and <= '\u17FF' or >= '\u19E0' and <= '\u19FF' or >= '\uA9E0' and <= '\uA9FF'
        or >= '\uAA60' and <= '\uAA7F' or >= '\u2E80' and <= '\u2FDF' or >= '\u3005' and <= '\u3007'
        or >= '\u3040' and <= '\u30FF' or >= '\u31F0' and <= '\u31FF' or >= '\u3400' and <= '\u4DBF'
        or >= '\u4E00' and <= '\u9FFF' or >= '\uF900' and <= '\uFAFF' or >= '\uFF66' and <= '\uFF9F';
}
