using Hub.Connectors.Abstractions;
using Hub.Core.Contacts;
using Hub.Core.Conversations;
using Hub.Core.Deliveries;
using Hub.Core.Sending;
using Hub.Core.Storage;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Core.Contacts;

[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class MergeTests(StorageKind kind)
{
    private Lab _lab = null!;

    [SetUp]
    public async Task Start() => _lab = await Lab.Create(kind);

    [TearDown]
    public async Task Stop() => await _lab.DisposeAsync();

    [Test]
    public async Task What_comes_in_for_a_merged_contact_lands_on_the_one_that_was_kept_in_the_same_thread()
    {
        var (an, binh) = await TwoPeople();
        var thread = await Thread("binh");
        await _lab.Merge(an, binh);

        await _lab.Says("binh", "b2");

        Assert.That(await _lab.Contact("binh"), Is.EqualTo(an));
        Assert.That(await _lab.Read(db => db.Contacts.CountAsync()), Is.EqualTo(1));
        Assert.That(await _lab.Read(db => db.Messages.Where(row => row.ConversationId == thread).CountAsync()), Is.EqualTo(2));
        Assert.That(await _lab.Read(db => db.Conversations.CountAsync(row => row.ContactId == an)), Is.EqualTo(2));
    }

    [Test]
    public async Task An_answer_goes_to_the_one_that_the_thread_is_with()
    {
        var (an, binh) = await TwoPeople();
        await _lab.Merge(an, binh);
        var asked = new List<string>();
        _lab.Connector.OnSend = (_, part) =>
        {
            asked.Add(string.Join('+', part.To.Identities.Select(identity => identity.Value)));
            return Task.FromResult<Outcome>(new Outcome.Accepted("key-" + part.CorrelationId));
        };

        foreach (var person in new[] { "an", "binh" })
        {
            await _lab.Get<MessageSender>().Send(
                _lab.Workspace, await Thread(person), new OutboundDraft([MessageContent.OfText("dạ")]), [], CancellationToken.None);
            await _lab.Run(DeliveryKind.SendMessage);
        }

        Assert.That(asked, Is.EqualTo(new[] { "an", "binh" }).AsCollection);
    }

    [Test]
    public async Task An_unmerge_brings_back_exactly_what_was()
    {
        var (an, binh) = await TwoPeople();
        await Edit(an, row => (row.Phone, row.Attributes) = (null, """{"size":"M"}"""));
        await Edit(binh, row => (row.Phone, row.Email, row.Attributes) = ("+84912345678", "b@example.com", """{"size":"L","vip":true}"""));
        await Order(binh);
        await _lab.Run(DeliveryKind.SyncContact);
        var before = await _lab.State();

        var merge = await _lab.Merge(an, binh);
        var merged = await _lab.Read(db => db.Contacts.SingleAsync());
        var undone = await _lab.Unmerge(an, merge);

        Assert.Multiple(() =>
        {
            Assert.That(
                (merged.Phone, merged.Email, merged.Attributes),
                Is.EqualTo(("+84912345678", "b@example.com", """{"size":"M","vip":true}""")));
            Assert.That(undone, Is.EqualTo(UnmergeAnswer.Done));
        });
        Assert.That(await _lab.State(), Is.EqualTo(before).AsCollection);
        Assert.That(await _lab.Read(async db => await db.MergedContacts.CountAsync() + await db.MergedOrigins.CountAsync()), Is.Zero);
    }

    [Test]
    public async Task After_an_unmerge_new_things_stay_with_the_identity_that_they_came_through()
    {
        var (an, binh) = await TwoPeople();
        var merge = await _lab.Merge(an, binh);
        await _lab.Says("binh", "b2");
        await _lab.Says("an", "a2");
        await _lab.Apply(MergeLab.AreOne("binh", "binh-2", _lab.Clock.GetUtcNow())); // the platform names binh by a second number
        await _lab.Says("binh-2", "b3");
        await Order(an, await Thread("binh"));

        await _lab.Unmerge(an, merge);

        Assert.That(await _lab.Contact("binh"), Is.EqualTo(binh));
        Assert.That(await _lab.Contact("binh-2"), Is.EqualTo(binh));
        Assert.That(await Keys(binh), Is.EqualTo(new[] { "b1", "b2", "b3" }).AsCollection);
        Assert.That(await Keys(an), Is.EqualTo(new[] { "a1", "a2" }).AsCollection);
        Assert.That(await _lab.Read(db => db.Orders.Select(row => row.ContactId).SingleAsync()), Is.EqualTo(binh));
    }

    [Test]
    public async Task Merges_of_merges_come_apart_from_the_outside_in()
    {
        var (an, binh) = await TwoPeople();
        await _lab.Says("chi", "c1");
        var chi = await _lab.Contact("chi");
        var before = await _lab.State();
        var inner = await _lab.Merge(an, binh);
        var outer = await _lab.Merge(chi, an);

        var tooEarly = await _lab.Unmerge(an, inner);
        await _lab.Says("binh", "b2");
        var all = await _lab.Contact("binh");
        var first = await _lab.Unmerge(chi, outer);
        var between = await _lab.Contact("binh");
        var second = await _lab.Unmerge(an, inner);
        var again = await _lab.Unmerge(an, inner);

        Assert.That((tooEarly, first, second, again), Is.EqualTo(
            (UnmergeAnswer.MergedOn, UnmergeAnswer.Done, UnmergeAnswer.Done, UnmergeAnswer.NotFound)));
        Assert.That((all, between, await _lab.Contact("binh")), Is.EqualTo((chi, an, binh)));
        Assert.That((await _lab.State()).Count, Is.EqualTo(before.Count));
    }

    [Test]
    public async Task Two_merges_into_one_come_apart_in_either_order_and_a_gap_is_filled_from_the_other()
    {
        var (an, binh) = await TwoPeople();
        await _lab.Says("chi", "c1");
        var chi = await _lab.Contact("chi");
        await Edit(binh, row => row.Email = "b@example.com");
        await Edit(chi, row => row.Email = "c@example.com");
        var before = await _lab.State();
        var withBinh = await _lab.Merge(an, binh);
        var withChi = await _lab.Merge(an, chi);

        await _lab.Unmerge(an, withBinh);
        var email = await _lab.Read(db => db.Contacts.Where(row => row.Id == an).Select(row => row.Email).SingleAsync());
        await _lab.Unmerge(an, withChi);

        Assert.That(email, Is.EqualTo("c@example.com"));
        Assert.That(await _lab.State(), Is.EqualTo(before).AsCollection);
    }

    [Test]
    public async Task What_a_person_has_corrected_meanwhile_stays()
    {
        var (an, binh) = await TwoPeople();
        await Edit(binh, row => row.Email = "b@example.com");
        var merge = await _lab.Merge(an, binh);
        await Edit(an, row => row.Email = "new@example.com");

        await _lab.Unmerge(an, merge);

        var emails = await _lab.Read(db => db.Contacts.ToDictionaryAsync(row => row.Id, row => row.Email));
        Assert.That((emails[an], emails[binh]), Is.EqualTo(("new@example.com", "b@example.com")));
    }

    [Test]
    public async Task Of_two_who_merge_at_the_same_time_one_does()
    {
        var (an, binh) = await TwoPeople();
        var beside = _lab.Beside();
        var answers = await Task.WhenAll(
            _lab.Merges().Merge(_lab.Workspace, an, binh, MergeLab.Actor, CancellationToken.None),
            (kind == StorageKind.Sqlite ? _lab : beside).Merges().Merge(_lab.Workspace, binh, an, MergeLab.Actor, CancellationToken.None));
        await beside.DisposeAsync();

        Assert.That(answers.Count(answer => answer is not null), Is.EqualTo(1));
        Assert.That(await _lab.Read(db => db.Contacts.CountAsync()), Is.EqualTo(1));
        Assert.That(await _lab.Contact("an"), Is.EqualTo(await _lab.Contact("binh")));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Merging_and_parting_while_messages_come_in_loses_none(CancellationToken cancellation)
    {
        var (an, binh) = await TwoPeople();
        var traffic = Task.Run(async () =>
        {
            for (var i = 0; i < 40; i++)
                await _lab.Apply(
                    MergeLab.Says("binh", $"b-{i}", _lab.Clock.GetUtcNow()), MergeLab.Says("an", $"a-{i}", _lab.Clock.GetUtcNow()));
        }, cancellation);
        for (var i = 0; i < 10; i++)
            await _lab.Unmerge(an, await _lab.Merge(an, binh));
        await traffic;

        Assert.That((await Keys(an)).Count, Is.EqualTo(41));
        Assert.That((await Keys(binh)).Count, Is.EqualTo(41));
        Assert.That(await _lab.Read(db => db.Contacts.CountAsync()), Is.EqualTo(2));
    }

    [Test]
    public async Task When_the_platform_says_that_merged_ones_are_one_they_are_for_good()
    {
        var (an, binh) = await TwoPeople();
        var merge = await _lab.Merge(an, binh);

        await _lab.Apply(MergeLab.AreOne("binh", "an", _lab.Clock.GetUtcNow()));

        Assert.That(await _lab.Unmerge(an, merge), Is.EqualTo(UnmergeAnswer.NotFound));
        Assert.That(await Keys(an), Is.EqualTo(new[] { "a1", "b1" }).AsCollection);
        Assert.That(await _lab.Read(db => db.Conversations.CountAsync()), Is.EqualTo(1));
    }

    [Test]
    public async Task When_the_platform_brings_a_third_to_a_merged_one_the_merge_can_still_be_undone()
    {
        var (an, binh) = await TwoPeople();
        var merge = await _lab.Merge(an, binh);
        await _lab.Says("binh-2", "b2");

        await _lab.Apply(MergeLab.AreOne("binh", "binh-2", _lab.Clock.GetUtcNow()));
        var one = await _lab.Contact("binh-2");
        await _lab.Unmerge(an, merge);

        Assert.That(one, Is.EqualTo(an));
        Assert.That(await _lab.Contact("binh-2"), Is.EqualTo(binh));
        Assert.That(await Keys(binh), Is.EqualTo(new[] { "b1", "b2" }).AsCollection);
        Assert.That(await Keys(an), Is.EqualTo(new[] { "a1" }).AsCollection);
    }

    private async Task<(Guid An, Guid Binh)> TwoPeople()
    {
        await _lab.Says("an", "a1");
        _lab.Clock.Advance(TimeSpan.FromMinutes(1));
        await _lab.Says("binh", "b1");
        return (await _lab.Contact("an"), await _lab.Contact("binh"));
    }

    private Task<Guid> Thread(string person) => _lab.Read(db => db.ContactIdentities.Where(row => row.Value == person)
        .Join(db.Conversations, row => row.OriginId ?? row.ContactId, thread => thread.OriginId ?? thread.ContactId, (_, thread) => thread.Id)
        .SingleAsync());

    private Task<List<string>> Keys(Guid contact) => _lab.Read(db => db.Messages
        .Where(row => db.Conversations.Any(thread => thread.Id == row.ConversationId && thread.ContactId == contact))
        .Select(row => row.Key!).OrderBy(key => key).ToListAsync());

    private Task Edit(Guid contact, Action<Contact> change) => _lab.Store.Write(_lab.Workspace, null, async db =>
        change(await db.Contacts.SingleAsync(row => row.Id == contact)), CancellationToken.None);

    private async Task Order(Guid contact, Guid? thread = null)
    {
        var conversation = thread ?? await _lab.Read(db => db.Conversations.Where(row => row.ContactId == contact).Select(row => row.Id).FirstAsync());
        await _lab.Store.Write(_lab.Workspace, null, db =>
        {
            db.Orders.Add(new Hub.Core.Commerce.Order
            {
                WorkspaceId = _lab.Workspace,
                Id = _lab.Store.Ids.Next(),
                ContactId = contact,
                ConversationId = conversation,
                Number = $"DH-{conversation:N}",
                State = OrderState.Placed,
                Currency = "VND",
                PlacedAt = _lab.Store.Now,
            });
            return Task.CompletedTask;
        }, CancellationToken.None);
    }
}
