using Hub.Core.Text;

namespace Hub.Core.Commerce.Drafts;

/// <summary>Who gets it: said to be a name, or standing where names stand. Reads last, of what no other field has.</summary>
internal static class NameReader
{
    private const int MostWords = 5;
    private static readonly HashSet<string> Surnames = new(
        ("nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly dinh trinh cao luong dao doan truong to quach ta thai lam luu chau tang kieu "
            + "tong mac nghiem vuong trieu khuc phung ha mai la thach son kim au cu giang hua lai lu luc luyen mau ninh nong ong phi quan sam than thieu tiet ton vi "
            + "vien phuong dam").Split(' '), StringComparer.Ordinal);

    private static readonly Vocabulary Cues = new(
        "họ và tên|họ tên|tên người nhận|tên ng nhận|tên nhận hàng|tên người nhận hàng|người nhận hàng|người nhận|ng nhận|tên khách|tên kh|người mua|tên|nhận hàng|nhận|liên hệ|bạn em");

    // Said of other things too: then a colon has to follow.
    private static readonly Vocabulary WeakCues = new("nhận hàng|nhận|liên hệ|bạn em");
    private static readonly Vocabulary Fillers = new("hàng|là|mình|mk|em|e|m|của|mik|tui");
    private static readonly Vocabulary Says = new("mình là|em là|e là|m là|tui là|mk là|đây là");
    private static readonly Vocabulary Sends = new("giao cho|ship cho|gửi cho|giao hàng cho|gửi hàng cho|gặp|gọi|alo|cho|về|giao|nhận");

    public static Found? Read(IReadOnlyList<ChatLine> lines, bool hasPhone) =>
        First(lines, Cued) ?? First(lines, Titled) ?? First(lines, BesidePhone) ?? (hasPhone ? First(lines, Alone) : null) ?? First(lines, Said);

    private static Found? First(IReadOnlyList<ChatLine> lines, Func<ChatLine, int, (int First, int Last)?> read)
    {
        foreach (var line in lines)
            for (var i = 0; i < line.Words.Count; i++)
                if (line.IsFree(i) && read(line, i) is { } name)
                    return line.FoundWords(name.First, name.Last);
        return null;
    }

    // "tên người nhận là chị Lan"
    private static (int, int)? Cued(ChatLine line, int at)
    {
        var words = line.Words;
        var count = Cues.At(words, at);
        if (count == 0 || at + count >= words.Count || (WeakCues.At(words, at) == count && !words[at + count].Gap.Contains(':', StringComparison.Ordinal)))
            return null;
        var first = at + count;
        while (first < words.Count && !words[first].IsCapital && (Fillers.Has(words[first]) || Talk.Titles.Has(words[first])))
            first++;
        // A title may be written with a capital as well.
        if (first + 1 < words.Count && Talk.Titles.Has(words[first]) && words[first + 1].IsCapital && words[first].Lower is "chị" or "anh" or "bà" or "ông" or "bác" or "cô" or "chú")
            first++;
        return Name(line, first, MostWords, isSaid: true) is { } last && words[last].End - words[first].Start > 1 ? (first, last) : null;
    }

    // "Chị Nga 0983…", "bà Lê Thị Sáu, đội 5"
    private static (int, int)? Titled(ChatLine line, int at)
    {
        var words = line.Words;
        if (!Talk.Titles.Has(words[at]) || (at > 0 && !words[at].Breaks && !words[at].FollowsPoint && Sends.At(words, at - 1) == 0)
            || Name(line, at + 1, MostWords, isSaid: true) is not { } last)
            return null;
        var isNear = IsNearPhone(line, at + 1, last);
        var isCapital = words[at + 1].IsCapital && !line.IsShouted;
        return (isNear && last - at <= 3) || (isCapital && last - at > 1 && Surnames.Contains(words[at + 1].Text)) || (isCapital && at > 0 && Sends.At(words, at - 1) > 0)
            ? (at + 1, last)
            : null;
    }

