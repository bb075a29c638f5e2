using Hub.Core.Ingest;
using Microsoft.Data.Sqlite;

namespace Hub.Core.Storage.Sqlite;

/// <summary>One prepared insert on a connection of its own.</summary>
internal sealed class SqliteWebhookInserts : IAsyncDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _insert;

    private SqliteWebhookInserts(SqliteConnection connection)
    {
        _connection = connection;
        _insert = connection.CreateCommand();
        _insert.CommandText =
            """
            insert into webhook_events
                (workspace_id, id, connector_id, account_id, connection_id, event_key, body, received_at, state, events, unknown_events, attempts)
            values ($workspace, $id, $connector, $account, $connection, $key, $body, $received, $state, 0, 0, 0)
            on conflict (workspace_id, connection_id, event_key) do nothing
            """;
        foreach (var name in new[] { "$workspace", "$id", "$connector", "$account", "$connection", "$key", "$body", "$received", "$state" })
            _insert.Parameters.Add(new SqliteParameter { ParameterName = name });
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

    public async Task Insert(IReadOnlyList<WebhookEvent> events, CancellationToken cancellation)
    {
        await using var transaction = _connection.BeginTransaction(deferred: false);
        _insert.Transaction = transaction;
        foreach (var webhook in events)
            InsertOne(webhook);
        await transaction.CommitAsync(cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await _insert.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private void InsertOne(WebhookEvent webhook)
    {
        _insert.Parameters[0].Value = webhook.WorkspaceId;
        _insert.Parameters[1].Value = webhook.Id;
        _insert.Parameters[2].Value = webhook.ConnectorId;
        _insert.Parameters[3].Value = webhook.AccountId;
        _insert.Parameters[4].Value = webhook.ConnectionId;
        _insert.Parameters[5].Value = webhook.EventKey;
        _insert.Parameters[6].Value = webhook.Body;
        _insert.Parameters[7].Value = webhook.ReceivedAt.ToUnixTimeMilliseconds();
        _insert.Parameters[8].Value = webhook.State.ToString();
        _insert.ExecuteNonQuery();
    }
}
