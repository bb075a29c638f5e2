using Hub.Core.Text;

namespace Hub.Core.Commerce.Drafts;

/// <summary>
/// Words and phrases with their accents. What was written with accents must have these, "tối" is not "tới"; what was written without may be any.
/// </summary>
internal sealed class Vocabulary
{
    private readonly ILookup<string, string[]> _phrases;

    /// <param name="phrases">Between bars.</param>
    public Vocabulary(string phrases) => _phrases = phrases
        .Split(['|', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Select(phrase => phrase.Split(' '))
        .OrderByDescending(words => words.Length)
        .ToLookup(words => TextFold.Fold(words[0]), StringComparer.Ordinal);

    public bool Has(Word word) => _phrases[word.Text].Any(phrase => phrase.Length == 1 && Is(word, phrase[0]));

    /// <returns>How many words the longest phrase has that stands at a place; 0 when there is none.</returns>
    public int At(IReadOnlyList<Word> words, int at) => at >= 0 && at < words.Count
        ? _phrases[words[at].Text].FirstOrDefault(phrase => Stands(words, at, phrase))?.Length ?? 0
        : 0;

    private static bool Stands(IReadOnlyList<Word> words, int at, string[] phrase)
    {
        if (at + phrase.Length > words.Count)
            return false;
        for (var i = 0; i < phrase.Length; i++)
            if (!Is(words[at + i], phrase[i]) || (i > 0 && words[at + i].Gap is not (" " or "." or ". " or "/")))
                return false;
        return true;
    }

    private static bool Is(Word word, string written) => word.Lower == written || (word.IsPlain && word.Text == TextFold.Fold(written));
}
