using Hub.Connectors.Abstractions;
using Hub.Core.Comments;
using Hub.Core.Contacts.Erasing;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Hub.Tests.Core.Automation;
using Hub.Tests.Core.Contacts;
using Hub.Tests.Core.Conversations;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Core.Comments;

/// <summary>Comments, and who their authors are to others.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class CommentPeopleTests(StorageKind kind) : LabTest(kind)
{
    [Test]
    public async Task Whoever_is_erased_is_answered_no_more_and_nothing_owed_leaves()
    {
        var left = 0;
        Lab.Connector.OnAnswer = (_, _) => Task.FromResult<Outcome>(new Outcome.Accepted($"m{++left}"));
        Lab.Connector.OnSend = (_, _) => Task.FromResult<Outcome>(new Outcome.Accepted($"m{++left}"));
        await Lab.Answer(await Lab.Commented("c1"), "on its way");
        var other = await Lab.Commented("c2");

        var receipt = await Lab.Get<ContactErasure>().Begin(Lab.Owner(), await Lab.Contact("lan"), CancellationToken.None);
        await Lab.Run(DeliveryKind.SendMessage);

        Assert.That(await Lab.Answer(other, "too late"), Is.InstanceOf<CommentAnswer.NotFound>());
        Assert.That(left, Is.Zero);
        Assert.That(receipt!.RemovedByPlace["comments"], Is.EqualTo(2));
        var owed = await Lab.Read(db => db.Deliveries.SingleAsync(row => row.Kind == DeliveryKind.SendMessage));
        Assert.That((owed.State, owed.Code), Is.EqualTo((DeliveryState.Cancelled, "contact_erased")), "nothing that anybody must see to");
        await Lab.Get<ErasureSweep>().Run(CancellationToken.None);
        Assert.That(await Lab.Read(async db => await db.Messages.CountAsync() + await db.Conversations.CountAsync() + await db.Contacts.CountAsync()), Is.Zero);
    }

    [Test]
    public async Task Of_merged_people_a_comment_is_seen_by_who_sees_its_authors_own_conversation()
    {
        await Lab.Apply(Lab.Said("m1", "hi", "lan"), Lab.Said("m2", "hi", "mai"));
        await Lab.Merge(await Lab.Contact("lan"), await Lab.Contact("mai"));
        var (sales, vip) = (Lab.Store.Ids.Next(), Lab.Store.Ids.Next());
        await Lab.Change(db => db.Conversations.ExecuteUpdateAsync(
            set => set.SetProperty(row => row.TeamId, row => (Guid?)(row.Key == "thread-mai" ? vip : sales))));

        await Lab.Commented("c1", "mai");

        Assert.That(await Lab.Keys(CommentShelf.Waiting, Member(sales)), Is.Empty);
        Assert.That(await Lab.Keys(CommentShelf.Waiting, Member(vip)), Is.EqualTo(new[] { "c1" }));
    }

    [Test]
    public async Task Whoever_only_comments_is_nobody_for_the_CRMs_under_whatever_name()
    {
        await Lab.Apply(Lab.Comment("c1", "lan", "Lan"));
        Lab.Clock.Advance(TimeSpan.FromMinutes(1));
        await Lab.Apply(Lab.Comment("c2", "lan", "Lan Anh"));
        Assert.That(await Lab.OwedToCrm(), Is.Zero);

        Lab.Clock.Advance(TimeSpan.FromMinutes(1));
        await Lab.Apply(Lab.Said("m1", "hi"), Lab.Comment("c3", "lan", "Lan Anh 2"));

        Assert.That(await Lab.OwedToCrm(), Is.EqualTo(1));
    }

    [Test]
    public async Task An_answer_stays_in_one_conversation_when_the_platform_says_that_its_two_people_are_one()
    {
        await Lab.Commented("c0", "mai");
        Lab.Clock.Advance(TimeSpan.FromMinutes(1));
        await Lab.Answer(await Lab.Commented("c1", "lan"), "hi");
        Lab.Connector.OnAnswer = (_, _) => Task.FromResult<Outcome>(new Outcome.Accepted("m1"));

        await Lab.Apply(new IdentityEvent
        {
            EventKey = "one",
            OccurredAt = Lab.Clock.GetUtcNow(),
            Contact = new Participant([new Identity("user", "mai"), new Identity("user", "lan")]),
        });
        await Lab.Run(DeliveryKind.SendMessage);
        await Lab.Apply(Lab.Echo("m1", "hi"));

        Assert.That(await Lab.Read(db => db.Conversations.Select(row => row.Key).ToListAsync()), Is.EqualTo(new[] { "thread-lan" }));
    }

    private Caller Member(Guid team) =>
        new(Lab.Workspace, CallerKind.Member, Lab.Store.Ids.Next(), [Permissions.All], VisibilityScope.Team, [team]);
}
