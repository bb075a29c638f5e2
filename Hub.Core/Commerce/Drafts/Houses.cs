namespace Hub.Core.Commerce.Drafts;

/// <summary>What the fine end of an address begins with: a number and a street, or a word such as hẻm, thôn, chung cư.</summary>
internal static class Houses
{
    private static readonly Vocabulary Alone = new(
        "số nhà|hẻm|hẽm|đường|thôn|xóm|ấp|tổ dân phố|tdp|khu phố|khu đô thị|chung cư|căn hộ|tòa nhà|toà nhà|tòa|toà|ktx|ký túc xá|kí túc xá|kcn|khu công nghiệp"
        + "|quốc lộ|tỉnh lộ|bệnh viện|bv|công ty|cty|trường thpt|trường thcs|trường th|trường tiểu học|trường mầm non|trường đại học|vinhomes");

    private static readonly Vocabulary WithNumber = new("sn|số|ngõ|ngách|kiệt|đội|tổ|kp|lô|khu|ql|tl|block|cc|kđt|phòng|tầng|km");

    // After a number these make it a quantity, an hour, a size.
    private static readonly Vocabulary Counted = new(
        """
        cái|chiếc|bộ|đôi|set|hộp|chai|gói|cuốn|con|kg|ký|kí|can|combo|thùng|túi|vỉ|ly|sp|sản|áo|quần|váy|đầm|giày|mẫu|size|thỏi|cây|hũ|lon|bịch|ngày|giờ|h|phút|
        tuần|tháng|năm|k|nghìn|ngàn|triệu|tr|món|đứa|người|lần|cm|m|tuổi|phần|suất|loại|màu|viên|nón|son|kem|x|phải|triệu|đồng|vnd|đ|%
        """);

    public static bool IsHouseWord(IReadOnlyList<Word> words, int at) =>
        Alone.At(words, at) is > 0 and var alone
            ? at + alone < words.Count && !words[at + alone].Gap.Contains(':', StringComparison.Ordinal) && !(words[at].Text is "duong" && words[at].IsPlain && words[at].IsCapital)
            : WithNumber.At(words, at) > 0 && at + 1 < words.Count && words[at + 1].Text.Any(char.IsAsciiDigit) && words[at + 1].Text.Length <= 5 && words[at + 1].Gap is " " or ". " or ".";

    public static bool Begins(ChatLine line, int at) => IsHouseWord(line.Words, at) || IsNumber(line, at);

    // "7 Phan Chu Trinh" are no seven shares.
    private static bool IsStreetName(ChatLine line, int at) => !line.IsShouted && line.Words[at].IsCapital
        && at + 1 < line.Words.Count && line.Words[at + 1].IsCapital && line.Words[at + 1].Gap == " " && line.IsFree(at + 1);

    // 12, 12A, 25/7, 57/2b, with a street behind it
    private static bool IsNumber(ChatLine line, int at)
    {
        var words = line.Words;
        if (!words[at].Text.Any(char.IsAsciiDigit) || words[at].Text.Length > 5 || words[at].Text.Count(char.IsLetter) > 2
            || (at > 0 && words[at].Gap is "/" or "-" or "."))
            return false;
        var next = at + 1;
        while (next < words.Count && words[next].Gap is "/" or "-" or "." && words[next].Text.Length <= 5 && words[next].BeginsWithDigit)
            next++;
        return next < words.Count && line.IsFree(next) && words[next].Gap == " " && !words[next].BeginsWithDigit
            && (!Counted.Has(words[next]) || IsStreetName(line, next)) && (!Talk.Stops.Has(words[next]) || (words[next].IsCapital && !line.IsShouted && !words[next].IsPlain));
    }
}
