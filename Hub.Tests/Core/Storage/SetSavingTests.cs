using Hub.Connectors.Abstractions;
using Hub.Core.Contacts;
using Hub.Core.Conversations;
using Hub.Core.Deliveries;
using Hub.Core.Ingest;
using Hub.Core.Signals;
using Hub.Core.Storage;
using Hub.Core.Storage.Sets;
using Hub.Core.Sync;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Core.Storage;

[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class SetSavingTests(StorageKind kind)
{
    private static readonly Guid Workspace = Guid.NewGuid();
    private static readonly DateTimeOffset Then = DateTimeOffset.FromUnixTimeMilliseconds(1_789_814_497_488);

    private static readonly Type[] Hot =
    [
        typeof(WebhookEvent), typeof(Contact), typeof(ContactIdentity), typeof(Conversation), typeof(Message), typeof(SignalRecord),
        typeof(LedgerEntry), typeof(Delivery), typeof(ExternalId), typeof(Lane),
    ];

    // A column that the database fills, a foreign key or a list in one of them would quietly make applying several times as dear.
    [Test]
    public async Task The_tables_of_the_hot_paths_are_written_as_sets()
    {
        await using var database = await TestDatabases.Create(kind);
        await using var store = HubStore.Open(database.ConnectionString, TimeProvider.System);
        await using var db = store.OpenDb();

        Assert.That(Hot.Where(type => SetTable.Of(db.Model.FindEntityType(type)!) is null), Is.Empty);
    }

    [Test]
    public async Task What_is_saved_as_a_set_is_what_EF_would_have_saved()
    {
        await using var database = await TestDatabases.Create(kind);
        await using var store = HubStore.Open(database.ConnectionString, TimeProvider.System);
        await using (var alone = store.OpenDb()) // outside a transaction EF saves by itself
        {
            Add(alone, "by EF");
            await alone.SaveChangesAsync();
        }

        await store.Write(null, null, db =>
        {
            Add(db, "as a set");
            return Task.CompletedTask;
        }, CancellationToken.None);

        var rows = await store.Read(null, db => db.Contacts.OrderBy(row => row.DisplayName).ToListAsync());
        Assert.That(rows.ConvertAll(row => row.DisplayName), Is.EqualTo(new[] { "as a set", "by EF" }).AsCollection);
        Assert.That(Values(rows[0]), Is.EqualTo(Values(rows[1])));
        Assert.That(await Raw(store, "signals"), Has.Count.EqualTo(2).And.All.EqualTo((await Raw(store, "signals"))[0]));
        Assert.That(await Raw(store, "deliveries"), Has.Count.EqualTo(2).And.All.EqualTo((await Raw(store, "deliveries"))[0]));
        var ids = rows.ConvertAll(row => row.Id);
        Assert.That(await store.Read(null, db => db.Contacts.CountAsync(row => ids.Contains(row.Id) && row.LastSeenAt == Then)), Is.EqualTo(2));
    }

    [Test]
    public async Task Only_changed_columns_are_written_and_all_rows_that_changed()
    {
        await using var database = await TestDatabases.Create(kind);
        await using var store = HubStore.Open(database.ConnectionString, TimeProvider.System);
        await store.Write(null, null, db =>
        {
            Add(db, "Lan");
            Add(db, "Mai");
            return Task.CompletedTask;
        }, CancellationToken.None);

        await store.Write(null, null, async db =>
        {
            var rows = await db.Contacts.OrderBy(row => row.DisplayName).ToListAsync();
            await db.Contacts.ExecuteUpdateAsync(set => set.SetProperty(row => row.Phone, "+84900000000"));
            (rows[0].DisplayName, rows[1].Email) = (null, "mai@example.com");
        }, CancellationToken.None);

        var after = await store.Read(null, db => db.Contacts.OrderBy(row => row.Email).ToListAsync());
        Assert.That(after.Select(row => row.Phone), Is.All.EqualTo("+84900000000"));
        Assert.That(after.Select(row => (row.DisplayName, row.Email)),
            Is.EquivalentTo(new (string?, string?)[] { (null, null), ("Mai", "mai@example.com") }));
    }

    [Test]
    public async Task A_row_that_is_gone_fails_the_transaction()
    {
        await using var database = await TestDatabases.Create(kind);
        await using var store = HubStore.Open(database.ConnectionString, TimeProvider.System);
        await store.Write(null, null, db =>
        {
            Add(db, "Lan");
            return Task.CompletedTask;
        }, CancellationToken.None);

        Task Change() => store.Write(null, null, async db =>
        {
            var row = await db.Contacts.SingleAsync();
            await db.Contacts.ExecuteDeleteAsync();
            row.DisplayName = "Mai";
        }, CancellationToken.None);

        Assert.That(Change, Throws.TypeOf<DbUpdateConcurrencyException>());
        Assert.That(await store.Read(null, db => db.Contacts.CountAsync()), Is.EqualTo(1));
    }

    private static void Add(HubDb db, string name)
    {
        var contact = new Contact
        {
            WorkspaceId = Workspace,
            Id = Guid.NewGuid(),
            DisplayName = name,
            Channel = "tiktok",
            FirstSeenAt = Then,
            LastSeenAt = Then,
        };
        db.Contacts.Add(contact);
        db.Deliveries.Add(new Delivery
        {
            WorkspaceId = Workspace,
            Id = Guid.NewGuid(),
            ConnectionId = Workspace,
            Kind = DeliveryKind.SyncContact,
            SubjectId = contact.Id,
            OrderKey = Workspace,
            State = DeliveryState.Owed,
            Revision = 2,
            OwedAt = Then,
            DueAt = Then,
            Detail = "Đã đặt \"2\" áo",
        });
        db.Signals.Add(new SignalRecord
        {
            WorkspaceId = Workspace,
            Id = Guid.NewGuid(),
            EventId = Guid.NewGuid().ToString("N"),
            Kind = SignalKind.OrderPlaced,
            ConversationId = Workspace,
            OccurredAt = Then,
            Value = 1_250_000.5m,
            Currency = "VND",
        });
    }

    private static object Values(Contact row) => (row.WorkspaceId, row.Phone, row.Channel, row.FirstSeenAt, row.LastSeenAt, row.NamedAt);

    // As the database itself shows them, but for what differs by intent.
    private static Task<List<string>> Raw(HubStore store, string table) => store.Read(null, async db =>
    {
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"select * from {table}";
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount)
                .Where(i => reader.GetName(i) is not ("id" or "subject_id" or "event_id"))
                .Select(i => $"{reader.GetName(i)}={(reader.IsDBNull(i) ? "null" : $"{reader.GetValue(i)}:{reader.GetDataTypeName(i)}")}")));
        return rows;
    });
}
