using Hub.Core.Text;

namespace Hub.Tests.Core.Text;

public class KeywordMatcherTests
{
    [TestCase("giá", "Giá bao nhiêu?", "Giá")]
    [TestCase("giá", "GIA bao nhieu", "GIA")]
    [TestCase("gia", "gia\u0301 sao shop", "gia\u0301")]
    [TestCase("giá", "cho hỏi giá", "giá")]
    [TestCase("giá", "😍giá😍", "giá")]
    [TestCase("giá", "(giá)", "giá")]
    [TestCase("giá", "…\ngiá\r\n…", "giá")]
    [TestCase("giá", "quốc_giá_x", "giá")]
    [TestCase("giá", "giảm 10%", null)]
    [TestCase("giá", "giáo viên", null)]
    [TestCase("giá", "2giá", null)]
    [TestCase("điện thoại", "DIEN   THOAI này", "DIEN   THOAI")]
    [TestCase("điện thoại", "điện\nthoại", "điện\nthoại")]
    [TestCase("điện thoại", "đi\u200Bện thoại", "đi\u200Bện thoại")]
    [TestCase("điện thoại", "điện-thoại", null)]
    [TestCase("hoà", "hòa bình", "hòa")]
    [TestCase("thúy", "chị Thuý", "Thuý")]
    [TestCase("100%", "giảm 100%nhé", "100%")]
    [TestCase("c++", "học c++11", "c++")]
    [TestCase("sale", "ＳＡＬＥ lớn", "ＳＡＬＥ")]
    [TestCase("ราคา", "ขอทราบราคาหน่อย", "ราคา")]
    [TestCase("ไม่", "ใช่ไม่ใช่", "ไม่")]
    [TestCase("价格", "请问价格多少", "价格")]
    [TestCase("ship", "我要ship货", "ship")]
    [TestCase("ガ", "メカ\u3099ネ", "カ\u3099")]
    [TestCase("が", "これか\u3099すき", "か\u3099")]
    public void A_whole_word_is_found_where_it_stands(string term, string text, string? found) =>
        Assert.That(Found(new Keyword(Guid.Empty, term), text), Is.EqualTo(found));

    [TestCase("giá", "giáo viên", "giá")]
    [TestCase("iệ", "điện", "iệ")]
    [TestCase("giá", "giỏ", null)]
    public void Contains_looks_inside_words(string term, string text, string? found) =>
        Assert.That(Found(new Keyword(Guid.Empty, term, MatchMode.Contains), text), Is.EqualTo(found));

    [TestCase("giá", " GIÁ\n", "GIÁ")]
    [TestCase("giá", "giá?", null)]
    [TestCase("giá", "giá nhiêu", null)]
    [TestCase("giá bao nhiêu", "Gia  bao nhieu", "Gia  bao nhieu")]
    public void Exact_is_the_whole_message(string term, string text, string? found) =>
        Assert.That(Found(new Keyword(Guid.Empty, term, MatchMode.Exact), text), Is.EqualTo(found));

    [TestCase("giá", "GIÁ", "GIÁ")]
    [TestCase("giá", "gia\u0301", "gia\u0301")]
    [TestCase("giá", "gia", null)]
    [TestCase("giá", "già giả giạ giã", null)]
    [TestCase("gia", "giá", null)]
    [TestCase("hoà", "hòa", "hòa")]
    [TestCase("thúy", "thuý", "thuý")]
    [TestCase("đi", "di", null)]
    [TestCase("đi", "Đi", "Đi")]
    [TestCase("ＡＢ", "ab", "ab")]
    public void Exact_accents_tell_words_apart(string term, string text, string? found) =>
        Assert.That(Found(new Keyword(Guid.Empty, term, Accents: AccentMode.Exact), text), Is.EqualTo(found));

    [Test]
    public void Overlapping_keywords_are_all_reported()
    {
        var hits = Match("Phí ship bao nhiêu tiền", Terms("phí ship", "ship bao nhiêu", "bao nhiêu", "bao nhiêu tiền", "tiền", "miễn phí"));
        Assert.That(hits, Is.EqualTo(new[] { "phí ship", "ship bao nhiêu", "bao nhiêu", "bao nhiêu tiền", "tiền" }));
    }

    [Test]
    public void One_keyword_is_reported_in_every_place() =>
        Assert.That(KeywordMatcher.Create(Terms("ba")).Matcher.Match("ba ba, BA").Select(hit => hit.Start), Is.EqualTo(new[] { 0, 3, 7 }));

