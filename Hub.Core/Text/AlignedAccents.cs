namespace Hub.Core.Text;

/// <summary>
/// The accent-keeping twin of a folded text, of the same length: lower case and NFC, with the tone of oa, oe and uy put on the
/// first vowel, so that the two spellings of one word (hoà, hòa) are equal while different words (ma, má) are not.
/// </summary>
static class AlignedAccents
{
    // No letter with its accents is longer; a hostile run of marks must not be composed again for each of its units.
    const int LongestLetter = 16;
    const string Toned = "àáảãạèéẻẽẹỳýỷỹỵ";
    const string Bare = "aaaaaeeeeeyyyyy";
    const string TonedO = "òóỏõọ", TonedU = "ùúủũụ";

    public static char[] Of(FoldedText text)
    {
        var accents = new char[text.Folded.Length];
        for (var i = 0; i < accents.Length; i++)
            accents[i] = Accented(text, i);
        PlaceTones(accents);
        return accents;
    }

    static char Accented(FoldedText text, int index)
    {
        var (start, length) = text.OriginalRange(index, 1);
        var folded = text.Folded[index];
        if (length == 1)
            return Keep(text.Original[start], folded);
        if (length > LongestLetter)
            return folded;
        var composed = Nfc.Normalize(text.Original.Substring(start, length));
        return composed.Length == 1 ? Keep(composed[0], folded) : folded;
    }

    // A unit that does not fold to what stands there (part of a longer segment) has no accent of its own to keep.
    static char Keep(char unit, char folded) =>
        FoldTable.Entries[unit] == folded && unit is not (>= '\uFF01' and <= '\uFF5E') ? char.ToLowerInvariant(unit) : folded;

    static void PlaceTones(Span<char> accents)
    {
        for (var i = 1; i < accents.Length; i++)
        {
            var toned = Toned.IndexOf(accents[i]);
            if (toned < 0)
                continue;
            var first = (accents[i - 1], Bare[toned]) switch
            {
                ('o', 'a' or 'e') => TonedO[toned % 5],
                ('u', 'y') => TonedU[toned % 5],
                _ => '\0',
            };
            if (first != '\0')
                (accents[i - 1], accents[i]) = (first, Bare[toned]);
        }
    }
}