    // "Nguyễn Thị Lan - 0912…": two words or more, with capitals or with a surname, right before or behind a number.
    private static (int, int)? BesidePhone(ChatLine line, int at)
    {
        var words = line.Words;
        if (at > 0 && line.IsFree(at - 1) && !words[at].Breaks && !words[at].FollowsPoint && Sends.At(words, at - 1) == 0 && !IsSentence(line, at))
            return null;
        return Name(line, at, MostWords) is { } last && last > at && IsNearPhone(line, at, last) && LooksLikeName(line, at, last) ? (at, last) : null;
    }

    // A line of its own, in a chat that has a number.
    private static (int, int)? Alone(ChatLine line, int at) =>
        at == 0 && line.Words.Count is > 1 and <= MostWords && Name(line, 0, MostWords) == line.Words.Count - 1 && Surnames.Contains(line.Words[0].Text)
        && LooksLikeName(line, 0, line.Words.Count - 1) ? (0, line.Words.Count - 1) : null;

    // "em là Vân", "gặp Thảo"
    private static (int, int)? Said(ChatLine line, int at)
    {
        var count = Says.At(line.Words, at);
        if (count == 0)
            count = Sends.At(line.Words, at) is > 1 and var sends ? sends : 0;
        return count > 0 && at + count < line.Words.Count && !line.Words[at + count].Breaks && line.Words[at + count].IsCapital && !line.IsShouted
            && Name(line, at + count, 4, isSaid: true) is { } last ? (at + count, last) : null;
    }

    private static bool IsSentence(ChatLine line, int at) => line.Words[at].IsCapital && !line.Words[at - 1].IsCapital && Talk.Stops.Has(line.Words[at - 1]);

    /// <param name="isSaid">Something says that a name follows.</param>
    private static int? Name(ChatLine line, int first, int most, bool isSaid = false)
    {
        var words = line.Words;
        if (!line.IsFree(first))
            return null;
        var (isSurname, isCapital) = (Surnames.Contains(words[first].Text), words[first].IsCapital && !line.IsShouted);
        var meetsName = first + 1 < words.Count && words[first + 1].Gap == " " && line.IsFree(first + 1)
            && (isCapital ? words[first + 1].IsCapital && !Talk.Stops.Has(words[first + 1])
                : isSurname && (words[first].IsPlain || !Talk.Stops.Has(words[first])) && (Talk.InNames.Has(words[first + 1]) || !Talk.Stops.Has(words[first + 1])));
        if (Talk.Stops.Has(words[first]) && !(isCapital && isSaid) && !meetsName)
            return null;
        return Names.End(line, first, most, _ => false, i => i == first || (isSurname && i - first < 4 && Talk.InNames.Has(words[i])));
    }

    private static bool LooksLikeName(ChatLine line, int first, int last) => Surnames.Contains(line.Words[first].Text)
        || (!line.IsShouted && last - first is 1 or 2 && Enumerable.Range(first, last - first + 1).All(i => line.Words[i].IsCapital && (i == first || !Talk.Stops.Has(line.Words[i]))));

    private static bool IsNearPhone(ChatLine line, int first, int last)
    {
        var (before, after) = (line.Words[first].Start, line.Words[last].End);
        var (from, to) = (Math.Max(0, before - 18), Math.Min(line.Text.Length, after + 18));
        return (PhoneNumbers.Any(line.Text[after..to]) && IsOnlySeparator(line.Text[after..to]))
            || (PhoneNumbers.Any(line.Text[from..before]) && before - from > 0 && char.IsAsciiDigit(line.Text[from..before].TrimEnd(' ', ',', '-', ';', '.', '|', ':', '(').LastOrDefault()));
    }

    private static bool IsOnlySeparator(string text) => text.TrimStart(' ', ',', '-', ';', '.', '|', ':', '(', '+') is [>= '0' and <= '9', ..];
}
