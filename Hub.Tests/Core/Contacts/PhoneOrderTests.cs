using Hub.Connectors.Abstractions;
using Hub.Core.Contacts;
using Hub.Core.Storage;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Core.Contacts;

/// <summary>Which number a contact has, when platforms tell several.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class PhoneOrderTests(StorageKind kind) : LabTest(kind)
{
    private const string Old = "+84952753440", New = "+84901597255";

    [TestCase(0, 1, 2)]
    [TestCase(2, 1, 0)]
    [TestCase(1, 2, 0)]
    [CancelAfter(30_000)]
    public async Task Whoever_changes_their_number_has_the_new_one_whatever_arrives_first(int first, int second, int third)
    {
        ChannelEvent[] told =
        [
            Told("before", 0, Old, "wa-old"), Told("change", 60, New, "wa-new", "wa-old"), Told("after", 120, New, "wa-new"),
        ];

        foreach (var index in (int[])[first, second, third])
            await Lab.Apply(told[index]);

        Assert.That(await Lab.Read(db => db.Contacts.Select(row => row.Phone).ToListAsync()), Is.EqualTo(new[] { New }));
    }

    [TestCase(0, 1, 2)]
    [TestCase(2, 1, 0)]
    [TestCase(1, 2, 0)]
    [CancelAfter(30_000)]
    public async Task That_the_business_wrote_to_an_old_number_later_is_no_news_of_the_one_the_person_has(int first, int second, int third)
    {
        ChannelEvent[] told = [Told("before", 0, Old, "wa-old"), Told("change", 60, New, "wa-new", "wa-old"), Wrote("echo", 120, Old, "wa-old")];

        foreach (var index in (int[])[first, second, third])
            await Lab.Apply(told[index]);

        Assert.That(await Lab.Read(db => db.Contacts.Select(row => row.Phone).ToListAsync()), Is.EqualTo(new[] { New }));
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task Whom_the_business_wrote_to_first_has_that_number_until_something_better_is_known()
    {
        await Lab.Apply(Wrote("echo", 120, Old, "wa-old"));
        var written = await Lab.Read(db => db.Contacts.Select(row => row.Phone).SingleAsync());
        await Lab.Apply(Told("change", 60, New, "wa-new", "wa-old"));

        Assert.That(written, Is.EqualTo(Old));
        Assert.That(await Lab.Read(db => db.Contacts.Select(row => row.Phone).SingleAsync()), Is.EqualTo(New));
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task What_a_person_wrote_stays()
    {
        await Lab.Apply(Told("before", 0, Old, "wa-old"));
        await Lab.Store.Write(Lab.Workspace, null, async db =>
        {
            var contact = await db.Contacts.SingleAsync();
            (contact.Phone, contact.PhoneAt) = ("+84900000001", Contact.ByHand);
        }, CancellationToken.None);

        await Lab.Apply(Told("change", 60, New, "wa-new", "wa-old"));

        Assert.That(await Lab.Read(db => db.Contacts.Select(row => row.Phone).SingleAsync()), Is.EqualTo("+84900000001"));
    }

    private static MessageEvent Wrote(string key, int second, string phone, string id) => new()
    {
        EventKey = key,
        OccurredAt = new DateTimeOffset(2026, 11, 22, 8, 0, 0, TimeSpan.Zero).AddSeconds(second),
        Contact = new Participant([new Identity("wa_id", id)], null, phone),
        MessageKey = key,
        Direction = MessageDirection.Outbound,
        Content = MessageContent.OfText("chị ơi"),
    };

    private static IdentityEvent Told(string key, int second, string phone, params string[] ids) => new()
    {
        EventKey = key,
        OccurredAt = new DateTimeOffset(2026, 11, 22, 8, 0, 0, TimeSpan.Zero).AddSeconds(second),
        Contact = new Participant([.. ids.Select(id => new Identity("wa_id", id))], null, phone),
    };
}
