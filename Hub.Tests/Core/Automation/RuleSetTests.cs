using Hub.Core.Automation;
using Hub.Core.Text;

namespace Hub.Tests.Core.Automation;

/// <summary>Which rules apply to a message.</summary>
public sealed class RuleSetTests
{
    private static readonly Guid Here = Guid.NewGuid(), There = Guid.NewGuid();

    [TestCase("giá bao nhiêu vậy shop", true)]
    [TestCase("GIA BAO NHIEU", true, TestName = "Accents and capitals do not matter")]
    [TestCase("giá bn shop", true, TestName = "Shorthand counts as what it stands for")]
    [TestCase("bao nhiêu giá", false, TestName = "A phrase stands in its order")]
    [TestCase("giáo bao nhiêu", false, TestName = "A word is a whole word")]
    public void A_phrase_is_found_as_people_write_it(string text, bool found) =>
        Assert.That(Applies(new RuleConditions { Any = ["giá bao nhiêu"] }, text), Is.EqualTo(found));

    [Test]
    public void Exact_accents_and_no_shorthand_are_taken_at_their_word()
    {
        var exact = new RuleConditions { Any = ["má"], Accents = AccentMode.Exact, Teencode = false };
        Assert.That(Applies(exact, "má ơi"), Is.True);
        Assert.That(Applies(exact, "ma ơi"), Is.False);
        Assert.That(Applies(new RuleConditions { Any = ["không"], Teencode = false }, "ko"), Is.False);
        Assert.That(Applies(new RuleConditions { Any = ["giá"], Mode = MatchMode.Exact }, "Giá"), Is.True);
        Assert.That(Applies(new RuleConditions { Any = ["giá"], Mode = MatchMode.Exact }, "giá nào"), Is.False);
        Assert.That(Applies(new RuleConditions { Any = ["ship"], Mode = MatchMode.Contains }, "freeship?"), Is.True);
    }

    [Test]
    public void Any_all_and_none_hold_together()
    {
        var conditions = new RuleConditions { Any = ["giá", "price"], All = ["áo"], None = ["hủy"] };
        Assert.That(Applies(conditions, "giá áo"), Is.True);
        Assert.That(Applies(conditions, "price của áo"), Is.True);
        Assert.That(Applies(conditions, "giá quần"), Is.False, "not all");
        Assert.That(Applies(conditions, "giá áo, hủy đơn"), Is.False, "excluded");
        Assert.That(Applies(new RuleConditions { None = ["hủy"] }, null), Is.True, "what is not there cannot be excluded");
    }

    [Test]
    public void The_same_word_serves_several_rules()
    {
        var set = Set(Row(1, new RuleConditions { Any = ["giá"] }), Row(2, new RuleConditions { Any = ["gia"] }), Row(3, new RuleConditions { All = ["GIÁ"] }));
        Assert.That(set.Decide(Says("giá?")).Select(match => match.Rule.Row.Position), Is.EqualTo(new[] { 1, 2, 3 }));
    }

    [TestCase("Xin chào shop, áo này còn không ạ", "vi", true)]
    [TestCase("shop oi gia bao nhieu", "vi", true)]
    [TestCase("how much is the shirt please", "vi", false)]
    [TestCase("how much is the shirt please", "en", true)]
    [TestCase("请问价格多少", "zh", true)]
    [TestCase("この服はいくらですか", "ja", true)]
    [TestCase("Сколько стоит", "ru", true)]
    [TestCase("Сколько стоит", "vi", false)]
    [TestCase("👍 123", "vi", false)]
    public void A_language_is_guessed_by_its_letters(string text, string language, bool holds) =>
        Assert.That(Applies(new RuleConditions { Languages = [language] }, text), Is.EqualTo(holds));

    [TestCase("xem tại https://bit.ly/abc", true)]
    [TestCase("vay tien nhanh tai vaynhanh.top nhe", true)]
    [TestCase("áo màu đỏ. còn hàng không", false)]
    public void A_link_is_seen(string text, bool link) => Assert.That(Applies(new RuleConditions { HasLink = true }, text), Is.EqualTo(link));

    [Test]
    public void A_pattern_takes_linear_time_and_what_cannot_is_refused()
    {
        Assert.That(Applies(new RuleConditions { Pattern = @"vay\s*tiền|lô\s*đề" }, "Vay tiền nhanh"), Is.True);
        Assert.That(RulePattern.IsSound(@"(a+)+$"), Is.True);
        Assert.That(Applies(new RuleConditions { Pattern = @"(a+)+$" }, new string('a', 20_000) + "!"), Is.False);
        Assert.That(RulePattern.IsSound(@"(?<=a)b"), Is.False);
        Assert.That(RulePattern.IsSound(@"(a)\1"), Is.False);
        Assert.That(RulePattern.IsSound("("), Is.False);
    }

