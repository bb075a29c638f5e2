using System.Text.RegularExpressions;

namespace Hub.Core.Commerce.Drafts;

/// <summary>When the contact would like it: in their words, since "chiều mai" is read by people.</summary>
internal static partial class TimeReader
{
    private static readonly Vocabulary Parts = new("sáng|trưa|chiều|tối|mai|mốt|tuần|trước|sau|từ|tư|tháng|tám|hai|ba|năm|sáu|bảy|ngày|giờ");
    private static readonly HashSet<string> Ambiguous = new("sang trua chieu toi tuan".Split(' '), StringComparer.Ordinal);

    /// <summary>Takes what it finds: the first that is said of a delivery, else the first.</summary>
    public static Found? Read(ChatLine line)
    {
        var moments = new List<(int Start, int End)>();
        foreach (Match match in Moment().Matches(line.Text))
        {
            if (IsQuestion(line.Text, match) || !IsTime(line, match.Index, match.Index + match.Length))
                continue;
            if (moments.Count > 0 && Glue().IsMatch(line.Text[moments[^1].End..match.Index]))
                moments[^1] = (moments[^1].Start, match.Index + match.Length);
            else
                moments.Add((match.Index, match.Index + match.Length));
        }

        if (moments.Count == 0)
            return null;
        var (start, end) = moments.Find(moment => Delivery().IsMatch(Segment(line.Text, moment.Start, moment.End))) is { End: > 0 } said ? said : moments[0];
        line.Take(start, end);
        return line.Found(start, end);
    }

    // "tới" is no "tối" and "sang" no "sáng", where accents are written; Mai and Tuấn are people.
    private static bool IsTime(ChatLine line, int start, int end)
    {
        var words = line.Words.Where(word => word.Start >= start && word.End <= end).ToList();
        return words.TrueForAll(word => !Ambiguous.Contains(word.Text) || Parts.Has(word))
            && !(words is [{ Text: "mai", IsCapital: true, Index: > 0 }] && !line.IsShouted) && words.TrueForAll(word => line.IsFree(word.Index));
    }

    private static string Segment(string text, int start, int end)
    {
        var from = text.LastIndexOfAny([',', '.', ';'], Math.Max(0, start - 1)) + 1;
        var to = text.IndexOfAny([',', '.', ';'], end);
        return text[from..(to < 0 ? text.Length : to)];
    }

    // What was or is: "hôm qua", "hôm nay còn hàng không".
    private static bool IsQuestion(string text, Match match) =>
        match.Value is "hom nay" or "hnay" && text[(match.Index + match.Length)..].Contains("con ", StringComparison.Ordinal);

    [GeneratedRegex(@"(?<![\p{L}\d])(?:giao|ship|gui|nhan|lay|hen|toi)(?![\p{L}\d])", RegexOptions.None, 1000)]
    private static partial Regex Delivery();

    [GeneratedRegex(@"(?<![\p{L}\d/])(?:(?:truoc|sau|tam|khoang|luc|tu) )?(?:\d{1,2} ?(?:h|g|gio)(?: ?\d{2}|ruoi)?(?: ?- ?\d{1,2} ?(?:h|g|gio)?)?(?: (?:sang|trua|chieu|toi))?(?: (?:nay|mai))?|ngoai gio hanh chinh|gio hanh chinh|ngoai gio hc|gio hc|(?:buoi )?(?:sang|trua|chieu|toi) (?:nay|mai|mot|kia|thu (?:hai|ba|tu|nam|sau|bay|[2-7])|t[2-7]|chu nhat|cn)|ngay (?:mai|mot|kia)|ngay \d{1,2}(?:[/-]\d{1,2}(?:[/-]\d{2,4})?)?|hom nay|hnay|nmai|mai(?= (?:giao|ship|lay|nhan|minh|em|e|nhe|nha|di|gui|$))|mai$|(?:cuoi|trong|dau) tuan(?: nay| sau| toi)?|tuan (?:sau|toi|nay)|(?:chu nhat|cn)(?: nay| tuan nay| tuan sau)?|thu (?:hai|ba|tu|nam|sau|bay|[2-7])(?: nay| tuan nay| tuan sau)?|t[2-7](?: nay| tuan sau| tuan nay)?|buoi (?:sang|trua|chieu|toi)|(?<=giao |ship |nhan |giao vao |lay |giao buoi )(?:sang|trua|chieu|toi)(?! (?:anh|chi|em|ve|nha))|\d{1,2}/\d{1,2}(?!\d|/\d{3})(?= |$|,|\.)(?<=(?:ngay|giao|ship|nhan|truoc|hom|toi|den|lay) \d{1,2}/\d{1,2}))(?![\p{L}\d])", RegexOptions.None, 1000)]
    private static partial Regex Moment();

    [GeneratedRegex(@"^[ ,]*(?:vao |luc |tam |khoang |truoc |sau |hoac |den |- ?)?$", RegexOptions.None, 1000)]
    private static partial Regex Glue();
}
