using Hub.Core.Text;

namespace Hub.Core.Automation;

/// <summary>Numbers the words and phrases of all rules; the same one looked for in the same way has one number, whoever asks for it.</summary>
internal sealed class TermBook
{
    private readonly Dictionary<(string, MatchMode, AccentMode, bool), int> _numbers = [];
    private readonly List<Keyword> _keywords = [];

    public int Number(string term, MatchMode mode, AccentMode accents, bool teencode)
    {
        var folded = new FoldedText(term);
        var identity = (accents == AccentMode.Exact ? new string(AlignedAccents.Of(folded)) : folded.Folded, mode, accents, teencode);
        if (_numbers.TryGetValue(identity, out var known))
            return known;
        var number = _numbers[identity] = _keywords.Count;
        _keywords.Add(new Keyword(new Guid(number, 0, 0, new byte[8]), term, mode, accents, teencode));
        return number;
    }

    /// <param name="byKeyword">Is filled: the number of each keyword that the matcher reports.</param>
    public KeywordMatcher? Build(Dictionary<Guid, int> byKeyword)
    {
        if (_keywords.Count == 0)
            return null;
        for (var number = 0; number < _keywords.Count; number++)
            byKeyword[_keywords[number].Id] = number;
        return KeywordMatcher.Create(_keywords).Matcher;
    }
}
