using Hub.Core.Search;
using Hub.Core.Storage;
using Hub.Tests.Core.Contacts;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Core.Search;

/// <summary>No search asks for more than the database can take, whatever is in it and whoever asks.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class SearchBoundsTests(StorageKind kind) : LabTest(kind)
{
    [Test]
    [CancelAfter(30_000)]
    public async Task One_message_of_the_year_5138_hides_no_other()
    {
        await Lab.Writes("84901", "m1", "còn hàng không");
        await Lab.Writes("84901", "m2", "hàng gì", new DateTimeOffset(5138, 11, 16, 0, 0, 0, TimeSpan.Zero));

        Assert.That(await Lab.Find(Lab.All(), "hang"), Is.EqualTo(["còn hàng không"]));
        var looks = SearchIndex.Back(DateTimeOffset.MaxValue, Lab.Clock.GetUtcNow(), SearchQuery.Read("hang")!).ToList();
        Assert.That(looks, Has.Count.LessThan(10));
        Assert.That(DateTimeOffset.FromUnixTimeMilliseconds(looks[^1].From).Year, Is.EqualTo(2015));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Every_hit_of_twenty_years_is_found_once_and_the_newest_first()
    {
        var (now, random) = (Lab.Clock.GetUtcNow().ToUnixTimeMilliseconds(), new Random(4));
        var edges = new[] { 26, 33 }.SelectMany(bits => Enumerable.Range(0, 20).Select(back => (now >> bits) - back << bits)).ToList();
        var times = edges.Concat(edges.Select(edge => edge - 1)).Where(time => time <= now)
            .Concat(Enumerable.Range(0, 60).Select(_ => now - (long)(Math.Pow(random.NextDouble(), 3) * 20 * 365 * 86_400_000L))).Distinct().ToList();
        await Lab.Apply([.. times.Select((time, i) => MergeLab.Says("84901", $"m{i}", DateTimeOffset.FromUnixTimeMilliseconds(time)) with
        {
            Content = Hub.Connectors.Abstractions.MessageContent.OfText($"wombat {i}"),
        })]);

        var found = new List<DateTimeOffset>();
        (DateTimeOffset, Guid)? after = null;
        while (await new Searcher(Lab.Store).Messages(Lab.All(), SearchQuery.Read("wombat")!, after, 7, CancellationToken.None) is { Count: > 0 } page)
        {
            found.AddRange(page.Select(hit => hit.At));
            after = (page[^1].At, page[^1].Id);
        }

        Assert.That(found.Select(at => at.ToUnixTimeMilliseconds()), Is.EqualTo(times.OrderDescending()));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_last_word_of_two_letters_finds_the_same_beside_a_rare_word_as_beside_a_common_one()
    {
        string[] texts = ["vest gấm", "vest trắng", "áo gấm đỏ", "gấm vest"];
        await Lab.Apply([.. texts.Concat(Enumerable.Repeat("áo trắng", 2_100)).Select((text, i) =>
            MergeLab.Says("84901", $"m{i}", Lab.Clock.GetUtcNow().AddMinutes(-i)) with { Content = Hub.Connectors.Abstractions.MessageContent.OfText(text) })]);

        Assert.That(await Lab.Find(Lab.All(), "vest gâ"), Is.EqualTo(["vest gấm", "gấm vest"]));
        Assert.That(await Lab.Find(Lab.All(), "vest gâ", take: 1), Is.EqualTo(["vest gấm"]));
        Assert.That(await Lab.Find(Lab.All(), "áo gâ"), Is.EqualTo(["áo gấm đỏ"]));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_long_sentence_without_spaces_is_looked_for_in_all_the_years()
    {
        var sentence = string.Concat(Enumerable.Range(0, 100).Select(i => (char)('\u4e00' + (i * 7))));
        await Lab.Writes("84901", "m1", sentence, new DateTimeOffset(2015, 6, 1, 0, 0, 0, TimeSpan.Zero));
        await Lab.Writes("84901", "m2", "你好");

        Assert.That(await Lab.Find(Lab.All(), sentence), Has.Count.EqualTo(1));
        Assert.That(await Lab.Find(Lab.All(), new string([.. sentence.Reverse()])), Is.Empty);
    }

    [Test]
    public async Task Whoever_sees_little_finds_in_it_what_everybody_else_does([Values(
        "ko", "khong", "hang", "con ha", "0912 345", "90123", "你好", "ao thun size", "50%", "khong_co")] string words)
    {
        var me = Guid.NewGuid();
        string[] texts =
        [
            "còn hàng ko shop", "không còn hàng", "số em 0912 345 678", "gọi 84 90123 4567", "你好吗", "áo thun size L giảm 50%", "hong biết", "Còn HÀNG",
        ];
        for (var i = 0; i < texts.Length; i++)
        {
            await Lab.Writes("84901", $"mine{i}", texts[i]);
            await Lab.Writes("84902", $"theirs{i}", texts[i]);
            Lab.Clock.Advance(TimeSpan.FromDays(2));
        }

        await Lab.Assign("84901", me);

        var mine = await Lab.Find(Lab.Own(me), words);
        Assert.That(mine.SelectMany(text => new[] { text, text }), Is.EqualTo(await Lab.Find(Lab.All(), words)));
        Assert.That(await Lab.Find(Lab.Own(Guid.NewGuid()), words), Is.Empty);
    }

    [Test]
    public async Task Whoever_sees_little_does_not_wait_for_the_hits_of_all()
    {
        if (Kind != StorageKind.Sqlite)
            Assert.Ignore("Only SQLite can do without its index.");
        var me = Guid.NewGuid();
        await Lab.Writes("84901", "m1", "dạ còn");
        await Lab.Assign("84901", me);
        await Lab.Run("drop trigger messages_fts_added");
        await Lab.Run("drop table messages_fts");
        await Lab.Run("drop table search_entries_fts");

        Assert.That(await Lab.Find(Lab.Own(me), "da"), Is.EqualTo(["dạ còn"]));
        var contacts = await new Searcher(Lab.Store).Contacts(Lab.Own(me), SearchQuery.Read("84901")!, null, 10, CancellationToken.None);
        Assert.That(contacts.Select(row => row.Id), Is.EqualTo([await Lab.Contact("84901")]));
    }

    [Test]
    public async Task An_order_is_found_by_the_lines_that_it_has_now()
    {
        await Lab.Writes("84901", "m1", "mua");
        var thread = await Lab.Read(db => db.Conversations.SingleAsync());
        var order = new Hub.Core.Commerce.Order
        {
            WorkspaceId = Lab.Workspace,
            Id = Lab.Store.Ids.Next(),
            Number = "DH-1",
            ConversationId = thread.Id,
            ContactId = thread.ContactId,
            Currency = "VND",
            PlacedAt = Lab.Store.Now,
        };
        order.Lines.Add(new Hub.Core.Commerce.OrderLine { Line = 1, ProductCode = "WOMBAT", Quantity = 1, UnitPrice = 1 });
        await Lab.Store.Write(null, null, db => Task.FromResult(db.Orders.Add(order)), CancellationToken.None);

        await Lab.Store.Write(null, null, async db => (await db.OrderLines.SingleAsync()).ProductCode = "KOALA", CancellationToken.None);

        Task<List<Hub.Core.Commerce.Order>> Orders(string words) =>
            new Searcher(Lab.Store).Orders(Lab.All(), SearchQuery.Read(words)!, null, 10, CancellationToken.None);
        Assert.That(await Orders("koala"), Has.Count.EqualTo(1));
        Assert.That(await Orders("wombat"), Is.Empty);
    }
}
