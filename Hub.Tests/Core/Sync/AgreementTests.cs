using Hub.Core.Sync;

namespace Hub.Tests.Core.Sync;

public sealed class AgreementTests
{
    [TestCase("a", "a", "a", nameof(Side.None))]
    [TestCase("a", "b", "a", nameof(Side.Ours))]
    [TestCase("a", "a", "b", nameof(Side.Theirs))]
    [TestCase("a", "b", "b", nameof(Side.None))]
    [TestCase("a", "b", "c", nameof(Side.Both))]
    [TestCase("a", "a", null, nameof(Side.None), Description = "what they do not say takes nothing away")]
    [TestCase(null, null, "b", nameof(Side.Theirs), Description = "what nobody knew and they know now is news")]
    public void Who_has_changed_a_field_is_told_by_what_both_said_last(string? agreed, string? ours, string? theirs, string side) =>
        Assert.That(Agreement.Read(Agreement.Of(agreed)).Changed(0, ours, theirs).ToString(), Is.EqualTo(side));

    [Test]
    public void What_differs_at_the_first_look_stays_and_the_next_change_of_either_side_is_told_from_it()
    {
        var unknown = Agreement.Read(null);
        Assert.That(unknown.Changed(0, "ours", "theirs"), Is.EqualTo(Side.Ours));

        var first = Agreement.Read(unknown.After(["ours"], ["theirs"]));

        Assert.That(
            new[] { first.Changed(0, "ours", "theirs"), first.Changed(0, "ours", "theirs 2"), first.Changed(0, "ours 2", "theirs") },
            Is.EqualTo(new[] { Side.Ours, Side.Theirs, Side.Ours }));
    }

    [Test]
    public void What_they_do_not_say_any_more_stays_agreed_and_no_value_stands_in_it()
    {
        var agreed = Agreement.Of("Trần Thị B", "+84901234567");

        Assert.That(Agreement.Read(agreed).After(["Trần Thị B", "+84901234567"], ["Trần Thị B", null]), Is.EqualTo(agreed));
        Assert.That(agreed, Does.Not.Contain("8490").And.Not.Contain("Trần"));
    }

    [Test]
    public void Of_what_went_out_only_what_was_new_is_the_hubs_own()
    {
        var sent = Agreement.Outgoing(null, Agreement.News(Agreement.Of("a", "x"), Agreement.Of("b", "x")));
        var since = Agreement.Read(Agreement.Of("a", "y"), sent);

        Assert.That((since.Changed(0, "b", "b"), since.Changed(0, "c", "b"), since.Changed(1, "y", "x")), Is.EqualTo((Side.None, Side.Ours, Side.Theirs)));
    }

    [Test]
    public void What_went_out_and_was_not_heard_of_is_the_hubs_own_when_it_comes_back()
    {
        var sent = Agreement.Outgoing(Agreement.Outgoing(null, Agreement.Of("b", "x")), Agreement.Of("c", "x"));
        var agreement = Agreement.Read(Agreement.Of("a", "x"), sent);

        Assert.That(
            new[] { agreement.Changed(0, "a", "b"), agreement.Changed(0, "a", "c"), agreement.Changed(0, "a", "d") },
            Is.EqualTo(new[] { Side.Ours, Side.Ours, Side.Theirs }));
        Assert.That((agreement.HasArrived(["b", "x"]), agreement.HasArrived(["a", "x"])), Is.EqualTo((true, false)));
    }

    [TestCase("a", "a", "1", true, Description = "the hub's own, told again")]
    [TestCase("b", "a", "1", true, Description = "changed here, and owed there already")]
    [TestCase("a", "b", "1", false, Description = "the version was stored before its record was compared")]
    [TestCase("a", "a", "2", false, Description = "the version has to be stored")]
    public void A_turn_is_taken_only_where_something_differs(string ours, string theirs, string version, bool says)
    {
        var link = new ExternalId { RemoteId = "r", Agreed = Agreement.Of("a"), Version = "1" };

        Assert.That(link.Says([ours], [theirs], version), Is.EqualTo(says));
    }
}
