using Hub.Core.Storage;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Core.Storage;

/// <summary>Migrations are written by hand, so a test holds them against the model.</summary>
public sealed class MigrationTests
{
    [Test]
    public async Task The_migrated_schema_equals_the_model([ValueSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))] StorageKind kind)
    {
        await using var migrated = await TestDatabases.Create(kind);
        await using var store = HubStore.Open(migrated.ConnectionString, TimeProvider.System);
        await store.Migrate(CancellationToken.None);
        await using var created = await SchemaOfModel(kind);

        await using var fromMigrations = store.OpenDb();
        var ofModel = created.Schema.Concat(Schema.OfSearch(kind)).Order(StringComparer.Ordinal);
        Assert.That(await Schema.Of(fromMigrations), Is.EqualTo(ofModel).AsCollection);
    }

    [Test]
    public async Task A_database_of_a_newer_hub_is_refused_and_not_changed(
        [ValueSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))] StorageKind kind)
    {
        await using var database = await TestDatabases.Create(kind);
        await using var store = HubStore.Open(database.ConnectionString, TimeProvider.System);
        await using (var db = store.OpenDb())
            await db.Database.ExecuteSqlAsync(
                $"""insert into "__EFMigrationsHistory" ("MigrationId", "ProductVersion") values ('29990101000000_Later', '99')""");

        var refused = Assert.ThrowsAsync<StorageException>(() => store.Migrate(CancellationToken.None));

        Assert.That(refused.Message, Does.Contain("29990101000000_Later").And.Contain("newer hub"));
    }

    [Test]
    public async Task A_second_process_on_one_sqlite_file_is_refused()
    {
        await using var database = await TestDatabases.Create(StorageKind.Sqlite);
        await using var first = HubStore.Open(database.ConnectionString, TimeProvider.System);
        await first.Migrate(CancellationToken.None);
        await using var second = HubStore.Open(database.ConnectionString, TimeProvider.System);

        Assert.That(() => second.Migrate(CancellationToken.None), Throws.TypeOf<StorageException>().With.Message.Contains("PostgreSQL"));
    }

    private static async Task<ModelSchema> SchemaOfModel(StorageKind kind)
    {
        var database = await TestDatabases.Create(kind);
        var store = HubStore.Open(database.ConnectionString, TimeProvider.System);
        await using var db = store.OpenDb();
        await db.Database.EnsureDeletedAsync();
        await db.Database.EnsureCreatedAsync();
        return new ModelSchema(await Schema.Of(db), database, store);
    }

    private sealed record ModelSchema(IReadOnlyList<string> Schema, TestDatabase Database, HubStore Store) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await Store.DisposeAsync();
    }
}
