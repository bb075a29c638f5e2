namespace Hub.Core.Contacts;

/// <summary>E-mail addresses in one writing, so that the same one is the same text.</summary>
public static class EmailAddress
{
    private const int Longest = 254;

    /// <returns>Null when it cannot be an address. Whether somebody has it only a mail can tell.</returns>
    public static string? Normalize(string text)
    {
        var address = text.Trim().ToLowerInvariant();
        var at = address.IndexOf('@', StringComparison.Ordinal);
        if (address.Length > Longest || at < 1 || at != address.LastIndexOf('@') || address.Any(IsStrange))
            return null;
        var domain = address[(at + 1)..];
        return domain.Contains('.', StringComparison.Ordinal) && !domain.StartsWith('.') && !domain.EndsWith('.')
            && !domain.Contains("..", StringComparison.Ordinal) ? address : null;
    }

    private static bool IsStrange(char c) => char.IsWhiteSpace(c) || char.IsControl(c) || c is ',' or ';' or '<' or '>';
}
