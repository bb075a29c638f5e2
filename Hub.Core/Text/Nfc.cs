using System.Text;

namespace Hub.Core.Text;

/// <summary>Unicode normalization form C. Lone surrogates pass through unchanged; nothing throws.</summary>
public static class Nfc
{
    /// <summary>The same instance when <paramref name="text"/> is in NFC already, which nearly every message is.</summary>
    public static string Normalize(string text)
    {
        if (FirstCare(text, 0) < 0)
            return text;

        var composer = new Composer();
        var output = new StringBuilder(text.Length);
        for (var start = 0; start < text.Length;)
        {
            var end = SegmentEnd(text, start);
            if (IsPlain(text.AsSpan(start, end - start)))
                output.Append(text, start, end - start);
            else
                composer.Append(text.AsSpan(start, end - start), output);
            start = end;
        }

        return output.ToString();
    }

    public static bool IsNormalized(string text) => ReferenceEquals(text, Normalize(text)) || text == Normalize(text);

    /// <summary>Where the segment that starts at <paramref name="start"/> ends: nothing interacts across that point.</summary>
    internal static int SegmentEnd(ReadOnlySpan<char> text, int start)
    {
        ReadCodePoint(text, start, out var length);
        var at = start + length;
        while (at < text.Length)
        {
            var codePoint = ReadCodePoint(text, at, out length);
            if ((CanonicalData.FlagsOf(codePoint) & CanonicalData.JoinsBackward) == 0)
                break;
            at += length;
        }

        return at;
    }

    /// <summary>One code point that composing leaves alone.</summary>
    internal static bool IsPlain(ReadOnlySpan<char> segment)
    {
        var codePoint = ReadCodePoint(segment, 0, out var length);
        return length == segment.Length && (CanonicalData.FlagsOf(codePoint) & CanonicalData.Replaced) == 0;
    }

    /// <summary>A lone surrogate reads as itself.</summary>
    internal static int ReadCodePoint(ReadOnlySpan<char> text, int at, out int length)
    {
        var unit = text[at];
        if (char.IsHighSurrogate(unit) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
        {
            length = 2;
            return char.ConvertToUtf32(unit, text[at + 1]);
        }

        length = 1;
        return unit;
    }

    static int FirstCare(ReadOnlySpan<char> text, int from)
    {
        for (var at = from; at < text.Length; at++)
        {
            var unit = text[at];
            if (CanonicalData.FlagsOf(unit) != 0)
                return at;
            if (!char.IsHighSurrogate(unit))
                continue;
            if (CanonicalData.FlagsOf(ReadCodePoint(text, at, out var length)) != 0)
                return at;
            at += length - 1;
        }

        return -1;
    }
}
