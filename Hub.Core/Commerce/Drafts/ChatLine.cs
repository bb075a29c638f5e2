using Hub.Core.Text;

namespace Hub.Core.Commerce.Drafts;

/// <summary>One line of a message, folded, with its words, the way back to what was written, and which words have been made use of.</summary>
internal sealed class ChatLine
{
    private readonly ChatText _message;
    private readonly int _offset;
    private readonly FoldedText _folded;
    private readonly bool[] _taken;

    private ChatLine(ChatText message, int offset, string line)
    {
        (_message, _offset, _folded) = (message, offset, new FoldedText(line));
        Words = Split();
        _taken = new bool[Words.Count];
        IsShouted = line.Any(char.IsUpper) && !line.Any(char.IsLower);
    }

    public string Text => _folded.Folded;

    public string Original => _folded.Original;

    public IReadOnlyList<Word> Words { get; }

    /// <summary>All in capitals: then capitals say nothing.</summary>
    public bool IsShouted { get; }

    public static IEnumerable<ChatLine> Of(ChatText message)
    {
        var start = 0;
        foreach (var line in message.Text.Split('\n'))
        {
            if (!string.IsNullOrWhiteSpace(line))
                yield return new ChatLine(message, start, line);
            start += line.Length + 1;
        }
    }

    /// <summary>No other field has it.</summary>
    public bool IsFree(int word) => word >= 0 && word < Words.Count && !_taken[word];

    /// <summary>What stands between two places of the folded text belongs to a field now.</summary>
    public void Take(int start, int end)
    {
        foreach (var word in Words)
            _taken[word.Index] |= word.Start < end && start < word.End;
    }

    /// <summary>What stands between two places of the folded text, or <paramref name="value"/> where that is what it means.</summary>
    public Found Found(int start, int end, string? value = null)
    {
        while (end > start && !char.IsLetterOrDigit(Text[end - 1]) && Text[end - 1] != ')')
            end--;
        while (start < end && !char.IsLetterOrDigit(Text[start]))
            start++;
        var (from, length) = start < end ? _folded.OriginalRange(start, end - start) : (0, 0);
        var text = _folded.Original.Substring(from, length);
        return new Found(value ?? text, text, _message.MessageId, _offset + from, length);
    }

    /// <summary>The words from one to another, both included.</summary>
    public Found FoundWords(int first, int last, string? value = null) => Found(Words[first].Start, Words[last].End, value);

    /// <summary>As written, between two places of the folded text.</summary>
    public string Written(int start, int end) => Found(start, end).Text;

    /// <summary>A range of the written line.</summary>
    public Found FoundOriginal(int start, int length, string value) =>
        new(value, _folded.Original.Substring(start, length), _message.MessageId, _offset + start, length);

    /// <summary>Where in the folded text a place of the written line is.</summary>
    public int Folded(int original)
    {
        for (var i = 0; i < Text.Length; i++)
            if (_folded.OriginalIndex(i) >= original)
                return i;
        return Text.Length;
    }

    private List<Word> Split()
    {
        var words = new List<Word>();
        var text = Text;
        for (var at = 0; at < text.Length;)
        {
            if (!char.IsLetterOrDigit(text[at]))
            {
                at++;
                continue;
            }

            var end = at;
            while (end < text.Length && char.IsLetterOrDigit(text[end]))
                end++;
            var (from, length) = _folded.OriginalRange(at, end - at);
            var gap = text[(words.Count == 0 ? 0 : words[^1].End)..at];
            words.Add(new Word(words.Count, at, end, text[at..end], Nfc.Normalize(Original.Substring(from, length)), gap));
            at = end;
        }

        return words;
    }
}
