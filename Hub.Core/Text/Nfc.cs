using System.Text;

namespace Hub.Core.Text;

/// <summary>Unicode normalization form C. Lone surrogates pass through unchanged; nothing throws.</summary>
public static class Nfc
{
    /// <summary>The same instance when <paramref name="text"/> is in NFC already, which nearly every message is.</summary>
    public static string Normalize(string text)
    {
        var start = FirstChange(text);
        if (start < 0)
            return text;

        var composer = new Composer();
        var output = new StringBuilder(text, 0, start, text.Length);
        while (start < text.Length)
        {
            var end = SegmentEnd(text, start);
            var segment = text.AsSpan(start, end - start);
            if (IsPlain(segment))
                output.Append(segment);
            else
                composer.Append(segment, output);
            start = end;
        }

        var normalized = output.ToString();
        return normalized == text ? text : normalized;
    }

    public static bool IsNormalized(string text) => ReferenceEquals(text, Normalize(text));

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

    /// <summary>Certainly in NFC: a letter and marks that stand in order and never compose.</summary>
    internal static bool IsPlain(ReadOnlySpan<char> segment)
    {
        var lastClass = 0;
        for (var at = 0; at < segment.Length;)
        {
            var codePoint = ReadCodePoint(segment, at, out var length);
            var combiningClass = CanonicalData.ClassOf(codePoint);
            if ((CanonicalData.FlagsOf(codePoint) & CanonicalData.Replaced) != 0 || combiningClass < lastClass
                || (at > 0 && CanonicalData.IsSecond(codePoint)))
                return false;
            lastClass = combiningClass;
            at += length;
        }

        return true;
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

    // Where the first segment begins that may have to change, or -1.
    static int FirstChange(ReadOnlySpan<char> text)
    {
        for (var at = 0; at < text.Length;)
        {
            var next = at + 1;
            if (CanonicalData.FlagsOf(text[at]) != 0 || char.IsSurrogate(text[at])
                || (next < text.Length && (CanonicalData.FlagsOf(text[next]) != 0 || char.IsSurrogate(text[next]))))
            {
                next = SegmentEnd(text, at);
                if (!IsPlain(text[at..next]))
                    return at;
            }

            at = next;
        }

        return -1;
    }
}
