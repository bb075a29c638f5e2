using System.Globalization;
using Hub.Connectors.Abstractions;
using Hub.Core.Text;

namespace Hub.Core.Commerce.Products;

/// <summary>Prices as people write them: 150.000đ, 150k, 1tr2, 1,250.50.</summary>
internal static class Prices
{
    private static readonly (string Unit, decimal Factor)[] Units = [("trieu", 1_000_000), ("tr", 1_000_000), ("nghin", 1000), ("ngan", 1000), ("k", 1000)];

    /// <returns>Null when it is no price.</returns>
    public static decimal? Parse(string text, CurrencyCode currency)
    {
        var plain = TextFold.Fold(text).Replace(" ", "", StringComparison.Ordinal);
        foreach (var mark in (string[])[currency.Code.ToLowerInvariant(), "dong", "vnd", "d", "₫", "$", "€"])
            plain = plain.EndsWith(mark, StringComparison.Ordinal) ? plain[..^mark.Length]
                : plain.StartsWith(mark, StringComparison.Ordinal) ? plain[mark.Length..] : plain;
        foreach (var (unit, factor) in Units)
            if (plain.IndexOf(unit, StringComparison.Ordinal) is var at and > 0)
                return InUnits(plain[..at], plain[(at + unit.Length)..], factor);
        return Plain(plain, currency.MinorDigits);
    }

    // 1tr2 is 1.2 million, 250k is 250 thousand, 1,5tr is 1.5 million. 1.500k is one and a half thousand or million: nobody knows.
    private static decimal? InUnits(string whole, string rest, decimal factor)
    {
        if (whole.LastIndexOfAny(['.', ',']) is var mark and >= 0 && whole.Length - mark - 1 == 3)
            return null;
        if (Number(whole.Replace(',', '.')) is not { } count || (rest.Length > 0 && !rest.All(char.IsAsciiDigit)))
            return null;
        return (count + (rest.Length == 0 ? 0 : Number($"0.{rest}") ?? 0)) * factor;
    }

    private static decimal? Plain(string text, int digits)
    {
        var last = text.LastIndexOfAny(['.', ',']);
        // With three digits behind it a lone mark groups thousands, and so does every mark of a currency without decimals.
        var groups = last < 0 || digits == 0 || (text.Length - last - 1 == 3 && text.AsSpan().Count(text[last]) == text.AsSpan().CountAny('.', ','));
        if (digits == 0 && last >= 0 && text.Length - last - 1 != 3)
            return null; // 150.5 đồng is a slip, and as 1505 a costly one
        var (whole, part) = groups ? (text, "") : (text[..last], text[(last + 1)..]);
        return Number(whole.Replace(".", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal) + (part.Length > 0 ? "." + part : ""));
    }

    private static decimal? Number(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
}

file static class Marks
{
    public static int CountAny(this ReadOnlySpan<char> text, char first, char second)
    {
        var count = 0;
        foreach (var c in text)
            count += c == first || c == second ? 1 : 0;
        return count;
    }
}
