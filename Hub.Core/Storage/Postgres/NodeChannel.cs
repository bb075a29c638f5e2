using Npgsql;

namespace Hub.Core.Storage.Postgres;

/// <summary>
/// What the nodes of one PostgreSQL tell each other by NOTIFY. Never inside a transaction: every commit of the cluster would wait for the one
/// lock that NOTIFY takes. At most once, and at most <see cref="MostBytes"/> a time.
/// </summary>
internal sealed class NodeChannel(PostgresDatabase database, string name)
{
    public const int MostBytes = 7000; // NOTIFY carries less than 8000

    /// <summary>Listens until cancelled or until the connection breaks.</summary>
    /// <param name="begun">Called once nothing is missed any more.</param>
    public async Task Hear(Action begun, Action<string> heard, CancellationToken cancellation)
    {
        await using var connection = await database.OpenToListen(cancellation);
        connection.Notification += (_, notice) => heard(notice.Payload);
        await using (var listen = new NpgsqlCommand($"listen {name}", connection))
            await listen.ExecuteNonQueryAsync(cancellation);
        begun();
        while (true)
            await connection.WaitAsync(cancellation);
    }

    public async Task Tell(string payload, CancellationToken cancellation)
    {
        await using var notify = database.Source.CreateCommand($"select pg_notify('{name}', $1)");
        notify.Parameters.Add(new NpgsqlParameter<string> { TypedValue = payload });
        await notify.ExecuteNonQueryAsync(cancellation);
    }
}
