using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Hub.Benchmarks.Support;

/// <summary>A PostgreSQL of our own, from the installed binaries: fsync on, 1 GB of shared buffers, a Unix socket, all else by default.</summary>
sealed class PostgresServer : IAsyncDisposable
{
    const int Port = 5432; // only names the socket file

    readonly string _binaries;
    readonly string _folder;

    PostgresServer(string binaries, string folder) => (_binaries, _folder) = (binaries, folder);

    /// <returns>Null when PostgreSQL is not installed.</returns>
    /// <param name="isCounting">Statements too, which costs it a little.</param>
    public static async Task<PostgresServer?> TryStart(bool isCounting = false)
    {
        if (Binaries() is not { } binaries)
            return null;
        var server = new PostgresServer(binaries, Directory.CreateTempSubdirectory("hub-bench-pg-").FullName);
        if (Environment.IsPrivilegedProcess)
            await Exec("chown", ["postgres", server._folder]);
        await server.AsOwner("initdb", "-D", server.Data, "-U", "hub", "-A", "trust", "-E", "UTF8", "--no-locale");
        await server.AsOwner(
            "pg_ctl", "-D", server.Data, "-w", "-l", Path.Combine(server._folder, "log"), "-o",
            $"-p {Port} -c listen_addresses='' -c unix_socket_directories={server._folder} -c shared_buffers=1GB -c max_connections=200{(isCounting ? " -c shared_preload_libraries=pg_stat_statements" : "")}", "start");
        if (isCounting)
            await server.Execute("postgres", "create extension pg_stat_statements");
        return server;
    }

    /// <summary>A new, empty database.</summary>
    public async Task<string> Create(string database)
    {
        await Execute("postgres", $"create database {database}");
        return ConnectionString(database);
    }

    public string ConnectionString(string database) =>
        $"Host={_folder};Port={Port};Username=hub;Database={database};Maximum Pool Size=40;Timeout=10";

    /// <summary>What was done in a database so far, once <paramref name="after"/> is done.</summary>
    public async Task<DatabaseWork> Work(string database, Func<Task>? after = null)
    {
        if (after is not null)
            await after();
        await Task.Delay(1_500); // backends report at most once a second
        await using var connection = new NpgsqlConnection(ConnectionString("postgres") + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            """
            select d.xact_commit, (select coalesce(sum(calls), 0)::bigint from pg_stat_statements s where s.dbid = d.datid)
            from pg_stat_database d where d.datname = $1
            """, connection);
        command.Parameters.AddWithValue(database);
        await using var row = await command.ExecuteReaderAsync();
        await row.ReadAsync();
        return new DatabaseWork(row.GetInt64(0), row.GetInt64(1));
    }

    /// <returns>A transaction that sees the database as it is now, open until it is disposed.</returns>
    public async Task<IAsyncDisposable> Hold(string database)
    {
        var connection = new NpgsqlConnection(ConnectionString(database) + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("begin isolation level repeatable read; select 1", connection);
        await command.ExecuteNonQueryAsync();
        return connection;
    }

    public async Task Execute(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString(database) + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 300 };
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Transactions a second of <paramref name="script"/> from pgbench's 64 clients with prepared statements.</summary>
    public async Task<double> PgBench(string database, string script, int seconds)
    {
        var file = Path.Combine(_folder, "script.sql");
        await File.WriteAllTextAsync(file, script);
        var output = await Exec(
            Path.Combine(_binaries, "pgbench"),
            ["-h", _folder, "-p", $"{Port}", "-U", "hub", "-n", "-M", "prepared", "-c", "64", "-j", "2", "-T", $"{seconds}", "-f", file, database],
            read: true);
        var line = output.Split('\n').Single(text => text.StartsWith("tps = ", StringComparison.Ordinal));
        return double.Parse(line.Split(' ')[2], CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        await AsOwner("pg_ctl", "-D", Data, "-w", "-m", "immediate", "stop");
        Directory.Delete(_folder, recursive: true);
    }

    string Data => Path.Combine(_folder, "data");

    // PostgreSQL refuses to run as root; its Debian package brings a user for it.
    Task AsOwner(string program, params string[] arguments)
    {
        var path = Path.Combine(_binaries, program);
        return Environment.IsPrivilegedProcess
            ? Exec("setpriv", ["--reuid=postgres", "--regid=postgres", "--init-groups", path, .. arguments])
            : Exec(path, arguments);
    }

    // pg_ctl's child keeps the pipe open, so its output is not read to the end.
    static async Task<string> Exec(string program, string[] arguments, bool read = false)
    {
        var info = new ProcessStartInfo(program, arguments) { WorkingDirectory = "/", RedirectStandardOutput = true };
        info.Environment["LC_ALL"] = "C.UTF-8";
        using var process = Process.Start(info)!;
        var output = read ? await process.StandardOutput.ReadToEndAsync() : "";
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
    }

    static string? Binaries() => Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin"))
            .Where(folder => File.Exists(Path.Combine(folder, "initdb"))).Order(StringComparer.Ordinal).LastOrDefault()
        : null;
}