    [Test]
    public void The_same_term_folded_and_exact_are_two_keywords()
    {
        Keyword[] keywords = [new(Guid.NewGuid(), "má"), new(Guid.NewGuid(), "má", Accents: AccentMode.Exact)];
        var result = KeywordMatcher.Create(keywords);
        Assert.That(result.Problems, Is.Empty);
        Assert.That(result.Matcher.Match("má").Select(hit => hit.Keyword), Is.EquivalentTo(keywords));
        Assert.That(result.Matcher.Match("ma").Select(hit => hit.Keyword), Is.EquivalentTo(keywords[..1]));
    }

    [Test]
    public void Unsound_terms_are_named_by_row_and_the_others_work()
    {
        var result = KeywordMatcher.Create(Terms(
            "giá", "", " \t", "\u200B", "GIA", new string('a', 201), new string('a', 200), "\uD800", "ship"));
        Assert.That(result.Problems.Select(problem => (problem.Row, problem.Kind)), Is.EqualTo(new[]
        {
            (2, KeywordProblemKind.Empty), (3, KeywordProblemKind.Empty), (4, KeywordProblemKind.Empty),
            (5, KeywordProblemKind.Duplicate), (6, KeywordProblemKind.TooLong), (8, KeywordProblemKind.Unreadable),
        }));
        Assert.That(result.Problems, Has.All.Matches<KeywordProblem>(problem => problem.English != "" && problem.Vietnamese != ""));
        Assert.That(result.Matcher.Count, Is.EqualTo(3));
        Assert.That(result.Matcher.Match("ship giá"), Has.Count.EqualTo(2));
    }

    [Test]
    public void No_keywords_find_nothing() => Assert.That(KeywordMatcher.Create([]).Matcher.Match("giá"), Is.Empty);

    [Test]
    public void A_message_without_a_hit_allocates_nothing()
    {
        var matcher = KeywordMatcher.Create(Terms("giá", "còn hàng", "価格")).Matcher;
        var texts = new[] { "Shop ơi cho em hỏi với 😍", string.Concat(Enumerable.Repeat("Áo này đẹp quá ", 100)), "ไม่ใช่" };
        foreach (var text in texts)
            matcher.Match(text);
        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var text in texts)
            matcher.Match(text);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    [TestCase(0x61, 26)]
    [TestCase(0x4E00, 8_000)]
    public void Twenty_thousand_keywords_stay_within_bounded_memory(int firstLetter, int letters)
    {
        var random = new Random(5);
        var terms = Enumerable.Range(0, 20_000)
            .Select(_ => string.Concat(Enumerable.Range(0, 12).Select(_ => (char)(firstLetter + random.Next(letters))))).ToArray();
        var matcher = KeywordMatcher.Create(Terms(terms)).Matcher;
        Assert.That(matcher.Size, Is.LessThan(40 << 20));
        foreach (var term in terms.Where((_, i) => i % 97 == 0))
            Assert.That(matcher.Match($"x {term} x").Select(hit => hit.Keyword.Term), Does.Contain(term));
    }

    [TestCaseSource(typeof(PoisonStrings), nameof(PoisonStrings.All)), CancelAfter(20_000)]
    public void Poison_never_throws(string poison)
    {
        Keyword[] keywords =
        [
            new(Guid.NewGuid(), "giá", Teencode: true), new(Guid.NewGuid(), "a", MatchMode.Contains, AccentMode.Exact),
            new(Guid.NewGuid(), poison.Length > 200 ? poison[..200] : poison, MatchMode.Exact),
        ];
        var matcher = KeywordMatcher.Create(keywords).Matcher;
        Assert.That(matcher.Match(poison), Has.All.Matches<KeywordHit>(hit => hit.Length > 0 && hit.Start + hit.Length <= poison.Length));
    }

    static string? Found(Keyword keyword, string text)
    {
        var hits = KeywordMatcher.Create([keyword]).Matcher.Match(text);
        Assert.That(hits, Has.Count.LessThanOrEqualTo(1));
        return hits.Count == 0 ? null : text.Substring(hits[0].Start, hits[0].Length);
    }

    static IEnumerable<string> Match(string text, IEnumerable<Keyword> keywords) =>
        KeywordMatcher.Create(keywords).Matcher.Match(text).Select(hit => hit.Keyword.Term);

    static IEnumerable<Keyword> Terms(params string[] terms) => terms.Select(term => new Keyword(Guid.NewGuid(), term));
}
