using Hub.Core.Text;

namespace Hub.Tests.Core.Text;

public class NfcTests
{
    [TestCaseSource(typeof(NormalizationVectors), nameof(NormalizationVectors.All))]
    public void Any_form_becomes_the_composed_one(string source, string composed, string decomposed)
    {
        Assert.That(Nfc.Normalize(source), Is.EqualTo(composed));
        Assert.That(Nfc.Normalize(decomposed), Is.EqualTo(composed));
        Assert.That(Nfc.Normalize(composed), Is.EqualTo(composed));
    }

    [Test]
    public void Composed_text_comes_back_as_the_same_instance()
    {
        var text = "Tiếng Việt 🌸 ไม่ 한국어 日本語";
        Assert.That(Nfc.Normalize(text), Is.SameAs(text));
    }

    [TestCase("tie\u0302\u0301ng Vie\u0323\u0302t", "tiếng Việt")]
    [TestCase("u\u031B\u0300", "ừ")]
    [TestCase("u\u0300\u031B", "ừ")]
    [TestCase("\u1112\u1161\u11AB", "한")]
    [TestCase("\uD55C\u3042\u304B\u3099", "한あが")]
    [TestCase("\u212B", "Å")]
    [TestCase("\uD834\uDD5E", "\uD834\uDD57\uD834\uDD65")]
    public void Letters_are_put_together(string decomposed, string composed) =>
        Assert.That(Nfc.Normalize(decomposed), Is.EqualTo(composed));

    [Test, CancelAfter(20_000)]
    public void A_million_marks_out_of_order_take_no_quadratic_time()
    {
        var hostile = "a" + string.Concat(Enumerable.Repeat("\u0301\u0323", 500_000));
        Assert.That(Nfc.Normalize(hostile), Does.StartWith("ạ\u0323"));
    }
}
