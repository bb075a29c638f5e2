using Microsoft.Data.Sqlite;
using Npgsql;

namespace Hub.Core.Storage;

public enum StorageKind
{
    Sqlite,
    Postgres,
}

public static class StorageKinds
{
    public static StorageKind Of(string connectionString) =>
        connectionString.TrimStart().StartsWith("Data Source=", StringComparison.OrdinalIgnoreCase)
            ? StorageKind.Sqlite
            : StorageKind.Postgres;

    /// <summary>Whether it names a database at all; none is looked for.</summary>
    public static bool CanRead(string connectionString)
    {
        try
        {
            return Of(connectionString) == StorageKind.Sqlite
                ? new SqliteConnectionStringBuilder(connectionString).DataSource.Length > 0
                : new NpgsqlConnectionStringBuilder(connectionString).Host is { Length: > 0 };
        }
        catch (Exception error) when (error is ArgumentException or FormatException or OverflowException)
        {
            return false;
        }
    }
}

/// <summary>The database cannot be used; the message says why and what to do.</summary>
public sealed class StorageException(string message, Exception? inner = null) : Exception(message, inner);
