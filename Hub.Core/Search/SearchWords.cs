using Hub.Core.Text;

namespace Hub.Core.Search;

/// <summary>
/// The words of a text as the index holds them, on both databases: folded, letters and digits only, one space between. Chat shorthand is
/// there as written and as meant, phone numbers in one piece. Scripts without spaces become pairs of neighbours.
/// </summary>
public static class SearchWords
{
    private const int LongestWord = 40;
    private const int MostWords = 2000;

    // People remember the end of a phone number.
    private static readonly int[] PhoneEnds = [4, 6];

    /// <returns>Null when there is nothing to find.</returns>
    public static string? Of(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        var words = new List<string>();
        AddWords(words, TextFold.Fold(text));
        AddWords(words, Teencode.Default.ExpandFolded(text));
        words.AddRange(PhoneNumbers.Find(text));
        return Join(words);
    }

    /// <summary>Of a contact: names have no shorthand, and the phone can be found by its end.</summary>
    public static string? OfContact(string? name, string? phone, string? email)
    {
        var words = new List<string>();
        AddWords(words, TextFold.Fold(name ?? ""));
        AddWords(words, TextFold.Fold(email ?? ""));
        if (phone is not null)
            AddPhone(words, PhoneNumbers.Plain(phone));
        return Join(words);
    }

    public static string? OfOrder(string number, IEnumerable<(string Code, string? Name)> lines)
    {
        var words = new List<string>();
        AddWords(words, TextFold.Fold(number));
        foreach (var (code, name) in lines)
        {
            AddWords(words, TextFold.Fold(code));
            AddWords(words, TextFold.Fold(name ?? ""));
        }

        return Join(words);
    }

    internal static void AddWords(List<string> words, ReadOnlySpan<char> folded)
    {
        for (var at = 0; at < folded.Length;)
        {
            var end = at;
            while (end < folded.Length && WordUnits.IsWord(folded[end]))
                end++;
            if (end > at)
                words.Add(new string(folded[at..Math.Min(end, at + LongestWord)]));
            else if (WordUnits.IsUnspaced(folded[at]))
                end = AddPairs(words, folded, at);
            at = Math.Max(end, at + 1);
        }
    }

    private static int AddPairs(List<string> words, ReadOnlySpan<char> folded, int start)
    {
        var end = start;
        while (end < folded.Length && WordUnits.IsUnspaced(folded[end]))
            end++;
        if (end == start + 1)
            words.Add(new string(folded[start..end]));
        for (var at = start; at + 1 < end; at++)
            words.Add(new string(folded.Slice(at, 2)));
        return end;
    }

    private static void AddPhone(List<string> words, string number)
    {
        words.Add(number);
        words.AddRange(PhoneEnds.Where(length => number.Length > length).Select(length => number[^length..]));
    }

    private static string? Join(List<string> words)
    {
        var distinct = words.Distinct(StringComparer.Ordinal).Take(MostWords).ToList();
        return distinct.Count == 0 ? null : string.Join(' ', distinct);
    }
}
