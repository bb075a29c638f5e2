using Hub.Connectors.Abstractions;
using Hub.Core.Storage;
using Hub.Core.Storage.Migrations;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Hub.Tests.Core.Storage;

/// <summary>
/// A database as the first version of the hub left it. Its rows are written as SQL, since the model knows today's columns only.
/// </summary>
internal sealed class OldDatabase : IAsyncDisposable
{
    private const long Start = 1_760_000_000_000;
    private readonly TestDatabase _database;
    private readonly HubStore _writing;
    private readonly Ids _ids = new(TimeProvider.System);

    private OldDatabase(TestDatabase database)
    {
        _database = database;
        _writing = HubStore.Open(database.ConnectionString, TimeProvider.System);
    }

    public Guid Workspace { get; } = Guid.NewGuid();

    private Guid Connection { get; } = Guid.NewGuid();

    public static async Task<OldDatabase> Create(StorageKind kind)
    {
        var old = new OldDatabase(await TestDatabases.Create(kind));
        await old.Do(async db =>
        {
            await db.Database.EnsureDeletedAsync();
            await db.GetService<IMigrator>().MigrateAsync(Initial.Id);
            await db.Database.ExecuteSqlAsync(
                $"insert into workspaces (id, name, created_at) values ({old.Workspace}, 'Shop', {Start})");
        });
        return old;
    }

    /// <returns>The hub's own look at it, not yet migrated.</returns>
    public HubStore Open() => HubStore.Open(_database.ConnectionString, TimeProvider.System);

    /// <summary>The schema of today, with what the program has to do afterwards left undone, as after a process that died.</summary>
    public Task MigrateSchemaOnly() => Do(db => db.GetService<IMigrator>().MigrateAsync());

    public async Task<(Guid Contact, Guid Conversation)> Person(string name, string? phone = null)
    {
        var (contact, conversation) = (_ids.Next(), _ids.Next());
        await Do(async db =>
        {
            await db.Database.ExecuteSqlAsync(
                $"""
                insert into contacts (workspace_id, id, display_name, phone, channel, first_seen_at, last_seen_at)
                values ({Workspace}, {contact}, {name}, {phone}, 'lab', {Start}, {Start})
                """);
            await db.Database.ExecuteSqlAsync(
                $"""
                insert into conversations (workspace_id, id, connection_id, contact_id, key, status, started_at, last_activity_at)
                values ({Workspace}, {conversation}, {Connection}, {contact}, {$"t-{conversation}"}, 'Open', {Start}, {Start + 1_000_000})
                """);
        });
        return (contact, conversation);
    }

    public Task Messages(Guid conversation, params IEnumerable<OldMessage> messages) => Do(async db =>
    {
        await using var transaction = await db.Database.BeginTransactionAsync();
        foreach (var message in messages)
        {
            var (id, at) = (_ids.Next(), Start + (message.Second * 1000L));
            await db.Database.ExecuteSqlAsync(
                $"""
                insert into messages
                    (workspace_id, id, conversation_id, connection_id, key, direction, origin, kind, text, content, status, occurred_at, received_at)
                values ({Workspace}, {id}, {conversation}, {Connection}, {$"m-{id}"}, {message.By.ToString()}, {message.Origin.ToString()}, 'Text',
                    {message.Text}, {"{}"}, {(int)message.Status}, {at}, {at})
                """);
        }

        await transaction.CommitAsync();
    });

    public Task Order(Guid contact, Guid conversation, string number) => Do(async db =>
    {
        var id = _ids.Next();
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into orders (workspace_id, id, contact_id, conversation_id, number, state, currency, total, placed_at)
            values ({Workspace}, {id}, {contact}, {conversation}, {number}, 'Placed', 'VND', {1000m}, {Start})
            """);
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into order_lines (workspace_id, order_id, line, product_code, name, quantity, unit_price)
            values ({Workspace}, {id}, 1, 'QUOKKA-7', 'Áo dài', {1m}, {1000m})
            """);
    });

    public Task FromAd(Guid conversation) => Do(db => db.Database.ExecuteSqlAsync(
        $"""
        insert into referrals (workspace_id, id, conversation_id, connection_id, event_key, occurred_at, source)
        values ({Workspace}, {_ids.Next()}, {conversation}, {Connection}, {$"r-{conversation}"}, {Start}, 'Ad')
        """));

    public async ValueTask DisposeAsync()
    {
        await _writing.DisposeAsync();
        await _database.DisposeAsync();
    }

    private async Task Do(Func<HubDb, Task> work)
    {
        await using var db = _writing.OpenDb();
        await work(db);
    }
}

/// <param name="Second">After the conversation's start.</param>
internal sealed record OldMessage(int Second, MessageDirection By, MessageOrigin Origin, MessageStatus Status, string? Text)
{
    public static OldMessage In(int second, string? text) =>
        new(second, MessageDirection.Inbound, MessageOrigin.Person, MessageStatus.Delivered, text);
}
