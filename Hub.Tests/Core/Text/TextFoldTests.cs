using FsCheck;
using FsCheck.Fluent;
using Hub.Core.Text;

namespace Hub.Tests.Core.Text;

public class TextFoldTests
{
    [TestCase("Tiếng Việt", "tieng viet")]
    [TestCase("tie\u0302\u0301ng Vie\u0323\u0302t", "tieng viet")]
    [TestCase("ĐÀ NẴNG, điện", "da nang, dien")]
    [TestCase("hoà", "hoa")]
    [TestCase("hòa", "hoa")]
    [TestCase("thuý thúy", "thuy thuy")]
    [TestCase("ẮẰẲẴẶ ấầẩẫậ ƯỨỪỬỮỰ ơớờởỡợ", "aaaaa aaaaa uuuuuu oooooo")]
    [TestCase("Ð ð Ɖ", "d d d")]
    [TestCase("ＦＵＬＬ　ｗｉｄｔｈ１２３", "full width123")]
    [TestCase("gi\u200Bá\uFEFF", "gia")]
    [TestCase("  a \t\r\n b\u00A0\u3000c  ", "a b c")]
    [TestCase("a \u200B b", "a b")]
    [TestCase("İstanbul Łódź Øre naïve Žluť", "istanbul lodz ore naive zlut")]
    [TestCase("không 😍 ạ", "khong 😍 a")]
    [TestCase("ไม่ใช่", "ไม่ใช่")]
    [TestCase("日本語が", "日本語が")]
    [TestCase("か\u3099", "が")]
    [TestCase("か\u200B\u3099", "が")]
    [TestCase("\u1112\u1161\u11AB", "한")]
    [TestCase("", "")]
    public void Text_folds(string text, string folded) => Assert.That(TextFold.Fold(text), Is.EqualTo(folded));

    [Test]
    public void A_lone_surrogate_folds_to_the_replacement() => Assert.That(TextFold.Fold("A\uD800b"), Is.EqualTo("a\uFFFDb"));

    [Test]
    public void Two_lone_surrogates_do_not_pair_up_when_what_stood_between_them_is_dropped()
    {
        Assert.That(TextFold.Fold("\uD800\u200B\uDC00"), Is.EqualTo("\uFFFD\uFFFD"));
        Assert.That(TextFold.Fold("か\u3099\uD800\u200B\uDC00"), Is.EqualTo("が\uFFFD\uFFFD"));
    }

    [Test]
    public void Folded_text_comes_back_as_the_same_instance()
    {
        var text = "con hang khong a 😍";
        Assert.That(TextFold.Fold(text), Is.SameAs(text));
    }

    [Test]
    public void Every_unit_folds_to_a_unit_that_folds_to_itself() => Assert.That(
        Enumerable.Range(0, 0x10000)
            .Select(unit => FoldTable.Entries[unit])
            .Where(entry => !FoldTable.IsInstruction(entry))
            .Where(entry => FoldTable.Entries[entry] != entry),
        Is.Empty);

    [Test]
    public void Folding_twice_changes_nothing_more() => Check(text => TextFold.Fold(TextFold.Fold(text)) == TextFold.Fold(text));

    [Test]
    public void Composed_and_decomposed_text_fold_alike() => Check(text =>
        TextFold.Fold(Nfc.Normalize(text)) == TextFold.Fold(text) && TextFold.Fold(RandomText.Decomposed(text)) == TextFold.Fold(text));

    [Test]
    public void Case_does_not_matter() => Check(text => TextFold.Fold(text.ToUpperInvariant()) == TextFold.Fold(text.ToLowerInvariant())
        || text.AsSpan().ContainsAny("ßİſςı"));

    [Test]
    public void The_traced_fold_is_the_same_and_its_places_grow() => Check(text =>
    {
        var traced = new FoldedText(text);
        var places = Enumerable.Range(0, traced.Folded.Length).ToArray();
        return traced.Folded == TextFold.Fold(text)
            && places.All(i => traced.OriginalIndex(i) < traced.OriginalEnd(i) && traced.OriginalEnd(i) <= text.Length)
            && places.Skip(1).All(i => traced.OriginalIndex(i - 1) <= traced.OriginalIndex(i));
    });

    [TestCaseSource(typeof(PoisonStrings), nameof(PoisonStrings.All)), CancelAfter(20_000)]
    public void Poison_folds_to_something_that_stays(string poison)
    {
        var folded = TextFold.Fold(poison);
        Assert.That(TextFold.Fold(folded), Is.EqualTo(folded));
        Assert.That(new FoldedText(poison).Folded, Is.EqualTo(folded));
    }

    [Test]
    public void Places_lead_back_to_the_letters_with_their_accents()
    {
        var text = new FoldedText("A  Đie\u0323\u0302n\u200B 😍 tho\u0323ại");
        var at = text.Folded.IndexOf("dien", StringComparison.Ordinal);
        var (start, length) = text.OriginalRange(at, 4);
        Assert.That(text.Original.Substring(start, length), Is.EqualTo("Đie\u0323\u0302n"));
        (start, length) = text.OriginalRange(text.Folded.IndexOf("thoai", StringComparison.Ordinal), 5);
        Assert.That(text.Original.Substring(start, length), Is.EqualTo("tho\u0323ại"));
    }

    static void Check(Func<string, bool> holds) => FsCheck.Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(3_000).WithEndSize(int.MaxValue),
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed => holds(RandomText.From(seed))));
}
