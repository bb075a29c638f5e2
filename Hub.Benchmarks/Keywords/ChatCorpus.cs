using Hub.Core.Text;

namespace Hub.Benchmarks.Keywords;

/// <summary>Chat messages of a Vietnamese shop and keywords for them, the same for the same seed.</summary>
sealed class ChatCorpus
{
    const int Messages = 20_000, AverageLength = 107;

    static readonly string[] Onsets =
        ["", "b", "c", "ch", "d", "đ", "g", "gi", "h", "kh", "l", "m", "n", "ng", "nh", "ph", "qu", "r", "s", "t", "th", "tr", "v", "x"];

    static readonly string[] Rimes =
    [
        "a", "à", "á", "ạ", "an", "ang", "anh", "ao", "ay", "ăn", "ắc", "âu", "ấy", "ân", "e", "em", "ên", "ết", "i", "in", "iên", "iệt",
        "iều", "o", "òn", "ong", "ô", "ối", "ông", "ơ", "ới", "ớm", "u", "ung", "uôn", "ua", "ư", "ưa", "ừng", "ước", "ươi", "y",
    ];

    static readonly string[] English =
    [
        "hello", "please", "size", "price", "order", "shipping", "today", "color", "black", "white", "available", "inbox", "shop", "sale",
        "thanks", "how", "much", "is", "this", "the", "for", "and", "with", "you", "can", "want", "my", "phone", "address", "voucher",
    ];

    static readonly string[] Intents =
    [
        "bao nhiêu tiền", "còn hàng không", "đặt lịch", "giá sỉ", "mua ngay", "tư vấn giúp em", "chuyển khoản", "phí ship", "học phí",
        "đăng ký", "lịch hẹn", "số điện thoại", "địa chỉ ở đâu", "khuyến mãi", "trả góp", "bảo hành", "đổi trả", "giao hàng", "free ship",
        "how much",
    ];

    readonly Random _random;
    readonly string[] _syllables;

    public ChatCorpus(int seed)
    {
        _random = new Random(seed);
        _syllables = [.. from onset in Onsets from rime in Rimes select onset + rime];
        _random.Shuffle(_syllables);
        Folded = [.. Enumerable.Range(0, Messages).Select(_ => TextFold.Fold(Message()))];
    }

    /// <summary>Folded messages.</summary>
    public string[] Folded { get; }

    /// <summary>Folded terms, the first twenty of which customers do write; the others are phrases of two or three words.</summary>
    public string[] Terms(int count)
    {
        var terms = new HashSet<string>(Intents.Select(TextFold.Fold));
        while (terms.Count < count)
            terms.Add(TextFold.Fold(string.Join(' ', Enumerable.Range(0, _random.Next(2, 4)).Select(_ => Syllable()))));
        return [.. terms.Take(count)];
    }

    string Message()
    {
        var words = new List<string>();
        var length = AverageLength / 2 + _random.Next(AverageLength);
        if (_random.Next(10) == 0)
            words.Add(Intents[_random.Next(Intents.Length)]);
        for (var size = words.Sum(word => word.Length); size < length; size += words[^1].Length + 1)
            words.Add(Word());
        return string.Join(' ', words) + (_random.Next(3) == 0 ? "?" : "");
    }

    string Word() => _random.Next(5) switch
    {
        0 => English[_random.Next(English.Length)],
        1 when _random.Next(4) == 0 => $"{_random.Next(1, 900)}k",
        _ => Syllable(),
    };

    // The square leans towards the front of the list, as words do in speech.
    string Syllable() => _syllables[(int)(_syllables.Length * Math.Pow(_random.NextDouble(), 2))];
}
