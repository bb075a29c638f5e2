using System.Text.Json;
using System.Threading.Channels;
using Hub.Core.Deliveries;
using Hub.Core.Ingest;
using Hub.Core.Storage;
using Hub.Core.Storage.Postgres;
using Microsoft.Extensions.Logging;

namespace Hub.Core.Feed;

/// <summary>
/// Tells the nodes that work what there is to do, from those that only serve: so that nobody waits for their sweeps. What gets lost on the
/// way, the sweeps find.
/// </summary>
public sealed partial class WorkRelay(HubStore store, IngestQueue queue, LaneBell bell, TimeProvider clock, ILogger<WorkRelay> logger)
{
    private const int AtOnce = 50; // some 110 bytes each
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(10);

    /// <summary>On a node that works, until cancelled. Does nothing on SQLite, which serves one process.</summary>
    public Task Hear(CancellationToken cancellation) =>
        Again(channel => channel.Hear(() => { }, Heard, cancellation), cancellation);

    /// <summary>On a node that does not work itself, until cancelled.</summary>
    public async Task Tell(CancellationToken cancellation)
    {
        var owed = Channel.CreateBounded<Work>(10_000);
        bell.Rung += Ring;
        try
        {
            await Task.WhenAll(Collect(owed.Writer, cancellation), Again(channel => Tell(channel, owed.Reader, cancellation), cancellation));
        }
        finally
        {
            bell.Rung -= Ring;
        }

        void Ring(LaneKey lane) => owed.Writer.TryWrite(new Work(lane.WorkspaceId, lane.ConnectionId, lane.Kind));
    }

    private async Task Collect(ChannelWriter<Work> owed, CancellationToken cancellation)
    {
        while (true)
        {
            var (workspace, connection) = await queue.Next(cancellation);
            owed.TryWrite(new Work(workspace, connection, null));
        }
    }

    private async Task Tell(NodeChannel channel, ChannelReader<Work> owed, CancellationToken cancellation)
    {
        while (await owed.WaitToReadAsync(cancellation))
        {
            var works = new HashSet<Work>();
            while (works.Count < AtOnce && owed.TryRead(out var work))
                works.Add(work);
            await channel.Tell(JsonSerializer.Serialize(works), cancellation);
            await Task.Delay(Gathering, clock, cancellation); // a burst on one connection is one notice
        }
    }

    private void Heard(string payload)
    {
        foreach (var work in JsonSerializer.Deserialize<List<Work>>(payload) ?? [])
            if (work.Kind is not { } kind)
                queue.Announce(work.Workspace, work.Connection);
            else if (EnumNames.IsKnown(kind)) // one of a newer version is heard by its nodes too
                bell.Ring(new LaneKey(work.Workspace, work.Connection, kind));
    }

    private async Task Again(Func<NodeChannel, Task> work, CancellationToken cancellation)
    {
        if (store.Database is not PostgresDatabase database)
            return;
        while (true)
        {
            try
            {
                await work(new NodeChannel(database, "hub_work"));
            }
            catch (Exception error) when (!cancellation.IsCancellationRequested)
            {
                Interrupted(logger, error.GetBaseException().GetType().Name); // the database is away: there is nothing to do either
            }

            await Task.Delay(Pause, clock, cancellation);
        }
    }

    [LoggerMessage(2102, LogLevel.Warning, "Nodes that work are not told what there is to do for a moment: {Error}")]
    private static partial void Interrupted(ILogger logger, string error);

    /// <param name="Kind">Of the lane to wake; null for webhooks to apply.</param>
    private sealed record Work(Guid Workspace, Guid Connection, DeliveryKind? Kind);
}
