using System.Text;

namespace Hub.Core.Text;

/// <summary>Composes one segment at a time (Unicode Standard, section 3.11): decompose, order, compose.</summary>
sealed class Composer
{
    const int HangulSyllables = 0xAC00, HangulLead = 0x1100, HangulVowel = 0x1161, HangulFinal = 0x11A7;
    const int Leads = 19, Vowels = 21, Finals = 28, SyllablesPerLead = Vowels * Finals;

    readonly List<int> _codePoints = [];

    public void Append(ReadOnlySpan<char> segment, StringBuilder output, bool decomposeOnly = false)
    {
        _codePoints.Clear();
        for (var at = 0; at < segment.Length;)
        {
            Decompose(Nfc.ReadCodePoint(segment, at, out var length));
            at += length;
        }

        Order();
        if (!decomposeOnly)
            Compose();
        foreach (var codePoint in _codePoints)
            AppendCodePoint(output, codePoint);
    }

    void Decompose(int codePoint)
    {
        if (codePoint is >= HangulSyllables and < HangulSyllables + Leads * SyllablesPerLead)
            DecomposeHangul(codePoint - HangulSyllables);
        else if (CanonicalData.Decomposition(codePoint) is { } mapping)
            foreach (var part in mapping)
                Decompose(part);
        else
            _codePoints.Add(codePoint);
    }

    void DecomposeHangul(int syllable)
    {
        _codePoints.Add(HangulLead + syllable / SyllablesPerLead);
        _codePoints.Add(HangulVowel + syllable % SyllablesPerLead / Finals);
        if (syllable % Finals != 0)
            _codePoints.Add(HangulFinal + syllable % Finals);
    }

    void Order()
    {
        for (var start = 0; start < _codePoints.Count;)
        {
            var end = start;
            while (end < _codePoints.Count && CanonicalData.ClassOf(_codePoints[end]) != 0)
                end++;
            if (end - start > 1)
                OrderMarks(start, end - start);
            start = end + 1;
        }
    }

    // Sorting by (class, position) is stable and stays n log n on a hostile run of a million marks.
    void OrderMarks(int start, int count)
    {
        var keys = new long[count];
        for (var i = 0; i < count; i++)
            keys[i] = ((long)CanonicalData.ClassOf(_codePoints[start + i]) << 32) | (uint)i;
        var marks = _codePoints.GetRange(start, count);
        Array.Sort(keys);
        for (var i = 0; i < count; i++)
            _codePoints[start + i] = marks[(int)(uint)keys[i]];
    }

    void Compose()
    {
        int starter = -1, kept = 0, lastClass = 0;
        foreach (var codePoint in _codePoints.ToArray())
        {
            var combiningClass = CanonicalData.ClassOf(codePoint);
            var adjacent = kept == starter + 1;
            if (starter >= 0 && (adjacent || (lastClass != 0 && lastClass < combiningClass))
                && TryCompose(_codePoints[starter], codePoint, out var composed))
            {
                _codePoints[starter] = composed;
                continue;
            }

            if (combiningClass == 0)
                starter = kept;
            lastClass = combiningClass;
            _codePoints[kept++] = codePoint;
        }

        _codePoints.RemoveRange(kept, _codePoints.Count - kept);
    }

    static bool TryCompose(int first, int second, out int composed)
    {
        if (first is >= HangulLead and < HangulLead + Leads && second is >= HangulVowel and < HangulVowel + Vowels)
        {
            composed = HangulSyllables + ((first - HangulLead) * Vowels + second - HangulVowel) * Finals;
            return true;
        }

        var syllable = first - HangulSyllables;
        if (syllable is >= 0 and < Leads * SyllablesPerLead && syllable % Finals == 0
            && second is > HangulFinal and < HangulFinal + Finals)
        {
            composed = first + second - HangulFinal;
            return true;
        }

        return CanonicalData.TryCompose(first, second, out composed);
    }

    static void AppendCodePoint(StringBuilder output, int codePoint)
    {
        if (codePoint < 0x10000)
            output.Append((char)codePoint);
        else
            output.Append(char.ConvertFromUtf32(codePoint));
    }
}
