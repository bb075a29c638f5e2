using System.Diagnostics;
using Hub.Core.Signals.Tracking;

namespace Hub.Tests.Core.Signals.Tracking;

public sealed class TrackingPatternTests
{
    [TestCase("[ref: {id}]", "Chào shop, mình muốn hỏi giá [ref: E.C.P-9x_Z==]", "E.C.P-9x_Z==", "Chào shop, mình muốn hỏi giá")]
    [TestCase("[ref: {id}]", "[ref:   abc12] Còn hàng không?", "abc12", "Còn hàng không?")]
    [TestCase("Mã {id} nhé", "Xin chào. Mã T-77 nhé, giao hôm nay", "T-77", "Xin chào. , giao hôm nay")]
    [TestCase("#{id}.", "Hỏi giá #A1.", "A1", "Hỏi giá")]
    [TestCase("ref={id}", "ref=abc.", "abc", ".")]
    public void A_text_with_a_place_for_the_id_takes_it_out(string pattern, string text, string id, string rest)
    {
        var taken = TrackingPattern.Read(pattern, false, out _)!.TakeOut(text);

        Assert.That(taken, Is.EqualTo(new TakenOut(id, null, rest)));
    }

    [Test]
    public void An_ads_id_may_stand_beside_it_and_an_expression_may_do_the_same()
    {
        var both = TrackingPattern.Read("(tt {ad}/{id})", false, out _);
        var expression = TrackingPattern.Read(@"\(tt (?<ad>\d+)/(?<id>\w+)\)", true, out _);

        Assert.Multiple(() =>
        {
            Assert.That(both, Is.Null, "a slash may stand in an id, and which one parts them would be a guess");
            Assert.That(TrackingPattern.Read("(tt {ad} {id})", false, out _)!.TakeOut("(tt 1 2) à"), Is.EqualTo(new TakenOut("2", "1", "à")));
            Assert.That(TrackingPattern.Read("(tt {ad} | {id})", false, out _)!.TakeOut("Chào (tt 1801 | k9)"), Is.EqualTo(new TakenOut("k9", "1801", "Chào")));
            Assert.That(expression!.TakeOut("Chào (tt 1801/k9)"), Is.EqualTo(new TakenOut("k9", "1801", "Chào")));
        });
    }

    [TestCase("Chào shop")]
    [TestCase("[ref: có dấu]")]
    [TestCase("")]
    public void A_text_without_one_stays_as_it_is(string text) =>
        Assert.That(TrackingPattern.Read("[ref: {id}]", false, out _)!.TakeOut(text), Is.Null);

    [TestCase("", false)]
    [TestCase("no place", false)]
    [TestCase("{id}", false)]
    [TestCase("[{id}] [{id}]", false)]
    [TestCase("[{id}{ad}]", false)]
    [TestCase("(?<other>x)", true)]
    [TestCase("(?<id>x)*", true)]
    [TestCase("(?<id>x", true)]
    [TestCase(@"(?<id>\w+)(?=y)", true)]
    [TestCase(@"(?<id>\w)\1", true)]
    [TestCase(@"(?<id>\w+)", true, Description = "every word of every message")]
    [TestCase(@"(?<id>\d+)", true, Description = "every number")]
    public void What_cannot_be_one_is_refused_in_words(string pattern, bool isExpression)
    {
        Assert.That(TrackingPattern.Read(pattern, isExpression, out var problem), Is.Null);
        Assert.That(problem!.Vi, Is.Not.Empty);
    }

    [Test]
    [NonParallelizable]
    public void No_expression_takes_longer_than_its_time()
    {
        var pattern = TrackingPattern.Read("(?<id>(a+)+)!", true, out _)!;
        var watch = Stopwatch.StartNew();

        Assert.That(pattern.TakeOut(new string('a', 16_000)), Is.Null);
        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(2)));
    }
}
