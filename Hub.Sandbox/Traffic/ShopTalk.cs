namespace Hub.Sandbox.Traffic;

/// <summary>What people write. No question holds a keyword, so that every keyword hit is a planned one.</summary>
static class ShopTalk
{
    public static readonly IReadOnlyDictionary<string, string[]> Keywords = new Dictionary<string, string[]>
    {
        ["vi"] = ["đặt hàng", "báo giá", "mua ngay", "đặt lịch", "tư vấn gói"],
        ["en"] = ["place an order", "price list", "buy now", "book a slot", "bulk discount"],
    };

    // Written out by hand: string.Normalize changes nothing under InvariantGlobalization.
    static readonly Dictionary<string, (string NoAccents, string Decomposed)> Spellings = new()
    {
        ["đặt hàng"] = ("dat hang", "đa\u0323\u0306t ha\u0300ng"),
        ["báo giá"] = ("bao gia", "ba\u0301o gia\u0301"),
        ["mua ngay"] = ("mua ngay", "mua ngay"),
        ["đặt lịch"] = ("dat lich", "đa\u0323\u0306t li\u0323ch"),
        ["tư vấn gói"] = ("tu van goi", "tu\u031B va\u0302\u0301n go\u0301i"),
    };

    public static readonly string[] Questions =
    [
        "Shop ơi còn hàng không ạ?", "Bên mình có giao tới Đà Nẵng không?", "Áo này có size L màu xanh không shop?",
        "Bao lâu thì nhận được vậy ạ?",
        "Em cảm ơn shop nhiều nha ❤️", "shop oi con size M ko", "Cho mình xem thêm hình thật với", "Chất vải có bị nhăn không ạ?",
        "Is this still available?", "Do you ship to Hanoi?", "Does it come in another color?", "How long does delivery take?",
        "Thanks, that helps! 🙏", "Can I see it on a model?", "What material is it?", "Do you open on Sunday?",
    ];

    public static readonly string[] Replies = ["Dạ shop chào bạn, bạn đợi xíu nha", "Dạ còn hàng bạn nhé",
        "Hello! A colleague will be with you soon."];
    public static readonly string[] Emoji = ["👍", "❤️", "😂", "😮"];
    static readonly string[] Before = ["Shop ơi ", "Cho mình ", "Hi, ", "Hello shop, ", ""];
    static readonly string[] After = [" nhé", " với ạ", " please", "!", ""];

    public static string Question(Random random, Person person) =>
        Questions[person.WritesVietnamese ? random.Next(8) : 8 + random.Next(8)];

    /// <summary>A keyword inside a sentence, at times in capitals, without accents, or with its accents as combining marks.</summary>
    public static (string Text, string Keyword) Asking(Random random, Person person)
    {
        var keywords = Keywords[person.WritesVietnamese ? "vi" : "en"];
        var keyword = keywords[random.Next(keywords.Length)];
        var (noAccents, decomposed) = Spellings.GetValueOrDefault(keyword, (keyword, keyword));
        var written = random.Next(6) switch
        {
            0 => keyword.ToUpperInvariant(),
            1 => noAccents,
            2 => decomposed,
            _ => keyword,
        };
        return (Before[random.Next(Before.Length)] + written + After[random.Next(After.Length)], keyword);
    }
}
