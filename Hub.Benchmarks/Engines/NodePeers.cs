using System.Diagnostics;
using System.Text.Json;
using Hub.Benchmarks.Support;

namespace Hub.Benchmarks.Engines;

/// <summary>Job queues of Node.js on PostgreSQL, installed for the run into a folder of its own.</summary>
sealed class NodePeers : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("hub-bench-peers-").FullName;

    public IReadOnlyList<EnginePeer> Peers =>
    [
        Peer("graphile-worker, 10 at once", "graphile.mjs"),
        Peer("graphile-worker, local 500", "graphile.mjs", "500", isLatencyMeasured: false),
        Peer("pg-boss, 10 × batches of 100", "pgboss.mjs"),
    ];

    /// <returns>Null where Node.js or the packages are not to be had.</returns>
    public static async Task<NodePeers?> TryInstall()
    {
        var peers = new NodePeers();
        foreach (var file in Directory.GetFiles(Path.Combine(Repository.Root, "Hub.Benchmarks", "Engines", "Peers")))
            File.Copy(file, Path.Combine(peers._folder, Path.GetFileName(file)));
        try
        {
            await peers.Exec("npm", ["install", "--no-audit", "--no-fund", "--silent"], null);
            return peers;
        }
        catch (Exception error) when (error is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            Console.WriteLine($"engines    without graphile-worker and pg-boss: {error.Message}");
            peers.Dispose();
            return null;
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    EnginePeer Peer(string name, string script, string more = "", bool isLatencyMeasured = true) => new(
        name, 20_000,
        (database, jobs) => Exec("node", [script, "enqueue", $"{jobs}", more], database),
        async (database, jobs) => Read(await Exec("node", [script, "drain", $"{jobs}", more], database)).GetProperty("seconds").GetDouble(),
        !isLatencyMeasured ? null : async (database, jobs) => [.. Read(await Exec("node", [script, "latency", $"{jobs}", more], database))
            .GetProperty("milliseconds").EnumerateArray().Select(item => item.GetDouble()).Order()]);

    static JsonElement Read(string output) => JsonDocument.Parse(output.Trim().Split('\n')[^1]).RootElement;

    async Task<string> Exec(string program, string[] arguments, string? connectionString)
    {
        var info = new ProcessStartInfo(program, arguments.Where(argument => argument.Length > 0)) { WorkingDirectory = _folder, RedirectStandardOutput = true };
        if (connectionString is not null)
        {
            var settings = new Npgsql.NpgsqlConnectionStringBuilder(connectionString);
            (info.Environment["PGHOST"], info.Environment["PGPORT"]) = (settings.Host, $"{settings.Port}");
            (info.Environment["PGUSER"], info.Environment["PGDATABASE"]) = (settings.Username, settings.Database);
        }

        using var process = Process.Start(info)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
    }
}