    [Test]
    public void Patterns_have_a_time_on_each_message_and_those_that_come_later_are_passed_over_and_named()
    {
        var rules = Enumerable.Range(1, 5).Select(i => Row(i, new RuleConditions { Pattern = "vay" })).Append(Row(6, new RuleConditions { Any = ["vay"] }));
        var set = new RuleSet(new AutomationPolicy(), rules, new SlowClock(PatternTime.Most / 2));

        Assert.That(
            set.Decide(Says("vay")).Select(match => match.Error), Is.EqualTo(new[] { null, null, HeldCodes.TooSlow, HeldCodes.TooSlow, HeldCodes.TooSlow, null }),
            "words cost no such time");
        Assert.That(set.Decide(Says("vay")).Count(match => match.Error is null), Is.EqualTo(3), "each message has its own");
    }

    [Test]
    public void A_pattern_that_overruns_again_and_again_is_not_tried_any_more()
    {
        var set = Set(Row(1, new RuleConditions { Pattern = SlowPattern }));
        var message = Says(string.Concat(Enumerable.Repeat("ab ba ", 200_000)));
        for (var i = 0; i < 5; i++)
            Assert.That(set.Decide(message).Single().Error, Is.EqualTo(HeldCodes.TooSlow));

        Assert.That(set.Decide(Says("ab")).Single().Error, Is.EqualTo(HeldCodes.TooSlow), "also where it would have been quick");
    }

    [Test]
    public void What_is_known_of_the_message_decides_too()
    {
        Assert.That(Applies(new RuleConditions { ConnectionIds = [There] }, "x"), Is.False);
        Assert.That(Applies(new RuleConditions { ConnectionIds = [Here] }, "x"), Is.True);
        Assert.That(Applies(new RuleConditions { HasAttachment = true }, "x"), Is.False);
        Assert.That(Applies(new RuleConditions { FromAd = false }, "x"), Is.True);
        Assert.That(Applies(new RuleConditions { TeamIds = [There] }, "x"), Is.False);
    }

    [Test]
    public void Filters_come_first_and_auto_replies_last_each_kind_in_its_order()
    {
        var set = Set(
            Row(1, new RuleConditions(), RuleKind.AutoReply, RuleTrigger.Away), Row(2, new RuleConditions(), RuleKind.Rule),
            Row(2, new RuleConditions { Any = ["giá"] }, RuleKind.KeywordReply), Row(1, new RuleConditions { Any = ["giá"] }, RuleKind.KeywordReply),
            Row(9, new RuleConditions(), RuleKind.Filter));
        Assert.That(
            set.Decide(Says("giá")).Select(match => (match.Rule.Row.Kind, match.Rule.Row.Position)),
            Is.EqualTo(new[] { (RuleKind.Filter, 9), (RuleKind.KeywordReply, 1), (RuleKind.KeywordReply, 2), (RuleKind.Rule, 2), (RuleKind.AutoReply, 1) }));
    }

    [Test]
    public void A_rule_that_cannot_be_read_is_passed_over_and_named()
    {
        var broken = Row(1, new RuleConditions());
        broken.Conditions = "no json";
        var set = Set(broken, Row(2, new RuleConditions()));
        Assert.That(set.Broken, Is.EqualTo(new[] { broken.Id }));
        Assert.That(set.Decide(Says("x")), Has.Count.EqualTo(1));
    }

    private static bool Applies(RuleConditions conditions, string? text) => Set(Row(1, conditions)).Decide(Says(text)).Count == 1;

    private static RuleSet Set(params Rule[] rules) => new(new AutomationPolicy(), rules);

    private static Rule Row(int position, RuleConditions conditions, RuleKind kind = RuleKind.Rule, RuleTrigger trigger = RuleTrigger.Message)
    {
        var row = new RuleDraft { Name = "r", Position = position, Conditions = conditions, Trigger = trigger, State = RuleState.On }
            .ToRule(Guid.NewGuid(), kind);
        row.Id = Guid.NewGuid();
        return row;
    }

    // Needs many states for each letter, so that a long text takes it seconds.
    private const string SlowPattern = @"(?:[ab][ab ]{0,60}){6}c";

    /// <summary>So much passes between any two looks at it.</summary>
    private sealed class SlowClock(TimeSpan step) : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks += step.Ticks;
    }

    private static Incoming Says(string? text) => new() { Text = text, ConnectionId = Here, ContactId = Guid.NewGuid() };
}
