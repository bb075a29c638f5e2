using Hub.Connectors.Abstractions;
using Hub.Core.Comments;
using Hub.Core.Conversations;

namespace Hub.Tests.Core.Comments;

public sealed class CommentChecksTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 8, 0, 0, TimeSpan.Zero);
    private static readonly ConnectorLimits Limits = new() { CommentHours = 48, CommentQuietHours = 24 };

    [TestCase(47.9, true)]
    [TestCase(48.0, false)]
    public void A_comment_may_be_answered_for_48_hours(double age, bool may) => AssertMet(View(age), CommentCondition.InTime, may);

    [TestCase(23.9, false)]
    [TestCase(24.0, true)]
    public void A_message_of_the_last_24_hours_stands_in_the_way(double age, bool may) =>
        AssertMet(View(1) with { LastMessageAt = Now.AddHours(-age) }, CommentCondition.NoRecentMessage, may);

    [TestCase(1, 1, 23.0)]
    [TestCase(30, 1, null)] // by then the time to answer is over
    [TestCase(1, 24, null)]
    public void Where_time_alone_will_do_it_says_when(double age, double messageAge, double? after)
    {
        var check = CommentStanding.Of(View(age) with { LastMessageAt = Now.AddHours(-messageAge) }, Limits, isOff: false, Now).Checks
            .Single(check => check.Condition == CommentCondition.NoRecentMessage);
        Assert.That(check.MetAt, Is.EqualTo(after is { } hours ? Now.AddHours(hours) : (DateTimeOffset?)null));
    }

    [Test]
    public void An_account_that_is_off_answers_nothing_and_the_condition_is_named_only_then()
    {
        Assert.That(CommentStanding.Of(View(1), Limits, isOff: true, Now).MayBeAnswered, Is.False);
        Assert.That(
            CommentStanding.Of(View(1), Limits, isOff: false, Now).Checks.Select(check => check.Condition), Does.Not.Contain(CommentCondition.Connected));
    }

    [TestCase(MessageStatus.Queued, false)]
    [TestCase(MessageStatus.Unknown, false)]
    [TestCase(MessageStatus.Read, false)]
    [TestCase(MessageStatus.Failed, true)]
    public void Only_an_answer_that_failed_may_be_made_again(MessageStatus status, bool may)
    {
        var view = View(1) with { Answer = new Message { Content = "", Status = status } };
        view.Row.State = CommentState.Answered;

        AssertMet(view, CommentCondition.NotAnswered, may);
    }

    [Test]
    public void What_only_the_platform_knows_is_said_to_be_its_decision_and_stops_nobody()
    {
        var standing = CommentStanding.Of(View(1), Limits, isOff: false, Now);

        Assert.That(
            standing.Checks.Where(check => check.Verdict == CommentVerdict.PlatformDecides).Select(check => check.Condition),
            Is.EqualTo(new[] { CommentCondition.FirstLevel, CommentCondition.Adult }));
        Assert.That(standing.MayBeAnswered, Is.True);
        Assert.That(standing.ClosesAt, Is.EqualTo(Now.AddHours(47)));
    }

    [Test]
    public void Where_a_connector_names_no_time_nothing_may_be_answered() =>
        Assert.That(CommentStanding.Of(View(0), new ConnectorLimits(), isOff: false, Now).MayBeAnswered, Is.False);

    private static CommentView View(double age) => new(new Comment { Key = "c", OccurredAt = Now.AddHours(-age) }, null, null, null, null);

    private static void AssertMet(CommentView view, CommentCondition condition, bool isMet)
    {
        var standing = CommentStanding.Of(view, Limits, isOff: false, Now);
        Assert.That(
            standing.Checks.Single(check => check.Condition == condition).Verdict, Is.EqualTo(isMet ? CommentVerdict.Met : CommentVerdict.NotMet));
        Assert.That(standing.MayBeAnswered, Is.EqualTo(isMet));
    }
}
