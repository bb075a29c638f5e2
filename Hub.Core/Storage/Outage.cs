using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Hub.Core.Storage;

/// <summary>Tells the database being away, busy or full, which is nobody's fault and passes, from a row that it refuses.</summary>
public static class Outage
{
    private const int Busy = 5, Locked = 6, InputOutput = 10, Full = 13;

    public static bool Is(Exception error) => error switch
    {
        PostgresException postgres => postgres.IsTransient,
        NpgsqlException => true,
        SqliteException sqlite => sqlite.SqliteErrorCode is Busy or Locked or InputOutput or Full,
        DbUpdateException { InnerException: { } inner } => Is(inner),
        InvalidOperationException { InnerException: { } inner } => Is(inner),
        _ => false,
    };
}
