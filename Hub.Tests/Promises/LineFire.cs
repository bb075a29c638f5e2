using Hub.Core.Storage;
using Hub.Tests.Support;
using Npgsql;

namespace Hub.Tests.Promises;

/// <summary>
/// A hub whose every line may break. On PostgreSQL two nodes work on one line to it; on SQLite there is one, which is killed and started again,
/// since a file has no line that could leave a commit in doubt.
/// </summary>
internal sealed class LineFire : IAsyncDisposable
{
    private readonly Stage _stage;
    private readonly List<HubProcess> _nodes = [];
    private LineTrouble _toVendors = new(0), _toDatabase = new(0);

    private LineFire(Stage stage, BreakingLine vendors, BreakingLine? server) => (_stage, Vendors, Server) = (stage, vendors, server);

    public BreakingLine Vendors { get; }

    /// <summary>Null on SQLite.</summary>
    public BreakingLine? Server { get; }

    /// <summary>Whether each kind of trouble has happened on each line, and each decision was once undone and once in doubt.</summary>
    public bool HasBurnt => Burnt(Vendors, _toVendors) && (Server is null || Burnt(Server, _toDatabase));

    public static async Task<LineFire> Light(Stage stage, TestDatabase database, StorageKind kind, CancellationToken cancellation)
    {
        var vendors = new BreakingLine(stage.Sandbox.BaseAddress.Port);
        foreach (var connector in (string[])[.. Stage.Channels, "tiktok-events", "hubspot"])
            await stage.Reroute(connector, vendors.Port);
        if (kind == StorageKind.Sqlite)
        {
            var alone = new LineFire(stage, vendors, null);
            alone._nodes.Add(await stage.Start(cancellation));
            return alone;
        }

        var settings = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        var server = new BreakingLine(settings.Port);
        settings.Port = server.Port;
        var through = $"--ConnectionStrings:Hub={settings.ConnectionString}";
        var fire = new LineFire(stage, vendors, server);
        fire._nodes.AddRange(await Task.WhenAll(stage.Start(cancellation, null, through), stage.StartBeside(cancellation, through, "--role", "jobs")));
        return fire;
    }

    public void Rage(LineTrouble toVendors, LineTrouble toDatabase)
    {
        (_toVendors, _toDatabase) = (toVendors, toDatabase);
        Vendors.Trouble = toVendors;
        if (Server is not null)
            Server.Trouble = toDatabase;
    }

    public void Calm()
    {
        Vendors.Trouble = null;
        if (Server is not null)
            Server.Trouble = null;
    }

    /// <summary>Where no line to the database can break.</summary>
    public async Task KillHalfway(TimeSpan length, CancellationToken cancellation)
    {
        if (Server is not null)
            return;
        await Task.Delay(length / 2, cancellation);
        await _nodes[0].Kill(cancellation);
        await _nodes[0].DisposeAsync();
        _nodes[0] = await _stage.Start(cancellation);
    }

    private static bool Burnt(BreakingLine line, LineTrouble trouble)
    {
        var counts = line.Counts;
        return counts is { Cut: > 0, Lost: > 0, Late: > 0 }
            && trouble.Decisions.Keys.All(word => counts.Decisions.GetValueOrDefault(word) is { Undone: > 0, InDoubt: > 0 });
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
            await node.DisposeAsync();
        await Vendors.DisposeAsync();
        if (Server is not null)
            await Server.DisposeAsync();
    }
}
