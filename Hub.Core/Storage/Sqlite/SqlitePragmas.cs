using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Hub.Core.Storage.Sqlite;

/// <summary>FULL: in WAL mode anything less may lose acknowledged commits when the power fails.</summary>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    public const string Text = "pragma synchronous = full; pragma foreign_keys = on; pragma busy_timeout = 30000; pragma secure_delete = fast";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData data) => Apply(connection);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData data, CancellationToken cancellation)
    {
        Apply(connection);
        return Task.CompletedTask;
    }

    private static void Apply(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Text;
        command.ExecuteNonQuery();
    }
}
