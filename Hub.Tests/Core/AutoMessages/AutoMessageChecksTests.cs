using Hub.Connectors.Abstractions;
using Hub.Core.AutoMessages;

namespace Hub.Tests.Core.AutoMessages;

public sealed class AutoMessageChecksTests
{
    private static readonly AutoMessageRule Welcome = new(AutoMessageKind.Welcome, 1, null, 250, CanBeDeleted: false, CanBeSorted: false);
    private static readonly AutoMessageRule Prompt = new(AutoMessageKind.ChatPrompt, 6, 18, 150, CanBeDeleted: true, CanBeSorted: true);
    private static readonly AutoMessage One = new("1", "Giá", "Bao nhiêu?", AutoMessageReview.Approved);

    [TestCase(18, 150, "")]
    [TestCase(19, 151, "title text")]
    [TestCase(0, 0, "title text")]
    public void Every_field_says_what_is_wrong_with_it(int title, int text, string wrong) => Assert.That(
        Fields(AutoMessageChecks.Save(Prompt, [], new string('a', title), new string('b', text), null)), Is.EqualTo(wrong));

    [Test]
    public void There_is_one_greeting_and_it_is_changed_not_added_to()
    {
        Assert.That(Fields(AutoMessageChecks.Save(Welcome, [One], null, "Hi", null)), Is.EqualTo("kind"));
        Assert.That(Fields(AutoMessageChecks.Save(Welcome, [One], null, "Hi", "1")), Is.Empty);
        Assert.That(Fields(AutoMessageChecks.Save(Welcome, [One], "Title", "Hi", "1")), Is.EqualTo("title"));
        Assert.That(Fields(AutoMessageChecks.Save(Welcome, [One], null, "Hi", "2")), Is.EqualTo("id"));
        Assert.That(AutoMessageChecks.Delete(Welcome, "1")!.Field, Is.EqualTo("kind"), "it can be switched off only");
    }

    [Test]
    public void A_change_of_the_only_one_is_meant_for_the_one_that_is_there_whatever_its_id_is_by_now()
    {
        Assert.That(AutoMessageChecks.Meant(Welcome, [One], "old"), Is.EqualTo("1"));
        Assert.That(AutoMessageChecks.Meant(Welcome, [One], null), Is.Null, "a new one is a new one");
        Assert.That(AutoMessageChecks.Meant(Prompt, [One], "old"), Is.EqualTo("old"));
    }

    [Test]
    public void What_is_being_reviewed_is_not_changed() => Assert.That(
        Fields(AutoMessageChecks.Save(Prompt, [One with { Review = AutoMessageReview.Reviewing }], "Giá", "?", "1")), Is.EqualTo("text"));

    [TestCase("2 1", null)]
    [TestCase("1", "order")]
    [TestCase("1 1", "order")]
    [TestCase("1 2 3", "order")]
    public void An_order_names_all_of_them_once(string ids, string? wrong) => Assert.That(
        AutoMessageChecks.Sort(Prompt, [One, One with { Id = "2" }], ids.Split(' '))?.Field, Is.EqualTo(wrong));

    private static string Fields(IEnumerable<SettingProblem> problems) => string.Join(' ', problems.Select(problem => problem.Field));
}
