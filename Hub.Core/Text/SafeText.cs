namespace Hub.Core.Text;

/// <summary>
/// Makes text from outside safe to store and to work on: NUL (refused by PostgreSQL), lone surrogates (not encodable as UTF-8)
/// and the noncharacters U+FFFE and U+FFFF become U+FFFD; the rest is put into NFC.
/// </summary>
public static class SafeText
{
    const char Replacement = '\uFFFD';

    /// <summary>Never throws; cleaning twice changes nothing more; clean text comes back as the same instance.</summary>
    public static string Clean(string text)
    {
        var first = FirstUnsafe(text);
        return Nfc.Normalize(first < 0 ? text : Replace(text, first));
    }

    static int FirstUnsafe(string text)
    {
        // Everything from U+0001 to U+D7FF is safe, and the vectorised search skips it.
        for (var at = 0; at < text.Length; at++)
        {
            var found = text.AsSpan(at).IndexOfAnyExceptInRange('\u0001', '\uD7FF');
            if (found < 0)
                return -1;
            at += found;
            if (!IsSafe(text, at, out var length))
                return at;
            at += length - 1;
        }

        return -1;
    }

    static string Replace(string text, int first) => string.Create(text.Length, (text, first), static (output, source) =>
    {
        source.text.CopyTo(output);
        for (var at = source.first; at < output.Length;)
        {
            if (!IsSafe(source.text, at, out var length))
                output[at] = Replacement;
            at += length;
        }
    });

    static bool IsSafe(string text, int at, out int length)
    {
        length = 1;
        var unit = text[at];
        if (unit is '\0' or '\uFFFE' or '\uFFFF')
            return false;
        if (!char.IsSurrogate(unit))
            return true;
        if (!char.IsHighSurrogate(unit) || at + 1 == text.Length || !char.IsLowSurrogate(text[at + 1]))
            return false;
        length = 2;
        return true;
    }
}
