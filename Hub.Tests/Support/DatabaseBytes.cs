using System.Text;
using Hub.Core.Storage;
using Hub.Tests.Promises;
using Microsoft.Data.Sqlite;

namespace Hub.Tests.Support;

/// <summary>
/// All that a database holds, as bytes to search: SQLite's file and its write-ahead log as they lie on disk, of PostgreSQL the rows of a workspace and
/// those of none.
/// </summary>
internal sealed class DatabaseBytes
{
    private readonly byte[] _bytes;

    public DatabaseBytes(byte[] bytes) => _bytes = bytes;

    public static async Task<DatabaseBytes> Of(HubStore store, string connectionString, Guid workspace)
    {
        if (store.Kind == StorageKind.Postgres)
            return new DatabaseBytes(Encoding.UTF8.GetBytes(string.Join('\n', [.. await Rows.Of(store, workspace), .. await Rows.Of(store, Guid.Empty)])));
        var file = new SqliteConnectionStringBuilder(connectionString).DataSource;
        using var all = new MemoryStream();
        foreach (var part in new[] { file, file + "-wal" }.Where(File.Exists))
        {
            await using var stream = new FileStream(part, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            await stream.CopyToAsync(all);
        }

        return new DatabaseBytes(all.ToArray());
    }

    public bool Hold(string text) => Hold(Encoding.UTF8.GetBytes(text));

    /// <summary>As they are, and in the hexadecimal that a dump has.</summary>
    public bool Hold(byte[] bytes) =>
        _bytes.AsSpan().IndexOf(bytes) >= 0 || _bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(bytes))) >= 0;
}
