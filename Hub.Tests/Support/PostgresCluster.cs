using System.Diagnostics;
using Npgsql;

namespace Hub.Tests.Support;

/// <summary>A PostgreSQL server of our own on loopback, made with the installed binaries; fsync stays on.</summary>
public sealed class PostgresCluster : IAsyncDisposable
{
    private static readonly SemaphoreSlim Turn = new(1, 1);
    private static PostgresCluster? _shared;
    private readonly string _folder;
    private readonly string _binaries;
    private readonly int _port;

    private PostgresCluster(string binaries, string folder, int port) => (_binaries, _folder, _port) = (binaries, folder, port);

    public bool HasTemplate { get; set; }

    /// <summary>One server for all tests that do not break it. Skips the test, or fails it where PostgreSQL is required, without binaries.</summary>
    public static async Task<PostgresCluster> Shared()
    {
        await Turn.WaitAsync();
        try
        {
            return _shared ??= await Start();
        }
        finally
        {
            Turn.Release();
        }
    }

    public static async Task StopShared()
    {
        if (_shared is not null)
            await _shared.DisposeAsync();
        _shared = null;
    }

    /// <summary>A server of the test's own, to be killed and started again.</summary>
    public static async Task<PostgresCluster> Start()
    {
        if (Binaries() is not { } binaries)
        {
            if (TestDatabases.IsRequired("postgres"))
                Assert.Fail("PostgreSQL is required by HUB_TESTS_REQUIRE and its binaries are not installed.");
            Assert.Ignore("PostgreSQL is not installed.");
            throw new InvalidOperationException("Unreachable.");
        }

        var folder = Directory.CreateTempSubdirectory("hub-postgres-").FullName;
        var cluster = new PostgresCluster(binaries, folder, Ports.Free());
        await cluster.Prepare();
        await cluster.Up();
        return cluster;
    }

    public string ConnectionString(string database) =>
        $"Host=127.0.0.1;Port={_port};Username=hub;Database={database};Maximum Pool Size=20;Timeout=10";

    public Task Up() => Run(
        "pg_ctl", "-D", Data, "-w", "-l", Path.Combine(_folder, "log"), "-o",
        $"-p {_port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c shared_buffers=256MB -c max_connections=200", "start");

    /// <param name="mode"><c>fast</c>, or <c>immediate</c> for a crash.</param>
    public Task Down(string mode = "fast") => Run("pg_ctl", "-D", Data, "-w", "-m", mode, "stop");

    public async Task Execute(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString("postgres") + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>With <c>pg_dump</c>.</summary>
    public Task Dump(string database, string file) => Exec(
        Path.Combine(_binaries, "pg_dump"), ["-Fc", ConnectionUri(database), "-f", file]);

    /// <summary>With <c>pg_restore</c>, into an empty database.</summary>
    public Task Restore(string database, string file) => Exec(
        Path.Combine(_binaries, "pg_restore"), ["--exit-on-error", "-d", ConnectionUri(database), file]);

    /// <summary>What a dump holds, as readable statements: in the file itself it is compressed.</summary>
    public Task Spell(string file, string statements) => Exec(Path.Combine(_binaries, "pg_restore"), ["-f", statements, file]);

    public async ValueTask DisposeAsync()
    {
        await Down("immediate");
        Directory.Delete(_folder, recursive: true);
    }

    private string Data => Path.Combine(_folder, "data");

    private string ConnectionUri(string database) => $"postgresql://hub@127.0.0.1:{_port}/{database}";

    private async Task Prepare()
    {
        if (Environment.IsPrivilegedProcess)
            await Exec("chown", ["postgres", _folder]);
        await Run("initdb", "-D", Data, "-U", "hub", "-A", "trust", "-E", "UTF8", "--no-locale", "-N");
    }

    // PostgreSQL refuses to run as root; its Debian package brings a user for it.
    private Task Run(string program, params string[] arguments)
    {
        var path = Path.Combine(_binaries, program);
        return Environment.IsPrivilegedProcess
            ? Exec("setpriv", ["--reuid=postgres", "--regid=postgres", "--init-groups", path, .. arguments])
            : Exec(path, arguments);
    }

    private static async Task Exec(string program, string[] arguments)
    {
        var info = new ProcessStartInfo(program, arguments) { WorkingDirectory = "/", RedirectStandardOutput = true };
        info.Environment["LC_ALL"] = "C.UTF-8";
        using var process = Process.Start(info)!;
        // pg_ctl's child keeps the pipe open, so reading to its end would wait for the server.
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
    }

    private static string? Binaries() => Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin"))
            .Where(folder => File.Exists(Path.Combine(folder, "initdb"))).Order(StringComparer.Ordinal).LastOrDefault()
        : null;
}
