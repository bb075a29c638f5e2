using System.Globalization;
using System.Text.RegularExpressions;

namespace Hub.Core.Commerce.Drafts;

/// <summary>Which products, and how many of each.</summary>
internal static partial class ItemReader
{
    private const int MostParts = 4;
    private const int MostPieces = 999;
    private const int MostWordsBetween = 4;
    private static readonly Vocabulary Drops = new("bỏ|hủy|huỷ|bớt|đổi|không lấy|ko lấy|k lấy|hk lấy|khỏi lấy|không mua|ko mua|không đặt|ko đặt|thôi không lấy");
    private static readonly Vocabulary Turns = new("sang|qua|thành|lấy|lại");
    private static readonly Vocabulary CountWords = new("một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười");
    private const string Units =
        "cai|chiec|bo|doi|set|hop|chai|goi|cuon|con|kg|ky|can|combo|thung|tui|vi|ly|c|sp|san pham|thoi|cay|hu|lon|bich|mon|em|ao|quan|vay|dam|giay|cap|lo|tam|bo do";

    /// <summary>Takes what it finds, once for each time that a product is named.</summary>
    public static IReadOnlyList<FoundItem> Read(ChatLine line, ProductBook book)
    {
        var codes = Codes(line, book);
        var each = Each().Match(line.Text) is { Success: true } match ? Number(line, match.Groups["count"]) : null;
        var items = codes.Select((code, i) => Counted(line, code, i == 0 ? 0 : codes[i - 1].End, i + 1 < codes.Count ? codes[i + 1].Start : line.Text.Length, each))
            .ToList();
        foreach (var code in codes)
            line.Take(code.Start, code.End);
        return items;
    }

    /// <summary>How many, where no product is named.</summary>
    public static Found? Quantity(ChatLine line) =>
        Wanted().Match(line.Text) is { Success: true } match ? Number(line, match.Groups["count"]) : null;

    private static List<Code> Codes(ChatLine line, ProductBook book)
    {
        var found = new List<Code>();
        for (var i = 0; i < line.Words.Count; i++)
            for (var count = Math.Min(MostParts, line.Words.Count - i); count > 0; count--)
            {
                var (start, end) = (line.Words[i].Start, line.Words[i + count - 1].End);
                if (!AreClose(line, i, count) || book.Find(line.Text[start..end]) is not { } entry)
                    continue;
                found.Add(new Code(start, end, entry.Code, entry.Id));
                i += count - 1;
                break;
            }

        foreach (var (name, entry) in book.Names)
            for (var at = line.Text.IndexOf(name, StringComparison.Ordinal); at >= 0; at = line.Text.IndexOf(name, at + 1, StringComparison.Ordinal))
                if (IsWhole(line.Text, at, at + name.Length) && !found.Exists(code => code.Product == entry.Id || (code.Start < at + name.Length && at < code.End)))
                    found.Add(new Code(at, at + name.Length, entry.Code, entry.Id));
        foreach (Match match in Named().Matches(line.Text))
            if (match.Groups["code"] is var code && !found.Exists(known => known.Start < code.Index + code.Length && code.Index < known.End))
                found.Add(new Code(code.Index, code.Index + code.Length, line.Written(code.Index, code.Index + code.Length).ToUpperInvariant(), null));
        found.Sort((one, other) => one.Start - other.Start);
        return found;
    }

    private static bool AreClose(ChatLine line, int first, int count)
    {
        for (var i = first; i < first + count - 1; i++)
            if (line.Text[line.Words[i].End..line.Words[i + 1].Start] is not (" " or "-" or "_" or "." or "/" or " - "))
                return false;
        return true;
    }

    private static bool IsWhole(string text, int start, int end) =>
        (start == 0 || !char.IsLetterOrDigit(text[start - 1])) && (end == text.Length || !char.IsLetterOrDigit(text[end]));

    private static FoundItem Counted(ChatLine line, Code code, int from, int to, Found? each)
    {
        var front = line.Text[from..code.Start];
        var (before, after) = (Before().Match(front), After().Match(line.Text[code.End..to]));
        if (before.Success && Size().IsMatch(front[..before.Index]))
            before = Match.Empty;
        var (group, offset) = before.Success ? (before.Groups["count"], from) : (after.Groups["count"], code.End);
        var at = group.Success ? Number(line, group, offset) : each;
        if (group.Success && at is not null)
            line.Take(offset + group.Index, offset + group.Index + group.Length);
        return new FoundItem(
            line.Found(code.Start, code.End, code.Name), code.Product, at is null ? null : int.Parse(at.Value, CultureInfo.InvariantCulture), at)
        {
            IsDropped = Dropped(line, code),
        };
    }

