using Hub.Core.Storage;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Hub.Tests.Support;

/// <summary>One database of one test; gone when disposed.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private static readonly SemaphoreSlim Templates = new(1, 1);
    private static string? _sqliteTemplate;
    private readonly PostgresCluster? _cluster;
    private readonly Func<Task> _drop;

    private TestDatabase(string connectionString, PostgresCluster? cluster, Func<Task> drop) =>
        (ConnectionString, _cluster, _drop) = (connectionString, cluster, drop);

    public string ConnectionString { get; }

    /// <param name="parent">Where its folder is made; among the temporary ones by default.</param>
    public static async Task<TestDatabase> Sqlite(string? parent = null)
    {
        var template = await SqliteTemplate();
        var folder = parent is null
            ? Directory.CreateTempSubdirectory("hub-test-").FullName
            : Directory.CreateDirectory(Path.Combine(parent, "hub")).FullName;
        File.Copy(template, Path.Combine(folder, "hub.db"));
        return new TestDatabase($"Data Source={Path.Combine(folder, "hub.db")}", null, () =>
        {
            Directory.Delete(folder, recursive: true);
            return Task.CompletedTask;
        });
    }

    internal static async Task<TestDatabase> Postgres(PostgresCluster cluster)
    {
        var template = await PostgresTemplate(cluster);
        var name = $"test_{Guid.NewGuid():N}";
        await cluster.Execute($"create database {name} template {template}");
        return new TestDatabase(cluster.ConnectionString(name), cluster, async () =>
        {
            await using (var gone = new NpgsqlConnection(cluster.ConnectionString(name)))
                NpgsqlConnection.ClearPool(gone);
            await cluster.Execute($"drop database {name} with (force)");
        });
    }

    public async ValueTask DisposeAsync() => await _drop();

    /// <summary>While others use it.</summary>
    public async Task Backup(string file)
    {
        if (_cluster is not null)
        {
            await _cluster.Dump(Name, file);
            return;
        }

        await using var connection = new SqliteConnection(ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"vacuum into '{file}'";
        await command.ExecuteNonQueryAsync();
    }

    /// <returns>All that a backup holds.</returns>
    public async Task<byte[]> Read(string backup)
    {
        if (_cluster is null)
            return await File.ReadAllBytesAsync(backup);
        await _cluster.Spell(backup, backup + ".sql");
        return await File.ReadAllBytesAsync(backup + ".sql");
    }

    /// <summary>In place of what is there, which nobody uses.</summary>
    public async Task Restore(string file)
    {
        if (_cluster is not null)
        {
            await _cluster.Execute($"drop database {Name} with (force)");
            NpgsqlConnection.ClearAllPools();
            await _cluster.Execute($"create database {Name}");
            await _cluster.Restore(Name, file);
            return;
        }

        SqliteConnection.ClearAllPools();
        var database = new SqliteConnectionStringBuilder(ConnectionString).DataSource;
        File.Copy(file, database, overwrite: true);
        File.Delete(database + "-wal");
        File.Delete(database + "-shm");
    }

    private string Name => new NpgsqlConnectionStringBuilder(ConnectionString).Database!;

    private static async Task<string> SqliteTemplate()
    {
        await Templates.WaitAsync();
        try
        {
            if (_sqliteTemplate is null)
            {
                var file = Path.Combine(Directory.CreateTempSubdirectory("hub-template-").FullName, "hub.db");
                await using (var store = HubStore.Open($"Data Source={file}", TimeProvider.System))
                    await store.Migrate(CancellationToken.None);
                _sqliteTemplate = file;
            }

            return _sqliteTemplate;
        }
        finally
        {
            Templates.Release();
        }
    }

    private static async Task<string> PostgresTemplate(PostgresCluster cluster)
    {
        await Templates.WaitAsync();
        try
        {
            if (!cluster.HasTemplate)
            {
                await cluster.Execute("create database hub_template");
                await using (var store = HubStore.Open(cluster.ConnectionString("hub_template"), TimeProvider.System))
                    await store.Migrate(CancellationToken.None);
                NpgsqlConnection.ClearAllPools();
                cluster.HasTemplate = true;
            }

            return "hub_template";
        }
        finally
        {
            Templates.Release();
        }
    }
}
