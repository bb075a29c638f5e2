namespace Hub.Core.Text;

/// <summary>
/// Which language a message may be in, by its letters. A guess good enough to sort by: Vietnamese typed without accents cannot be told
/// from English by letters alone, so plain Latin counts as both unless a word gives it away.
/// </summary>
public static class MessageLanguage
{
    private const string Vietnamese = "ăâđêôơưáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ";
    private static readonly HashSet<char> VietnameseLetters = [.. Vietnamese];

    private static readonly HashSet<string> VietnameseWords = new(StringComparer.Ordinal)
    {
        "khong", "bao", "nhieu", "gia", "cho", "minh", "mua", "hang", "giao", "ko", "dc", "ban", "oi", "nhe", "voi", "muon", "tien",
    };

    private static readonly HashSet<string> EnglishWords = new(StringComparer.Ordinal)
    {
        "the", "how", "much", "what", "when", "where", "please", "price", "is", "are", "you", "want", "buy", "hello", "hi", "thanks", "thank",
    };

    /// <summary>What a rule may ask for; <c>other</c> is any script that is none of these.</summary>
    public static IReadOnlyList<string> Known { get; } = ["vi", "en", "zh", "ja", "ko", "th", "ru", "ar", "other"];

    /// <returns>None for a text without letters.</returns>
    public static IReadOnlyList<string> Of(string text)
    {
        var (latin, accented, scripts) = (0, 0, new Dictionary<string, int>(StringComparer.Ordinal));
        foreach (var unit in Nfc.Normalize(text))
        {
            var lower = char.ToLowerInvariant(unit);
            if (Script(unit) is { } script)
                scripts[script] = scripts.GetValueOrDefault(script) + 1;
            else if (char.IsAsciiLetter(unit) || char.IsLetter(unit))
                latin++;
            if (VietnameseLetters.Contains(lower))
                accented++;
        }

        var (foreign, letters) = scripts.Count == 0 ? (null, 0) : scripts.MaxBy(pair => pair.Value) is var most ? (most.Key, most.Value) : default;
        if (foreign is not null && letters >= latin)
            return [scripts.ContainsKey("ja") ? "ja" : foreign]; // Japanese writes Chinese characters too
        return latin == 0 ? [] : accented > 0 ? ["vi"] : Plain(text);
    }

    private static IReadOnlyList<string> Plain(string text)
    {
        var words = new FoldedText(text).Folded.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var (vietnamese, english) = (words.Count(VietnameseWords.Contains), words.Count(EnglishWords.Contains));
        return vietnamese > english ? ["vi"] : english > vietnamese ? ["en"] : ["vi", "en"];
    }

    private static string? Script(char unit) => unit switch
    {
        >= '\u0400' and <= '\u052F' => "ru",
        >= '\u0600' and <= '\u06FF' or >= '\u0750' and <= '\u077F' => "ar",
        >= '\u0E00' and <= '\u0E7F' => "th",
        >= '\u3040' and <= '\u30FF' => "ja",
        >= '\u4E00' and <= '\u9FFF' or >= '\u3400' and <= '\u4DBF' => "zh",
        >= '\uAC00' and <= '\uD7AF' or >= '\u1100' and <= '\u11FF' => "ko",
        >= '\u0530' and < '\u0600' or >= '\u0700' and < '\u0E00' or >= '\u0E80' and < '\u1E00' => "other",
        >= '\u0370' and <= '\u03FF' => "other",
        _ => null,
    };
}
