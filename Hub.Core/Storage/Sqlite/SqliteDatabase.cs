using Hub.Core.Ingest;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Hub.Core.Storage.Sqlite;

internal sealed class SqliteDatabase : IDatabase
{
    private readonly string _connectionString;
    private readonly SemaphoreSlim _writer = new(1, 1);
    private readonly Turn _turn;
    private SqliteWebhookInserts? _inserts;
    private FileStream? _nodeLock;

    public SqliteDatabase(string connectionString)
    {
        _connectionString = new SqliteConnectionStringBuilder(connectionString) { DefaultTimeout = 30 }.ConnectionString;
        _turn = new Turn(_writer);
        Options = new DbContextOptionsBuilder<HubDb>()
            // A list as one JSON value: as a value each, every length is another statement that EF and SQLite both make anew.
            .UseSqlite(_connectionString, sqlite => sqlite.UseParameterizedCollectionMode(ParameterTranslationMode.Parameter))
            .AddInterceptors(new SqlitePragmas())
            .ReplaceService<Microsoft.EntityFrameworkCore.Storage.IDatabase, SqliteSets>()
            .ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.PendingModelChangesWarning))
            .Options;
    }

    public StorageKind Kind => StorageKind.Sqlite;

    public DbContextOptions<HubDb> Options { get; }

    public async Task<IDisposable?> WaitToWrite(CancellationToken cancellation)
    {
        await _writer.WaitAsync(cancellation);
        return _turn;
    }

    // The turn to write is the whole database's, so a connection's is included.
    public Task Serialize(HubDb db, Guid connection, CancellationToken cancellation) => Task.CompletedTask;

    // The lock of this node, which Prepare took, keeps everybody else out for good.
    public Task<IAsyncDisposable?> WaitToBeAlone(CancellationToken cancellation) => Task.FromResult<IAsyncDisposable?>(null);

    // 5 busy, 6 locked, 2067 and 1555 unique constraint.
    public bool IsRace(Exception error) => error switch
    {
        SqliteException { SqliteErrorCode: 5 or 6 } => true,
        SqliteException { SqliteExtendedErrorCode: 2067 or 1555 } => true,
        DbUpdateConcurrencyException => true, // the row that was to change is gone: contacts were merged meanwhile
        DbUpdateException { InnerException: { } inner } => IsRace(inner),
        _ => false,
    };

    public async Task InsertWebhooks(IReadOnlyList<WebhookEvent> events, CancellationToken cancellation)
    {
        using var turn = await WaitToWrite(cancellation);
        _inserts ??= await SqliteWebhookInserts.Open(_connectionString, cancellation);
        _inserts.Insert(events);
    }

    // Under the turn to write. A reader keeps the log from being emptied; the next time makes that good.
    public async Task Scrub(Scrubbing how, CancellationToken cancellation)
    {
        using var turn = await WaitToWrite(cancellation);
        await using var connection = new SqliteConnection(_connectionString);
        await connection.OpenAsync(cancellation);
        await using var command = connection.CreateCommand();
        command.CommandTimeout = 0;
        command.CommandText = how == Scrubbing.Log
            ? "pragma busy_timeout = 2000; pragma wal_checkpoint(truncate)"
            : "pragma busy_timeout = 2000; insert into messages_fts(messages_fts) values ('optimize'); "
                + "insert into search_entries_fts(search_entries_fts) values ('optimize'); vacuum; pragma wal_checkpoint(truncate)";
        await command.ExecuteNonQueryAsync(cancellation);
    }

    public Task<long> SizeToRewrite(CancellationToken cancellation) =>
        Task.FromResult(new FileInfo(new SqliteConnectionStringBuilder(_connectionString).DataSource).Length);

    public async Task Prepare(CancellationToken cancellation)
    {
        var file = new SqliteConnectionStringBuilder(_connectionString).DataSource;
        if (file is "" or ":memory:")
            throw new StorageException("SQLite needs a file: set ConnectionStrings__Hub to 'Data Source=path/hub.db'.");
        var path = Path.GetFullPath(file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        LockForThisNode(path);
        await using var connection = new SqliteConnection(_connectionString);
        await connection.OpenAsync(cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = "pragma journal_mode = wal";
        await command.ExecuteNonQueryAsync(cancellation);
        await DropAbandonedMigrationLock(command, cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        if (_inserts is not null)
            await _inserts.DisposeAsync();
        if (_nodeLock is not null)
            await _nodeLock.DisposeAsync();
        _writer.Dispose();
        SqliteConnection.ClearPool(new SqliteConnection(_connectionString));
    }

    private void LockForThisNode(string path)
    {
        try
        {
            _nodeLock ??= new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException error)
        {
            throw new StorageException(
                $"Another hub uses {path}. SQLite serves one process; for more than one node use PostgreSQL.", error);
        }
    }

    // EF marks a running migration by a row that a killed process leaves behind, and then waits for it for ever. The node lock proves
    // that nobody else is migrating.
    private static async Task DropAbandonedMigrationLock(SqliteCommand command, CancellationToken cancellation)
    {
        command.CommandText = "select count(*) from sqlite_master where name = '__EFMigrationsLock'";
        if ((long)(await command.ExecuteScalarAsync(cancellation))! == 0)
            return;
        command.CommandText = "delete from \"__EFMigrationsLock\"";
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private sealed class Turn(SemaphoreSlim writer) : IDisposable
    {
        public void Dispose() => writer.Release();
    }
}