    // "bỏ AO-01", "không lấy AO-01 nữa", "đổi AO-01 sang": what stands up to three words before. "2 bộ AO-01" is a set of it.
    private static bool Dropped(ChatLine line, Code code)
    {
        var at = line.Words.First(word => word.End > code.Start).Index;
        for (var i = at - 1; i >= 0 && i >= at - MostWordsBetween; i--)
        {
            if (line.Words[i + 1].Breaks)
                return false;
            if (Drops.At(line.Words, i) is var count && count > 0 && !(i > 0 && line.Words[i].Text == "bo" && (line.Words[i - 1].BeginsWithDigit || CountWords.Has(line.Words[i - 1]))))
                return i + count <= at && !line.Words.Skip(i + count).Take(at - i - count).Any(word => Turns.Has(word));
        }

        return false;
    }

    private static Found? Number(ChatLine line, Group group, int offset = 0)
    {
        var count = group.Value switch
        {
            "mot" => 1,
            "hai" or "doi" => 2,
            "ba" => 3,
            "bon" => 4,
            "nam" => 5,
            "sau" => 6,
            "bay" => 7,
            "tam" => 8,
            "chin" => 9,
            "muoi" or "chuc" => 10,
            "ta" => 12,
            var digits => int.TryParse(digits, out var number) ? number : 0,
        };
        return count is > 0 and <= MostPieces
            ? line.Found(offset + group.Index, offset + group.Index + group.Length, count.ToString(CultureInfo.InvariantCulture))
            : null;
    }

    [GeneratedRegex(@"(?<![\p{L}\d/])(?<count>\d{1,3}|mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi)(?: ?x| ?(?:" + Units + @")(?![\p{L}\d]))?(?: (?:ma|mau|loai|san pham|sp|ao|quan|vay|dam|giay|tui|bo|em|con|cai|hang|code|msp|cua|thung|hop|combo)){0,3} ?:? ?[(""]?$", RegexOptions.None, 1000)]
    private static partial Regex Before();

    [GeneratedRegex(@"^[)""]?(?:(?: ?[,:\-(]? ?(?:size [a-z0-9]{1,3} |mau [a-z]+ |mau [a-z]+ [a-z]+ )?(?:sl|so luong|x|\*|lay|so lg)?[ :=.x]*(?<count>\d{1,3})(?= ?(?:" + Units + @")(?![\p{L}\d])| ?(?:[,;.)+]|$)| (?:va|nhe|nha|a|voi|sdt|ship|giao|cho)(?![\p{L}])))|(?: ?[,:\-(]? ?(?:sl|so luong|x|\*|lay|so lg) ?:? ?(?<count>\d{1,3}|mot|hai|ba|bon|nam)(?![\p{L}\d/]))|(?: - (?<count>\d{1,2})(?= - | ?$))|(?:/[a-z]{1,3}/(?<count>\d{1,2})(?![\p{L}\d]))|(?: (?:lay )?(?<count>mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi) (?:" + Units + @")(?![\p{L}\d])))", RegexOptions.None, 1000)]
    private static partial Regex After();

    [GeneratedRegex(@"(?<![\p{L}\d])moi (?:ma|loai|mau|thu|mon|kieu) (?:lay )?(?<count>\d{1,3}|mot|hai|ba)(?![\p{L}\d])", RegexOptions.None, 1000)]
    private static partial Regex Each();

    [GeneratedRegex(@"(?:size|sz|co|so|mau so|ma|duoi|tren|cao|nang|gia|tu) ?$", RegexOptions.None, 1000)]
    private static partial Regex Size();

    [GeneratedRegex(@"(?<![\p{L}\d])(?:lay|dat|mua|chot|order|oder|ship|de|cho|gui|sl|so luong|them)(?: (?:minh|em|e|m|mik|tui|chi|anh|c|a|cho|shop|them|dum|gium|don|giup|hang|ban|toi|nhe|:))*[ :]*(?<count>\d{1,3}|mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi) ?(?:" + Units + @")(?![\p{L}\d])|(?<![\p{L}\d])(?:sl|so luong) ?:? ?(?<count>\d{1,3})(?![\p{L}\d])|(?<![\p{L}\d/.])(?<count>\d{1,2}|hai|ba|bon) ?(?:cai|chiec|hop|hu|cay|doi|chai|goi|tui|thung|set|combo)(?![\p{L}\d])", RegexOptions.None, 1000)]
    private static partial Regex Wanted();

    [GeneratedRegex(@"(?<![\p{L}\d])(?:ma|msp|ma so|ma sp|ma hang|ma san pham|code|sku|mau so|mau) ?:? ?(?<code>[a-z]{1,4}[\-_.]?\d{1,5}[a-z]?|\d{2,5})(?![\p{L}\d.]\d|[\p{L}\d])", RegexOptions.None, 1000)]
    private static partial Regex Named();

    private sealed record Code(int Start, int End, string Name, Guid? Product);
}
