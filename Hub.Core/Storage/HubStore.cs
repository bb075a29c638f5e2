using System.Data;
using Hub.Core.Deliveries;
using Hub.Core.Feed;
using Hub.Core.Search;
using Hub.Core.Storage.Postgres;
using Hub.Core.Storage.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Storage;

/// <summary>Opens the database: plain reads, and writes in one transaction each.</summary>
public sealed class HubStore : IAsyncDisposable
{
    private const int WriteTries = 6;
    private readonly IDatabase _database;
    private readonly TimeProvider _clock;

    private HubStore(IDatabase database, TimeProvider clock)
    {
        _database = database;
        _clock = clock;
        Ids = new Ids(clock);
    }

    /// <summary>What a transaction of this process has changed, once it has committed.</summary>
    public event Action<IReadOnlyCollection<FeedEvent>>? Committed;

    /// <summary>Lanes to which a transaction of this process owes events, once it has committed.</summary>
    public event Action<IReadOnlyCollection<LaneKey>>? Owed;

    public Ids Ids { get; }

    /// <summary>Now, cut to milliseconds: what is compared in memory equals what comes back from the database.</summary>
    public DateTimeOffset Now => DateTimeOffset.FromUnixTimeMilliseconds(_clock.GetUtcNow().ToUnixTimeMilliseconds());

    public StorageKind Kind => _database.Kind;

    internal IDatabase Database => _database;

    /// <param name="connectionString"><c>Data Source=…</c> means SQLite, anything else PostgreSQL.</param>
    public static HubStore Open(string connectionString, TimeProvider clock) =>
        new(StorageKinds.Of(connectionString) == StorageKind.Sqlite
            ? new SqliteDatabase(connectionString)
            : new PostgresDatabase(connectionString), clock);

    /// <summary>Brings the schema to this version. Refuses a database that a newer version has changed, and changes nothing then.</summary>
    /// <exception cref="StorageException">In words for the operator.</exception>
    public Task Migrate(CancellationToken cancellation) => Migrator.Run(this, cancellation);

    /// <summary>Runs what must happen on one node at a time, such as a migration. The others wait.</summary>
    /// <exception cref="StorageException">In words for the operator.</exception>
    public async Task Alone(Func<Task> work, CancellationToken cancellation)
    {
        await _database.Prepare(cancellation);
        await using var turn = await _database.WaitToBeAlone(cancellation);
        await work();
    }

    /// <summary>Works off what migrations have left to the program. May take hours beside everything else; goes on when it was cut short.</summary>
    public Task Upgrade(CancellationToken cancellation) => SearchBacklog.Run(this, cancellation);

    public HubDb OpenDb(Guid? workspace = null) => new(_database.Options, workspace) { Store = this };

    public async Task<T> Read<T>(Guid? workspace, Func<HubDb, Task<T>> work)
    {
        await using var db = OpenDb(workspace);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        return await work(db);
    }

    /// <summary>
    /// Runs <paramref name="work"/> in one transaction and saves what it changed. Work on the same <paramref name="connection"/> runs one
    /// after the other in the whole cluster, so that it may read, decide and write. Repeated from the start when another transaction came
    /// first, so it must hold no state of its own.
    /// </summary>
    public async Task<T> Write<T>(Guid? workspace, Guid? connection, Func<HubDb, Task<T>> work, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await WriteOnce(workspace, connection, work, cancellation);
            }
            catch (Exception error) when (attempt < WriteTries && (error is DbUpdateConcurrencyException || _database.IsRace(error)))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(5 << attempt), _clock, cancellation);
            }
        }
    }

    public Task Write(Guid? workspace, Guid? connection, Func<HubDb, Task> work, CancellationToken cancellation) =>
        Write(workspace, connection, async db =>
        {
            await work(db);
            return true;
        }, cancellation);

    /// <summary>
    /// Inside a transaction of <see cref="Write{T}"/>: takes the turn of further connections too. In their order, so that two that need the
    /// same ones wait for each other instead of locking up.
    /// </summary>
    public async Task Serialize(HubDb db, IEnumerable<Guid> connections, CancellationToken cancellation)
    {
        foreach (var connection in connections.Distinct().Order())
            await _database.Serialize(db, connection, cancellation);
    }

    /// <summary>Takes what was deleted out of the database's files too.</summary>
    internal Task Scrub(Scrubbing how, CancellationToken cancellation) => _database.Scrub(how, cancellation);

    /// <returns>How much a whole scrubbing would rewrite while others wait.</returns>
    internal Task<long> SizeToRewrite(CancellationToken cancellation) => _database.SizeToRewrite(cancellation);

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    private async Task<T> WriteOnce<T>(Guid? workspace, Guid? connection, Func<HubDb, Task<T>> work, CancellationToken cancellation)
    {
        using var turn = await _database.WaitToWrite(cancellation);
        await using var db = OpenDb(workspace);
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellation);
        if (connection is { } id)
            await _database.Serialize(db, id, cancellation);
        var result = await work(db);
        await db.SaveChangesAsync(cancellation);
        CommitWatch.Sending();
        await transaction.CommitAsync(CancellationToken.None); // given up in the middle, nobody would know how it ended
        if (db.Changes.Events is { Count: > 0 } events)
            Committed?.Invoke(events);
        if (db.Changes.Lanes.Count > 0)
            Owed?.Invoke(db.Changes.Lanes);
        return result;
    }
}
