using System.Text;

namespace Hub.Core.Contacts;

/// <summary>
/// Phone numbers as E.164: plus, country code, number. So the same number, however somebody wrote it, is the same text.
/// </summary>
public static class PhoneNumber
{
    public const string HomeCountry = "VN";
    private const int Shortest = 8;
    private const int Longest = 15;
    private const int LongestWritten = 40;

    public static bool IsCountry(string iso) => CallingCodes.Find(iso) is not null;

    /// <param name="country">Of numbers that are written without a country code.</param>
    /// <returns>Null when it is no phone number.</returns>
    public static string? Normalize(string text, string country)
    {
        if (text.Length > LongestWritten || CallingCodes.Find(country) is not { } home)
            return null;
        if (Digits(text.Replace("(0)", "", StringComparison.Ordinal)) is not { } number)
            return null;
        var full = number.IsInternational ? International(number.Digits, home) : National(number.Digits, home);
        return full.Length is >= Shortest and <= Longest && full[0] != '0' && IsPlausible(full) ? "+" + full : null;
    }

    // +84 0912… is a mistake that many make.
    private static string International(string digits, CallingCodes.Country home) =>
        home.Trunk is "0" && digits.StartsWith(home.Code + home.Trunk, StringComparison.Ordinal)
            ? home.Code + digits[(home.Code.Length + 1)..]
            : digits;

    // A spreadsheet eats a leading zero, and an export of another program a leading plus: 84 and nine digits are Vietnam's with its code.
    private static string National(string digits, CallingCodes.Country home)
    {
        if (home.Trunk.Length > 0 && digits.StartsWith(home.Trunk, StringComparison.Ordinal))
            return home.Code + digits[home.Trunk.Length..];
        return digits.Length > 10 && digits.StartsWith(home.Code, StringComparison.Ordinal) ? International(digits, home) : home.Code + digits;
    }

    // Vietnam's numbers have nine digits after the code, those of land lines ten; of other countries only the length is known here.
    private static bool IsPlausible(string full) =>
        !full.StartsWith("84", StringComparison.Ordinal) || (full.Length is 11 or 12 && full[2] != '0');

    private static (string Digits, bool IsInternational)? Digits(string text)
    {
        var digits = new StringBuilder(text.Length);
        var isInternational = false;
        foreach (var c in text)
        {
            if (char.IsAsciiDigit(c))
                digits.Append(c);
            else if (c == '+' && digits.Length == 0 && !isInternational)
                isInternational = true;
            else if (!char.IsWhiteSpace(c) && c is not ('.' or '-' or '(' or ')' or '/' or '\u2010' or '\u2011' or '\u2013'))
                return null;
        }

        var all = digits.ToString();
        if (!isInternational && all.StartsWith("00", StringComparison.Ordinal))
            return (all[2..], true);
        return all.Length == 0 ? null : (all, isInternational);
    }
}
