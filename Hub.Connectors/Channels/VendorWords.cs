using System.Text;

namespace Hub.Connectors.Channels;

/// <summary>A vendor's explanation without what it quotes of ours: texts, tokens, phone numbers.</summary>
internal static class VendorWords
{
    // Error codes and subcodes have at most 7 digits, phone numbers and ids at least 8.
    private const int PersonalDigits = 8;
    private const char Gap = '…';

    public static string? Without(string? words, IReadOnlyList<string?> secrets)
    {
        if (words is null)
            return null;
        foreach (var secret in secrets)
            if (secret is { Length: > 1 })
                words = words.Replace(secret, Gap.ToString(), StringComparison.OrdinalIgnoreCase);
        return WithoutLongNumbers(words);
    }

    private static string WithoutLongNumbers(string words)
    {
        var kept = new StringBuilder(words.Length);
        for (var at = 0; at < words.Length;)
        {
            var end = at;
            while (end < words.Length && char.IsAsciiDigit(words[end]))
                end++;
            if (end - at >= PersonalDigits)
                kept.Append(Gap);
            else
                kept.Append(words, at, end - at);
            if (end < words.Length)
                kept.Append(words[end++]);
            at = end;
        }

        return kept.ToString();
    }
}
