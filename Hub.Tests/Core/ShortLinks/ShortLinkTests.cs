using Hub.Connectors.Abstractions;
using Hub.Core.Commerce;
using Hub.Core.Connections;
using Hub.Core.Feed;
using Hub.Core.ShortLinks;
using Hub.Core.Storage;
using Hub.Tests.Core.Automation;
using Hub.Tests.Core.Comments;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Core.ShortLinks;

[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class ShortLinkTests(StorageKind kind) : LabTest(kind)
{
    private ShortLinkDesk Desk => new(Lab.Store, Lab.Get<ConnectorRegistry>());

    [Test]
    public async Task Each_link_counts_the_conversations_that_it_led_into_and_what_was_ordered_there_since()
    {
        await Make("Poster", "poster");
        await Make("Leaflet", "leaflet");
        await Arrive("lan", "poster");
        await Arrive("lan", "poster", again: true); // a second tap of the same person is no second conversation
        await Arrive("mai", "poster");
        await Arrive("mai", "leaflet");
        await Lab.Apply(Lab.Said("m1", "by herself", "hoa"));
        await Order("thread-lan", "DH1");
        await Order("thread-lan", "DH2", OrderState.Cancelled);
        await Order("thread-lan", "DH3", OrderState.Draft);
        await Order("thread-lan", "DH4", before: true);
        await Order("thread-hoa", "DH5");
        await Lab.Apply(Arrival("tu", "poster") with { EventKey = "ad", Referral = new Referral { Source = ReferralSource.Ad, Ref = "poster" } });

        Assert.That(await Counts(), Is.EqualTo(new[] { ("leaflet", 1, 0), ("poster", 2, 1) }));
    }

    [Test]
    public async Task Who_comes_by_a_link_and_what_is_ordered_there_since_is_told_and_nothing_else()
    {
        await Make("Poster", "poster");
        var told = new List<FeedEvent>();
        Lab.Store.Committed += told.AddRange;

        await Lab.Apply(Lab.Said("m1", "by herself", "hoa"));
        await Order("thread-hoa", "DH1");
        await Lab.Apply(Arrival("tu", "poster") with { EventKey = "ad", Referral = new Referral { Source = ReferralSource.Ad, Ref = "poster" } });
        Assert.That(Told(), Is.Empty);
        await Arrive("lan", "poster");
        Assert.That(Told(), Is.EqualTo(new[] { new FeedEvent(Lab.Workspace, FeedEventType.ShortLinkChanged, ConnectionId: Lab.Connection.Id) }));
        told.Clear();
        await Order("thread-lan", "DH2");
        Assert.That(Told(), Has.Count.EqualTo(1));

        List<FeedEvent> Told() => told.FindAll(happened => happened.Type == FeedEventType.ShortLinkChanged);
    }

    [Test]
    public async Task One_ref_is_one_links_and_what_the_platform_refuses_is_refused()
    {
        await Make("Poster", "poster");

        Assert.That(await Refused("Poster 2", "poster"), Is.EqualTo(new[] { "ref" }));
        Assert.That(await Refused("", new string('x', 21)), Is.EquivalentTo(new[] { "ref", "name" }));
        await Make("Upper case is another one", "POSTER");
        Assert.That((await Listed()).Select(card => card.Link.Ref), Is.EqualTo(new[] { "POSTER", "poster" }));
    }

    [Test]
    public async Task Two_who_make_the_same_link_at_once_make_one()
    {
        var made = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Try("Poster", "poster")));

        Assert.That(made.Count(answer => answer is ShortLinkAnswer.Made), Is.EqualTo(1));
        Assert.That(made.OfType<ShortLinkAnswer.Invalid>().Count(), Is.EqualTo(3));
    }

    [Test]
    public async Task A_deleted_link_leaves_who_came_by_it_and_a_new_one_with_its_ref_counts_on()
    {
        await Make("Poster", "poster");
        await Arrive("lan", "poster");
        await Desk.Delete(Lab.Owner(), Lab.Connection.Id, (await Listed()).Single().Link.Id, CancellationToken.None);
        Assert.That(await Listed(), Is.Empty);

        var made = (ShortLinkAnswer.Made)(await Try("Poster again", "poster"))!;

        Assert.That(made.Link.Came, Is.EqualTo(new ShortLinkCount(1, 0, Lab.Store.Now)));
        Assert.That(await Counts(), Is.EqualTo(new[] { ("poster", 1, 0) }));
    }

    [Test]
    public async Task No_link_is_made_for_an_account_that_nobody_hears_of_any_more()
    {
        await Lab.Store.Write(null, null, db => db.Connections.ExecuteUpdateAsync(
            set => set.SetProperty(row => row.State, ConnectionState.Disconnected)), CancellationToken.None);

        Assert.That(await Try("Poster", "poster"), Is.InstanceOf<ShortLinkAnswer.Off>());
    }

    private Task<ShortLinkAnswer?> Try(string name, string reference) =>
        Desk.Make(Lab.Owner(), Lab.Connection.Id, name, new ShortLinkDraft("shop", reference, null), CancellationToken.None);

    private async Task Make(string name, string reference) => Assert.That(await Try(name, reference), Is.InstanceOf<ShortLinkAnswer.Made>());

    private async Task<IEnumerable<string>> Refused(string name, string reference) =>
        ((ShortLinkAnswer.Invalid)(await Try(name, reference))!).Problems.Select(problem => problem.Field);

    private async Task<IReadOnlyList<ShortLinkCard>> Listed() =>
        ((ShortLinkAnswer.Listed)(await Desk.List(Lab.Owner(), Lab.Connection.Id, CancellationToken.None))!).Links;

    private async Task<IEnumerable<(string, int, int)>> Counts() =>
        (await Listed()).Select(card => (card.Link.Ref, card.Came!.Conversations, card.Came.Orders));

    private Task Arrive(string person, string reference, bool again = false)
    {
        Lab.Clock.Advance(TimeSpan.FromMinutes(1));
        var arrival = Arrival(person, reference);
        return Lab.Apply(again ? arrival with { EventKey = arrival.EventKey + ":again" } : arrival);
    }

    private ReferralEvent Arrival(string person, string reference) => new()
    {
        EventKey = $"ref:{person}:{reference}",
        OccurredAt = Lab.Clock.GetUtcNow(),
        ConversationKey = "thread-" + person,
        Contact = new Participant([new Identity("user", person)], person),
        Referral = new Referral { Source = ReferralSource.ShortLink, TrackingId = reference, Ref = reference },
    };

    private Task Order(string thread, string number, OrderState state = OrderState.Placed, bool before = false) => Lab.Store.Write(null, null, async db =>
    {
        var conversation = await db.Conversations.SingleAsync(row => row.Key == thread);
        db.Orders.Add(new Order
        {
            WorkspaceId = Lab.Workspace,
            Id = Lab.Store.Ids.Next(),
            ContactId = conversation.ContactId,
            ConversationId = conversation.Id,
            Number = number,
            Currency = "VND",
            State = state,
            PlacedAt = before ? Lab.Store.Now.AddDays(-1) : Lab.Store.Now,
        });
    }, CancellationToken.None);
}
