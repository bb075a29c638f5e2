using Hub.Connectors.Abstractions;
using Hub.Core.Conversations;
using Hub.Core.Search;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Core.Storage;

/// <summary>A database that a shop has worked on with the first version ends as if today's version had kept it from the start.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
internal sealed class UpgradeTests(StorageKind kind)
{
    // More than two of the pages that the backlog is worked off in.
    private const int Many = 1_100;
    private static readonly MessageOrigin[] Origins = Enum.GetValues<MessageOrigin>();
    private static readonly MessageStatus[] Statuses = Enum.GetValues<MessageStatus>();

    [Test]
    [CancelAfter(120_000)]
    public async Task What_the_list_shows_of_old_conversations_equals_a_recount(CancellationToken cancellation)
    {
        await using var old = await OldDatabase.Create(kind);
        var random = new Random(7);
        for (var i = 0; i < 40; i++)
            await old.Messages((await old.Person($"Person {i}")).Conversation, Talk(random));
        await using var store = old.Open();

        await store.Migrate(cancellation);
        await store.Upgrade(cancellation);

        var migrated = await Tallies(store, cancellation);
        await store.Write(null, null, async db =>
        {
            foreach (var id in await db.Conversations.Select(row => row.Id).ToListAsync(cancellation))
                await ConversationTally.Recount(db, old.Workspace, id, cancellation);
        }, cancellation);
        Assert.That(migrated, Is.EqualTo(await Tallies(store, cancellation)).AsCollection);
        Assert.Multiple(() =>
        {
            Assert.That(migrated.Count(row => row.AnsweredAt is not null), Is.InRange(1, 39));
            Assert.That(migrated.Count(row => row.WaitingSince is not null), Is.InRange(1, 39));
            Assert.That(migrated.Count(row => row.FailedSend), Is.InRange(1, 39));
            Assert.That(migrated.Count(row => row.LastMessageId is null), Is.InRange(1, 39), "one without a message");
        });
    }

    [Test]
    [CancelAfter(120_000)]
    public async Task Old_conversations_know_of_their_phone_order_and_ad(CancellationToken cancellation)
    {
        await using var old = await OldDatabase.Create(kind);
        var (known, written) = (await old.Person("Known", "+84912345678"), await old.Person("Written"));
        var (ordered, led, plain) = (await old.Person("Ordered"), await old.Person("Led"), await old.Person("Plain"));
        await old.Messages(written.Conversation, OldMessage.In(1, "số em là 0987 654 321"));
        await old.Messages(plain.Conversation, new OldMessage(1, MessageDirection.Outbound, MessageOrigin.Api, MessageStatus.Sent, "gọi shop: 0987 654 321"));
        await old.Order(ordered.Contact, ordered.Conversation, "DH-1");
        await old.FromAd(led.Conversation);
        await using var store = old.Open();

        await store.Migrate(cancellation);
        await store.Upgrade(cancellation);

        var rows = await store.Read(null, db => db.Conversations.ToListAsync(cancellation));
        Assert.Multiple(() =>
        {
            Assert.That(rows.Where(row => row.HasPhone).Select(row => row.Id), Is.EquivalentTo(new[] { known.Conversation, written.Conversation }));
            Assert.That(rows.Where(row => row.HasOrder).Select(row => row.Id), Is.EqualTo(new[] { ordered.Conversation }));
            Assert.That(rows.Where(row => row.FromAd).Select(row => row.Id), Is.EqualTo(new[] { led.Conversation }));
        });
    }

    [Test]
    [CancelAfter(180_000)]
    public async Task Whatever_is_old_is_found_once_also_after_a_start_that_was_cut_short([Values] bool cutShort, CancellationToken cancellation)
    {
        await using var old = await OldDatabase.Create(kind);
        var (contact, conversation) = await old.Person("Wombat Nguyễn");
        await old.Messages(conversation, Enumerable.Range(0, Many).Select(i => OldMessage.In(i, i % 10 == 9 ? null : $"kangaroo áo{i}")));
        await old.Order(contact, conversation, "PLATYPUS-9");
        await using (var first = old.Open())
            if (cutShort)
                await Begin(old, first, cancellation);
        await using var store = old.Open();

        await store.Migrate(cancellation);
        await store.Upgrade(cancellation);

        var caller = Caller.Key(old.Workspace, Guid.NewGuid(), [Permissions.All]);
        var search = new Searcher(store);
        Task<List<MessageHit>> Messages(string words) => search.Messages(caller, SearchQuery.Read(words)!, null, 2 * Many, cancellation);
        var all = await Messages("kangaroo");
        Assert.Multiple(async () =>
        {
            Assert.That(all, Has.Count.EqualTo(Many * 9 / 10));
            Assert.That(all.Select(hit => hit.Id), Is.Unique);
            foreach (var one in (int[])[0, 498, 500, 1000, Many - 2])
                Assert.That(await Messages($"ao{one}"), Has.Count.EqualTo(1), $"áo{one}");
            Assert.That((await search.Contacts(caller, SearchQuery.Read("wombat")!, null, 10, cancellation)).Select(row => row.Id), Is.EqualTo(new[] { contact }));
            Assert.That(await search.Orders(caller, SearchQuery.Read("platypus")!, null, 10, cancellation), Has.Count.EqualTo(1), "by its number");
            Assert.That(await search.Orders(caller, SearchQuery.Read("quokka")!, null, 10, cancellation), Has.Count.EqualTo(1), "by a line");
            Assert.That(await store.Read(null, db => db.Upgrades.CountAsync(cancellation)), Is.Zero, "nothing is left to do");
        });
    }

    // As a process that died in the middle leaves it: some rows are findable, and the work still stands in the books.
    private static async Task Begin(OldDatabase old, HubStore store, CancellationToken cancellation)
    {
        await old.MigrateSchemaOnly();
        Assert.That(await store.Read(null, db => db.Upgrades.CountAsync(cancellation)), Is.EqualTo(1));
        await store.Write(null, null, async db =>
        {
            foreach (var row in await db.Messages.OrderBy(row => row.Id).Take(600).ToListAsync(cancellation))
                row.Text = row.Text;
        }, cancellation);
    }

    // None, or some with the same times, failures before and after answers, and automatic ones, which answer nobody.
    private static IEnumerable<OldMessage> Talk(Random random) =>
        Enumerable.Range(0, random.Next(9)).Select(_ => random.Next(2) == 0
            ? OldMessage.In(random.Next(12), "hi")
            : new OldMessage(
                random.Next(12), MessageDirection.Outbound, Origins[random.Next(Origins.Length)], Statuses[random.Next(Statuses.Length)], "ok"));

    private static Task<List<Tally>> Tallies(HubStore store, CancellationToken cancellation) => store.Read(null, db => db.Conversations
        .OrderBy(row => row.Id)
        .Select(row => new Tally(row.Id, row.LastMessageId, row.LastMessageAt, row.AnsweredAt, row.WaitingSince, row.Unread, row.FailedSend))
        .ToListAsync(cancellation));

    private sealed record Tally(
        Guid Id, Guid? LastMessageId, DateTimeOffset? LastMessageAt, DateTimeOffset? AnsweredAt, DateTimeOffset? WaitingSince, int Unread,
        bool FailedSend);
}
