using System.Text.Json;
using System.Text.Json.Serialization;
using System.Threading.Channels;
using Hub.Core.Storage;
using Hub.Core.Storage.Postgres;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Hub.Core.Feed;

/// <summary>
/// Carries events between the nodes of one PostgreSQL by NOTIFY. Sent after the commit and many at a time: inside the transaction every
/// commit of the cluster would wait for the one lock that NOTIFY takes.
/// </summary>
public sealed partial class FeedRelay(HubStore store, EventFeed feed, TimeProvider clock, ILogger<FeedRelay> logger)
{
    private const string Name = "hub_feed";
    private const int MostBytes = 7000; // NOTIFY carries less than 8000
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly JsonSerializerOptions Json = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };
    private readonly Guid _node = Guid.NewGuid();
    private readonly Channel<FeedEvent> _outgoing = Channel.CreateBounded<FeedEvent>(
        new BoundedChannelOptions(20_000) { FullMode = BoundedChannelFullMode.DropOldest });

    /// <summary>Relays until cancelled. Does nothing on SQLite, which serves one process.</summary>
    public async Task Run(CancellationToken cancellation)
    {
        if (store.Database is not PostgresDatabase database)
            return;
        feed.Published += Queue;
        try
        {
            await Task.WhenAll(Again(() => Hear(database, cancellation), cancellation), Again(() => Tell(database, cancellation), cancellation));
        }
        finally
        {
            feed.Published -= Queue;
        }
    }

    private void Queue(IReadOnlyCollection<FeedEvent> events)
    {
        foreach (var happened in events)
            _outgoing.Writer.TryWrite(happened);
    }

    private async Task Hear(PostgresDatabase database, CancellationToken cancellation)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellation);
        connection.Notification += (_, heard) => Heard(heard.Payload);
        await using (var listen = new NpgsqlCommand($"listen {Name}", connection))
            await listen.ExecuteNonQueryAsync(cancellation);
        feed.LostSome(); // whatever the others told before we listened
        while (true)
            await connection.WaitAsync(cancellation);
    }

    private void Heard(string payload)
    {
        if (JsonSerializer.Deserialize<Parcel>(payload, Json) is { } parcel && parcel.Node != _node)
            feed.Receive(parcel.Events);
    }

    private async Task Tell(PostgresDatabase database, CancellationToken cancellation)
    {
        while (await _outgoing.Reader.WaitToReadAsync(cancellation))
        {
            await using var notify = database.Source.CreateCommand($"select pg_notify('{Name}', $1)");
            notify.Parameters.Add(new NpgsqlParameter<string> { TypedValue = JsonSerializer.Serialize(new Parcel(_node, Pack()), Json) });
            await notify.ExecuteNonQueryAsync(cancellation);
        }
    }

    private List<FeedEvent> Pack()
    {
        var (events, bytes) = (new List<FeedEvent>(), 0);
        while (bytes < MostBytes && _outgoing.Reader.TryPeek(out var next))
        {
            bytes += JsonSerializer.SerializeToUtf8Bytes(next, Json).Length + 1;
            if (bytes >= MostBytes && events.Count > 0)
                break;
            _outgoing.Reader.TryRead(out _);
            events.Add(next);
        }

        return events;
    }

    private async Task Again(Func<Task> work, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                await work();
            }
            catch (Exception error) when (!cancellation.IsCancellationRequested)
            {
                Interrupted(logger, error.GetBaseException().GetType().Name); // the database is away: those who listen ask anew when it is back
            }

            await Task.Delay(Pause, clock, cancellation);
        }
    }

    [LoggerMessage(2101, LogLevel.Warning, "Events are not relayed to other nodes for a moment: {Error}")]
    private static partial void Interrupted(ILogger logger, string error);

    private sealed record Parcel(Guid Node, IReadOnlyList<FeedEvent> Events);
}
