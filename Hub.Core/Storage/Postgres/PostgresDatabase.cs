using System.Buffers.Binary;
using System.Data.Common;
using Hub.Core.Ingest;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Hub.Core.Storage.Postgres;

internal sealed class PostgresDatabase : IDatabase
{
    // The hub repeats some hundred statements; prepared by the driver on their second use, the server neither parses nor plans them again.
    private const int PreparedStatements = 200;

    // A network that forgets an idle connection tells nobody: whoever listens has to ask.
    private const int KeepAlive = 30;

    // Any number that nobody else locks in this database.
    private const long AloneKey = 0x68756220616c6f6e;
    private readonly NpgsqlDataSource _source;
    private readonly string _toListen;

    public PostgresDatabase(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        if (!new DbConnectionStringBuilder { ConnectionString = connectionString }.ContainsKey("Max Auto Prepare"))
            (settings.MaxAutoPrepare, settings.AutoPrepareMinUsages) = (PreparedStatements, 2);
        _source = NpgsqlDataSource.Create(settings);
        settings.Pooling = false;
        settings.KeepAlive = settings.KeepAlive > 0 ? settings.KeepAlive : KeepAlive;
        _toListen = settings.ConnectionString;
        Options = new DbContextOptionsBuilder<HubDb>()
            .UseNpgsql(_source)
            .ReplaceService<Microsoft.EntityFrameworkCore.Storage.IDatabase, PostgresSets>()
            .ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.PendingModelChangesWarning))
            .Options;
    }

    public NpgsqlDataSource Source => _source;

    public StorageKind Kind => StorageKind.Postgres;

    public DbContextOptions<HubDb> Options { get; }

    /// <summary>A connection that waits for notifications, and notices when its server is gone.</summary>
    public async Task<NpgsqlConnection> OpenToListen(CancellationToken cancellation)
    {
        var connection = new NpgsqlConnection(_toListen);
        await connection.OpenAsync(cancellation);
        return connection;
    }

    public Task<IDisposable?> WaitToWrite(CancellationToken cancellation) => Task.FromResult<IDisposable?>(null);

    public Task Serialize(HubDb db, Guid connection, CancellationToken cancellation)
    {
        var key = BinaryPrimitives.ReadInt64BigEndian(connection.ToByteArray(bigEndian: true).AsSpan(8));
        return db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({key})", cancellation);
    }

    // On a connection of its own: the lock goes with it, also where the node is killed.
    public async Task<IAsyncDisposable?> WaitToBeAlone(CancellationToken cancellation)
    {
        var connection = await OpenToListen(cancellation);
        await using var wait = new NpgsqlCommand($"select pg_advisory_lock({AloneKey})", connection) { CommandTimeout = 0 };
        await wait.ExecuteNonQueryAsync(cancellation);
        return connection;
    }

    public bool IsRace(Exception error) => error switch
    {
        PostgresException
        {
            SqlState: PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected,
        } => true,
        DbUpdateConcurrencyException => true, // the row that was to change is gone: contacts were merged meanwhile
        DbUpdateException { InnerException: { } inner } => IsRace(inner),
        _ => false,
    };

    // unnest keeps "on conflict" and equals COPY in speed from 200 rows on.
    public async Task InsertWebhooks(IReadOnlyList<WebhookEvent> events, CancellationToken cancellation)
    {
        await using var command = _source.CreateCommand(
            """
            insert into webhook_events
                (workspace_id, id, connector_id, account_id, connection_id, event_key, body, received_at, state, trace, events, unknown_events, attempts)
            select w, i, c, a, n, k, b, r, s, t, 0, 0, 0
            from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::uuid[], $6::bytea[], $7::bytea[], $8::bigint[], $9::text[], $10::text[])
                as row(w, i, c, a, n, k, b, r, s, t)
            on conflict (workspace_id, connection_id, event_key) do nothing
            """);
        Add(command, events, webhook => webhook.WorkspaceId);
        Add(command, events, webhook => webhook.Id);
        Add(command, events, webhook => webhook.ConnectorId);
        Add(command, events, webhook => webhook.AccountId);
        Add(command, events, webhook => webhook.ConnectionId);
        Add(command, events, webhook => webhook.EventKey);
        Add(command, events, webhook => webhook.Body);
        Add(command, events, webhook => webhook.ReceivedAt.ToUnixTimeMilliseconds());
        Add(command, events, webhook => webhook.State.ToString());
        Add(command, events, webhook => webhook.Trace);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    // Dead rows leave the tables with a vacuum; the server recycles its log by itself.
    public async Task Scrub(Scrubbing how, CancellationToken cancellation)
    {
        if (how == Scrubbing.Log)
            return;
        await using var command = _source.CreateCommand("vacuum (skip_locked)");
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync(cancellation);
    }

    public Task<long> SizeToRewrite(CancellationToken cancellation) => Task.FromResult(0L);

    public async Task Prepare(CancellationToken cancellation)
    {
        try
        {
            await using var connection = await _source.OpenConnectionAsync(cancellation);
        }
        catch (NpgsqlException error)
        {
            throw new StorageException(
                $"PostgreSQL does not answer ({error.SqlState ?? error.InnerException?.GetType().Name ?? "no connection"}). "
                + "Check ConnectionStrings__Hub, and that the server runs and lets this user in.", error);
        }
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    private static void Add<T>(NpgsqlCommand command, IReadOnlyList<WebhookEvent> events, Func<WebhookEvent, T> column)
    {
        var values = new T[events.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = column(events[i]);
        command.Parameters.Add(new NpgsqlParameter<T[]> { TypedValue = values });
    }
}
