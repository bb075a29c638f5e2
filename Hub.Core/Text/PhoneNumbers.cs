namespace Hub.Core.Text;

/// <summary>
/// Phone numbers in what people write: Vietnamese ones in every usual spelling (0912 345 678, 84.912.345.678, +84-912345678), others with a
/// plus. Found by their form; whether anybody answers there, nobody knows.
/// </summary>
public static class PhoneNumbers
{
    private const int Shortest = 8;
    private const int Longest = 15;

    public static bool Any(string text) => Find(text).Any();

    /// <returns>Vietnamese numbers with their leading zero, others with country code; digits only.</returns>
    public static IEnumerable<string> Find(string text) => Places(text).Select(place => place.Number);

    /// <summary>The same, with where each stands in the text.</summary>
    public static IEnumerable<(string Number, int Start, int Length)> Places(string text)
    {
        foreach (var run in Runs(text))
            for (var first = 0; first < run.Count; first++)
            {
                var start = run[first].End - run[first].Digits.Length;
                if (Match(run, ref first) is { } number)
                    yield return (number, start, run[first].End - start);
            }
    }

    /// <summary>One number, as contacts keep it, in the form of <see cref="Find"/>.</summary>
    public static string Plain(string phone)
    {
        var digits = string.Concat(phone.Where(char.IsAsciiDigit));
        return Number(digits, plus: true) ?? digits;
    }

    // Groups of digits that stand together: "0912 345 678" is one run of three.
    private static IEnumerable<List<Group>> Runs(string text)
    {
        var run = new List<Group>();
        for (var at = 0; at < text.Length;)
        {
            if (!char.IsAsciiDigit(text[at]))
            {
                at++;
                continue;
            }

            var end = at;
            while (end < text.Length && char.IsAsciiDigit(text[end]))
                end++;
            if (run.Count > 0 && !IsSeparator(text.AsSpan(run[^1].End, at - run[^1].End)))
            {
                yield return run;
                run = [];
            }

            run.Add(new Group(text[at..end], end, at > 0 && text[at - 1] == '+'));
            at = end;
        }

        if (run.Count > 0)
            yield return run;
    }

    private static bool IsSeparator(ReadOnlySpan<char> between) => between.Length <= 2 && between.IndexOfAnyExcept(" .-()+\u00A0") < 0;

    // A Vietnamese number has a known length and ends where it is complete; of any other the longest reading counts.
    private static string? Match(List<Group> run, ref int first)
    {
        var (digits, start) = ("", first);
        string? foreign = null;
        for (var last = start; last < run.Count && digits.Length + run[last].Digits.Length <= Longest; last++)
        {
            digits += run[last].Digits;
            if (Number(digits, run[start].Plus) is not { } number)
                continue;
            first = last;
            if (IsVietnamese(number))
                return number;
            foreign = number;
        }

        return foreign;
    }

    private static string? Number(string digits, bool plus)
    {
        var national = digits.StartsWith("84", StringComparison.Ordinal) && digits.Length is 11 or 12 ? "0" + digits[2..] : digits;
        return IsVietnamese(national) ? national : plus && digits.Length >= Shortest ? digits : null;
    }

    private static bool IsVietnamese(string national) => national is ['0', '3' or '5' or '7' or '8' or '9', ..] and { Length: 10 }
        or ['0', '2', ..] and { Length: 11 };

    private readonly record struct Group(string Digits, int End, bool Plus);
}
