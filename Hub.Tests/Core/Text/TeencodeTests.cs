using Hub.Core.Text;

namespace Hub.Tests.Core.Text;

public class TeencodeTests
{
    [TestCase("không", "còn hàng ko", "ko")]
    [TestCase("không", "còn hàng K?", "K")]
    [TestCase("không", "hok có", "hok")]
    [TestCase("không", "hong nha", "hong")]
    [TestCase("không", "kg bán", "kg")]
    [TestCase("không", "áo hồng", null)]
    [TestCase("không", "kho hàng", null)]
    [TestCase("được", "đc nha", "đc")]
    [TestCase("được", "DC nha", "DC")]
    [TestCase("inbox", "ib em", "ib")]
    [TestCase("số điện thoại", "cho xin sđt", "sđt")]
    [TestCase("số điện thoại", "SDT?", "SDT")]
    [TestCase("điện thoại", "cho xin sđt", "sđt")]
    [TestCase("bao nhiêu", "giá bn", "bn")]
    [TestCase("giá bao nhiêu", "giá bn vậy", "giá bn")]
    [TestCase("giá bao nhiêu vậy", "Giá bnh v ạ", "Giá bnh v")]
    [TestCase("gì", "có j", "j")]
    [TestCase("với", "em vs anh", "vs")]
    [TestCase("như thế nào", "mua ntn", "ntn")]
    [TestCase("ship", "có sip không", "sip")]
    [TestCase("số điện thoại", "số đt", "số đt")]
    [TestCase("sđt", "số điện thoại", "số điện thoại")]
    [TestCase("sđt", "sdt", "sdt")]
    [TestCase("ship ko", "ship không", "ship không")]
    [TestCase("ship ko", "ship k", "ship k")]
    [TestCase("ko", "không", "không")]
    public void Shorthand_counts_as_what_it_stands_for(string term, string text, string? found) =>
        Assert.That(Found(new Keyword(Guid.Empty, term, Teencode: true), text), Is.EqualTo(found));

    [TestCase("không", "ko", "ko")]
    [TestCase("khống", "ko", null)]
    [TestCase("khong", "ko", null)]
    [TestCase("giá bao nhiêu", "giá bn", "giá bn")]
    [TestCase("giá bao nhiêu", "già bn", null)]
    public void Exact_accents_hold_across_shorthand(string term, string text, string? found) =>
        Assert.That(Found(new Keyword(Guid.Empty, term, Accents: AccentMode.Exact, Teencode: true), text), Is.EqualTo(found));

    [Test]
    public void A_keyword_without_teencode_takes_text_as_it_is() =>
        Assert.That(Found(new Keyword(Guid.Empty, "không"), "ko"), Is.Null);

    [Test]
    public void The_whole_message_may_be_shorthand() =>
        Assert.That(Found(new Keyword(Guid.Empty, "giá bao nhiêu", MatchMode.Exact, Teencode: true), "Giá bn"), Is.EqualTo("Giá bn"));

    [Test]
    public void A_workspace_adds_and_replaces_pairs()
    {
        var teencode = new Teencode(Teencode.Default, [new("cmt", "bình luận"), new("KM", "ki lô mét"), new("hai từ", "x"), new("", "y")]);
        Assert.That(Found(new Keyword(Guid.Empty, "bình luận", Teencode: true), "xem CMT", teencode), Is.EqualTo("CMT"));
        Assert.That(Found(new Keyword(Guid.Empty, "khuyến mãi", Teencode: true), "km", teencode), Is.Null);
        Assert.That(Found(new Keyword(Guid.Empty, "ki lô mét", Teencode: true), "km", teencode), Is.EqualTo("km"));
        Assert.That(teencode.ShortForms, Has.Count.EqualTo(Teencode.Default.ShortForms.Count + 1));
    }

    [Test]
    public void Text_expands_for_search() =>
        Assert.That(Teencode.Default.ExpandFolded("Shop ơi, sđt bn ạ? hồng KO?"), Is.EqualTo("shop oi, so dien thoai bao nhieu a? hong khong?"));

    [Test]
    public void Every_built_in_pair_is_in_use_and_no_meaning_is_shorthand_again()
    {
        var pairs = TeencodePairs.Pairs.Split('\n').Select(line => line.Split(" = ")).ToArray();
        var shorthand = pairs.SelectMany(pair => pair[1].Split(' ')).ToArray();
        Assert.That(shorthand, Is.Unique);
        Assert.That(Teencode.Default.ShortForms, Is.EquivalentTo(shorthand));
        Assert.That(pairs.SelectMany(pair => pair[0].Split(' ')).Intersect(shorthand), Is.Empty);
    }

    static string? Found(Keyword keyword, string text, Teencode? teencode = null)
    {
        var hits = KeywordMatcher.Create([keyword], teencode).Matcher.Match(text);
        Assert.That(hits, Has.Count.LessThanOrEqualTo(1));
        return hits.Count == 0 ? null : text.Substring(hits[0].Start, hits[0].Length);
    }
}
