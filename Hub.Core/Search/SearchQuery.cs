using Hub.Core.Text;

namespace Hub.Core.Search;

/// <summary>
/// What somebody looks for: all of the terms, each in one of its readings. The last word may be a beginning; shorthand may be meant, and so
/// may the word that looks like it ("hong" is "không" or "hồng").
/// </summary>
public sealed class SearchQuery
{
    private const int ShortestBeginning = 2;

    /// <summary>So short it begins thousands of words.</summary>
    private const int ShortBeginning = 2;
    private const int MostTerms = 12;

    /// <summary>Of a script without spaces: the first pairs tell one text from another.</summary>
    private const int MostPairs = 24;
    private const int FewestDigits = 4;

    private SearchQuery(IReadOnlyList<SearchTerm> terms)
    {
        Terms = terms;
        if (terms.Count > 1 && terms[^1].Readings.Any(words => words is [{ IsBeginning: true, Text.Length: <= ShortBeginning }]))
            WithoutShortBeginning = new SearchQuery([.. terms.SkipLast(1)]);
    }

    public IReadOnlyList<SearchTerm> Terms { get; }

    /// <summary>The words before a last one of which hardly anything is typed; null when it is not so.</summary>
    public SearchQuery? WithoutShortBeginning { get; }

    /// <returns>Null when nothing in it can be looked for.</returns>
    public static SearchQuery? Read(string text)
    {
        var clean = SafeText.Clean(text);
        if (Digits(clean) is { } number)
            return new SearchQuery([number]);
        var words = clean.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var openEnd = clean.Length > 0 && !char.IsWhiteSpace(clean[^1]);
        var terms = words.Select((word, index) => Term(word, openEnd && index == words.Length - 1)).OfType<SearchTerm>().Take(MostTerms).ToList();
        return terms.Count == 0 ? null : new SearchQuery(terms);
    }

    /// <param name="searchWords">As <see cref="SearchWords"/> makes them.</param>
    public bool IsIn(string searchWords)
    {
        var words = searchWords.Split(' ');
        return Terms.All(term => term.Readings.Any(reading => reading.All(sought => words.Any(sought.Matches))));
    }

    // "0912 345" and "+84 912 345" are the beginning of one number, whatever stands between its digits.
    private static SearchTerm? Digits(string text)
    {
        var digits = string.Concat(text.Where(char.IsAsciiDigit));
        if (digits.Length < FewestDigits || text.Any(unit => !char.IsAsciiDigit(unit) && !" .-()+\u00A0".Contains(unit)))
            return null;
        var readings = new List<IReadOnlyList<SearchWord>> { new[] { new SearchWord(digits, true) } };
        if (digits.StartsWith("84", StringComparison.Ordinal))
            readings.Add([new SearchWord("0" + digits[2..], true)]);
        var parts = new List<string>();
        SearchWords.AddWords(parts, TextFold.Fold(text));
        if (parts.Count > 1)
            readings.Add([.. parts.Select(part => new SearchWord(part, false))]);
        return new SearchTerm(readings);
    }

    private static SearchTerm? Term(string word, bool isLast)
    {
        var literal = new List<string>();
        SearchWords.AddWords(literal, TextFold.Fold(word));
        if (literal.Count == 0)
            return null;
        var meant = new List<string>();
        SearchWords.AddWords(meant, Teencode.Default.ExpandFolded(word));
        (literal, meant) = ([.. literal.Take(MostPairs)], [.. meant.Take(MostPairs)]);
        var beginning = isLast && literal[^1].Length >= ShortestBeginning;
        var readings = new List<IReadOnlyList<SearchWord>>
        {
            literal.Select((part, index) => new SearchWord(part, beginning && index == literal.Count - 1)).ToList(),
        };
        if (!meant.SequenceEqual(literal))
            readings.Add([.. meant.Select(part => new SearchWord(part, false))]);
        return new SearchTerm(readings);
    }
}

/// <param name="Readings">One of them has to be there, with all its words.</param>
public sealed record SearchTerm(IReadOnlyList<IReadOnlyList<SearchWord>> Readings);

/// <param name="IsBeginning">Words that go on after it count too.</param>
public sealed record SearchWord(string Text, bool IsBeginning)
{
    public bool Matches(string word) => IsBeginning ? word.StartsWith(Text, StringComparison.Ordinal) : word == Text;

    public override string ToString() => "SearchWord";
}
