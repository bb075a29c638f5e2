namespace Hub.Connectors.Abstractions;

public enum IdentifierKind
{
    Email,
    Phone,
    ExternalId,
}

/// <summary>How a platform wants an identifier before SHA-256. Platforms differ: TikTok hashes a phone with its plus, Meta without.</summary>
public enum IdentifierRule
{
    /// <summary>As it is.</summary>
    Plain,

    /// <summary>Trimmed and lower-cased.</summary>
    TrimmedLower,

    /// <summary>E.164 with the leading plus.</summary>
    PhoneWithPlus,

    /// <summary>E.164 digits without the plus.</summary>
    PhoneDigits,
}

/// <summary>Applies an <see cref="IdentifierRule"/>. The host does it, so that an ads connector never sees the identifier itself.</summary>
public static class IdentifierHash
{
    /// <returns>Null when the identifier cannot be brought into the form that the rule asks for.</returns>
    public static Sha256Hash? Compute(IdentifierRule rule, string value)
    {
        var normal = rule switch
        {
            IdentifierRule.Plain => value,
            IdentifierRule.TrimmedLower => value.Trim().ToLowerInvariant(),
            IdentifierRule.PhoneWithPlus => Digits(value) is { } digits ? "+" + digits : null,
            IdentifierRule.PhoneDigits => Digits(value),
            _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "Unknown rule."),
        };
        return string.IsNullOrEmpty(normal) ? null : Sha256Hash.Of(normal);
    }

    // E.164: at most 15 digits. A number without country code would hash to somebody else's, so a leading zero is refused.
    private static string? Digits(string phone)
    {
        var digits = string.Concat(phone.Where(char.IsAsciiDigit));
        return digits.Length is >= 7 and <= 15 && digits[0] != '0' ? digits : null;
    }
}
