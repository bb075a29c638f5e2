namespace Hub.Connectors.Channels.TikTok;

/// <summary>
/// Keeps a vendor's error text only if it quotes nothing of what was sent: some answers repeat the parameter that they refuse.
/// </summary>
internal static class VendorWords
{
    private const int Run = 8;

    /// <param name="secrets">Texts, titles and tokens of the call.</param>
    public static string? Without(string? words, IEnumerable<string?> secrets) =>
        words is { Length: > 0 } && !secrets.Any(secret => secret is { Length: > 1 } && Quotes(words, secret)) ? words : null;

    private static bool Quotes(string words, string secret)
    {
        if (secret.Length <= Run)
            return words.Contains(secret, StringComparison.OrdinalIgnoreCase);
        for (var start = 0; start + Run <= words.Length; start++)
            if (secret.AsSpan().Contains(words.AsSpan(start, Run), StringComparison.OrdinalIgnoreCase))
                return true;
        return false;
    }
}
