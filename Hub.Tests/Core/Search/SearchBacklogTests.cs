using Hub.Core.Feed;
using Hub.Core.Search;
using Hub.Core.Storage;
using Hub.Tests.Core.Contacts;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Core.Search;

/// <summary>What a version without a search has left becomes findable while the hub runs.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class SearchBacklogTests(StorageKind kind)
{
    private const int Many = 450; // more than two pages

    [Test]
    [CancelAfter(120_000)]
    public async Task A_start_does_not_wait_for_it_and_two_nodes_do_it_once(CancellationToken cancellation)
    {
        await using var lab = await Lab.Create(kind);
        await Fill(lab);
        var told = new List<FeedEvent>();
        lab.Store.Committed += told.AddRange;

        await lab.Store.Migrate(cancellation);
        Assert.That(await lab.Find(lab.All(), "wombat"), Is.Empty);
        await using (var other = lab.Beside())
            await Task.WhenAll(lab.Store.Upgrade(cancellation), other.Store.Upgrade(cancellation));

        Assert.That(await lab.Find(lab.All(), "wombat", 1000), Has.Count.EqualTo(Many));
        var contacts = await new Searcher(lab.Store).Contacts(lab.All(), SearchQuery.Read("84902")!, null, 10, cancellation);
        Assert.That(contacts, Has.Count.EqualTo(1));
        Assert.That(await lab.Read(db => db.Upgrades.CountAsync(cancellation)), Is.Zero);
        Assert.That(told, Is.Empty, "nothing that anybody sees has changed");
        Assert.That(await lab.Read(db => db.Conversations.Where(row => row.HasPhone).CountAsync(cancellation)), Is.EqualTo(1));
    }

    [Test]
    [CancelAfter(120_000)]
    public async Task What_is_done_is_not_done_again(CancellationToken cancellation)
    {
        await using var lab = await Lab.Create(kind);
        await Fill(lab);
        await lab.Run("update messages set search_words = 'koala' where key = 'm7'");
        var contact = await lab.Contact("84901");
        await lab.Store.Write(null, null, async db => (await db.Contacts.SingleAsync(row => row.Id == contact)).DisplayName = "kangaroo", cancellation);
        await lab.Run("update search_entries set search_words = 'platypus'");

        await lab.Store.Upgrade(cancellation);

        Assert.That(await lab.Find(lab.All(), "koala"), Has.Count.EqualTo(1));
        Assert.That(await lab.Find(lab.All(), "wombat", 1000), Has.Count.EqualTo(Many - 1));
        var entries = await lab.Read(db => db.SearchEntries.Select(row => row.SearchWords).ToListAsync(cancellation));
        Assert.That(entries, Has.Count.EqualTo(2).And.Contains("platypus"));
    }

    private static async Task Fill(Lab lab)
    {
        var at = lab.Clock.GetUtcNow();
        await lab.Apply([.. Enumerable.Range(0, Many).Select(i => MergeLab.Says("84901", $"m{i}", at.AddMinutes(i)) with
        {
            Content = Hub.Connectors.Abstractions.MessageContent.OfText($"wombat {i}"),
        })]);
        await lab.Writes("84902", "phone", "số em 0987 654 321");
        await lab.Writes("84902", "heart", "❤");
        await lab.Run("update conversations set has_phone = false");
        await lab.Run("update messages set search_words = null");
        await lab.Run("delete from search_entries");
        await lab.Run("insert into upgrades (name) values ('search')");
    }
}
