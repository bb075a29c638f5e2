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
}

/// <summary>The database cannot be used; the message says why and what to do.</summary>
public sealed class StorageException(string message, Exception? inner = null) : Exception(message, inner);
