namespace Hub.Core.Commerce.Drafts;

/// <summary>What stands in front of ward, district and province: number, street, house.</summary>
internal static class StreetReader
{
    private static readonly Vocabulary Cues = new("địa chỉ|dia chi|dchi|đchi|d/c|đ/c|d c|đ c|address|add|dc|đc|nhà ở|nhà mình|nhà em");
    private static readonly Vocabulary Doubtful = new("dc|đc|d c|đ c|nhà ở|nhà mình|nhà em");
    private static readonly Vocabulary Fillers = new("nhận|hàng|giao|mới|của|em|e|m|mình|mk|chị|anh|tui|nhà|là|ở|đây|nè|người|ship|cho|thì|ạ|đúng");
    private static readonly Vocabulary Ends = new(
        "nhé|nha|nhe|nhen|nghen|ạ|giúp|giùm|dùm|cho|giao|ship|lấy|gửi|trước|sau|nhận|gọi|sđt|sdt|số đt|số điện thoại|điện thoại|đt|dt|tên|người nhận|lh|liên hệ|liên lạc|zalo|shop|em|mình|e");

    /// <param name="goesOn">Ward, district or province stand on a line below.</param>
    public static (int First, int Last)? Read(ChatLine line, Units units, bool goesOn)
    {
        var words = line.Words;
        var inUnit = units.InOrder.SelectMany(unit => Enumerable.Range(unit.First, unit.Last - unit.First + 1)).ToHashSet();
        var cue = Cue(line, inUnit);
        for (var i = cue ?? 0; i < words.Count; i++)
        {
            if (!line.IsFree(i) || inUnit.Contains(i))
                continue;
            var hasUnit = units.InOrder.Any(unit => unit.First > i) || (goesOn && (i == 0 || i == cue));
            var begins = i == cue || (Houses.Begins(line, i) && (hasUnit || cue is not null || IsSent(line, i)));
            if (begins && End(line, i, inUnit, hasUnit) is { } last)
                return (i, last);
        }

        return null;
    }

    // The word behind "địa chỉ nhận hàng của em là:", where an address follows.
    private static int? Cue(ChatLine line, HashSet<int> inUnit)
    {
        var words = line.Words;
        for (var i = 0; i < words.Count; i++)
        {
            var count = Cues.At(words, i);
            if (count == 0 || !line.IsFree(i))
                continue;
            var at = i + count;
            while (at < words.Count && Fillers.Has(words[at]) && !words[at].IsCapital && line.IsFree(at) && !Houses.Begins(line, at))
                at++;
            if (at >= words.Count || !line.IsFree(at) || inUnit.Contains(at))
                continue;
            var isTold = words[at].Gap.AsSpan().IndexOfAny(":=") >= 0 || words[i + count < words.Count ? i + count : i].Gap.Contains(':', StringComparison.Ordinal);
            if (Houses.Begins(line, at) || isTold || (Doubtful.At(words, i) == 0 && words[at].IsCapital && !Talk.Stops.Has(words[at])))
                return at;
        }

        return null;
    }

    // "giao 12 Lê Lợi": a number and a name right behind where it goes.
    private static bool IsSent(ChatLine line, int at) =>
        at > 0 && Talk.Towards.Has(line.Words[at - 1]) && at + 2 < line.Words.Count && line.Words[at + 1].IsCapital && line.Words[at + 2].IsCapital;

    private static int? End(ChatLine line, int first, HashSet<int> inUnit, bool hasUnit)
    {
        var words = line.Words;
        int? last = null;
        for (var i = first; i < words.Count && line.IsFree(i) && !inUnit.Contains(i); i++)
        {
            var word = words[i];
            if (i > first)
            {
                if (word.Gap.AsSpan().IndexOfAny(";|(") >= 0 || word.Gap.Contains(" - ", StringComparison.Ordinal) || (!hasUnit && (word.Gap.Contains(',', StringComparison.Ordinal) || word.Gap.Contains(". ", StringComparison.Ordinal))))
                    break;
                if (Ends.At(words, i) > 0 && !(words[i - 1].IsNumber && word.IsPlain && word.Gap == " " && hasUnit) && (!word.IsCapital || line.IsShouted || word.FollowsPoint))
                    break;
            }

            last = i;
        }

        return last is { } end && words[end].End - words[first].Start > 2 ? end : null;
    }
}
