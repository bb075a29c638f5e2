using Hub.Connectors.Abstractions;
using Hub.Core.Automation;
using Hub.Core.Contacts;
using Hub.Core.Conversations;
using Hub.Core.Storage;
using Hub.Tests.Core.Contacts;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Core.Automation;

/// <summary>What rules know of a contact goes along when contacts become one, and comes back when they part.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class MergedRuleTests(StorageKind kind) : LabTest(kind)
{
    [Test]
    public async Task Who_is_blocked_stays_blocked_as_the_contact_that_was_kept_and_is_named_again_after_an_unmerge()
    {
        var (an, binh, cuc) = (await Person("an"), await Person("binh"), await Person("cuc"));
        await Block(binh, cuc);
        var logged = await Lab.Read(db => db.AutomationEntries.CountAsync());

        await MergeLab.Says(Lab, "binh", "b2");
        var merge = await Lab.Merge(an, binh);
        await MergeLab.Says(Lab, "an", "a2");

        Assert.That(await Named(), Is.EquivalentTo(new[] { an, cuc }));
        Assert.That(await Status(an), Is.All.EqualTo(ConversationStatus.Spam), "both threads of the one person");
        var entries = await Lab.Entries();
        Assert.That(entries, Has.Count.EqualTo(logged + 2));
        Assert.That(entries.Select(entry => entry.ContactId), Is.All.EqualTo(an), "the log follows");

        Assert.That(await Lab.Unmerge(an, merge), Is.EqualTo(UnmergeAnswer.Done));
        await MergeLab.Says(Lab, "binh", "b3");
        await MergeLab.Says(Lab, "an", "a3");

        Assert.That(await Named(), Is.EquivalentTo(new[] { binh, cuc }));
        Assert.That((await Lab.Entries()).GroupBy(entry => entry.ContactId).ToDictionary(group => group.Key, group => group.Count()),
            Is.EqualTo(new Dictionary<Guid, int> { [an] = 1, [binh] = 1 }), "each has its own; what is in the bin is asked no more");
    }

    [Test]
    public async Task A_contact_stays_named_while_one_of_those_merged_into_it_was()
    {
        var (an, binh, cuc) = (await Person("an"), await Person("binh"), await Person("cuc"));
        await Block(binh, cuc);
        var (first, second) = (await Lab.Merge(an, binh), await Lab.Merge(an, cuc));

        await Lab.Unmerge(an, first);
        Assert.That(await Named(), Is.EquivalentTo(new[] { an, binh }), "for the sake of Cúc");
        await Lab.Unmerge(an, second);
        Assert.That(await Named(), Is.EquivalentTo(new[] { binh, cuc }));
    }

    [Test]
    public async Task Whom_the_platform_makes_one_with_a_blocked_contact_is_blocked_in_the_same_batch()
    {
        var (an, binh) = (await Person("an"), await Person("binh"));
        await Block(binh);
        var at = Lab.Clock.GetUtcNow();

        await Lab.Apply(MergeLab.AreOne("an", "binh", at), MergeLab.Says("an", "a2", at.AddSeconds(1)));

        var kept = await Lab.Contact("an");
        Assert.That(await Named(), Is.EqualTo(new[] { kept }));
        Assert.That(await Status(kept), Is.All.EqualTo(ConversationStatus.Spam));
        Assert.That((await Lab.Entries()).Select(entry => entry.ContactId), Is.All.EqualTo(kept));
    }

    private async Task<Guid> Person(string name)
    {
        await MergeLab.Says(Lab, name, $"{name}-1");
        return await Lab.Contact(name);
    }

    private Task<Rule> Block(params Guid[] contacts) => Lab.Rule(RuleKind.Filter, new RuleDraft
    {
        Conditions = new RuleConditions { ContactIds = contacts },
        Actions = [new RuleAction { Type = RuleActionType.Bin }],
    });

    private async Task<IReadOnlyList<Guid>> Named() =>
        (await new RuleDesk(Lab.Store).All(Lab.Workspace, null, null, CancellationToken.None)).Single().Conditions.ContactIds;

    private Task<List<ConversationStatus>> Status(Guid contact) =>
        Lab.Read(db => db.Conversations.Where(row => row.ContactId == contact).Select(row => row.Status).ToListAsync());
}
