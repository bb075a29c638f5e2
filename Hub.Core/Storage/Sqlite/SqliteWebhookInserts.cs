using Hub.Core.Ingest;
using Microsoft.Data.Sqlite;

namespace Hub.Core.Storage.Sqlite;

/// <summary>One prepared insert on a connection of its own.</summary>
internal sealed class SqliteWebhookInserts : IAsyncDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteStatement _begin;
    private readonly SqliteStatement _insert;
    private readonly SqliteStatement _commit;
    private readonly SqliteStatement _rollback;

    private SqliteWebhookInserts(SqliteConnection connection)
    {
        _connection = connection;
        _begin = new SqliteStatement(connection, "begin immediate");
        _insert = new SqliteStatement(connection,
            """
            insert into webhook_events
                (workspace_id, id, connector_id, account_id, connection_id, event_key, body, received_at, state, trace, events, unknown_events, attempts)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0)
            on conflict (workspace_id, connection_id, event_key) do nothing
            """);
        _commit = new SqliteStatement(connection, "commit");
        _rollback = new SqliteStatement(connection, "rollback");
    }

    public static async Task<SqliteWebhookInserts> Open(string connectionString, CancellationToken cancellation)
    {
        var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync(cancellation);
        await using var pragmas = connection.CreateCommand();
        pragmas.CommandText = SqlitePragmas.Text;
        await pragmas.ExecuteNonQueryAsync(cancellation);
        return new SqliteWebhookInserts(connection);
    }

    public void Insert(IReadOnlyList<WebhookEvent> events)
    {
        _begin.Execute();
        try
        {
            foreach (var webhook in events)
                InsertOne(webhook);
            _commit.Execute();
        }
        catch when (_connection.Handle is { } open && SQLitePCL.raw.sqlite3_get_autocommit(open) == 0) // some errors roll back by themselves
        {
            _rollback.Execute();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var statement in (SqliteStatement[])[_begin, _insert, _commit, _rollback])
            statement.Dispose();
        await _connection.DisposeAsync();
    }

    private void InsertOne(WebhookEvent webhook)
    {
        _insert.Bind(1, webhook.WorkspaceId);
        _insert.Bind(2, webhook.Id);
        _insert.Bind(3, webhook.ConnectorId);
        _insert.Bind(4, webhook.AccountId);
        _insert.Bind(5, webhook.ConnectionId);
        _insert.Bind(6, webhook.EventKey);
        _insert.Bind(7, webhook.Body);
        _insert.Bind(8, webhook.ReceivedAt.ToUnixTimeMilliseconds());
        _insert.Bind(9, webhook.State.ToString());
        _insert.Bind(10, webhook.Trace);
        _insert.Execute();
    }
}
