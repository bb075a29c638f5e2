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
        CommitInDoubtException => true,
        PostgresException postgres => postgres.IsTransient,
        NpgsqlException => true,
        SqliteException sqlite => sqlite.SqliteErrorCode is Busy or Locked or InputOutput or Full,
        DbUpdateException { InnerException: { } inner } => Is(inner),
        InvalidOperationException { InnerException: { } inner } => Is(inner),
        _ => false,
    };

    /// <summary>Whether a commit that failed with this error may have happened: the line broke before the server's word came.</summary>
    internal static bool LeavesDoubt(Exception error) => error is NpgsqlException and not PostgresException;
}

/// <summary>A transaction was sent for commit, and nobody heard how it ended. What it did must not simply be done again.</summary>
public sealed class CommitInDoubtException(Exception inner) : Exception("The commit's answer was lost.", inner);
