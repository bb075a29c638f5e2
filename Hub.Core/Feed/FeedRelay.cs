using System.Text.Json;
using System.Text.Json.Serialization;
using System.Threading.Channels;
using Hub.Core.Storage;
using Hub.Core.Storage.Postgres;
using Microsoft.Extensions.Logging;

namespace Hub.Core.Feed;

/// <summary>Carries events between the nodes of one PostgreSQL, after the commit and many at a time.</summary>
public sealed partial class FeedRelay(HubStore store, EventFeed feed, TimeProvider clock, ILogger<FeedRelay> logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly JsonSerializerOptions Json = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };
    private readonly Guid _node = Guid.NewGuid();
    private readonly Channel<FeedEvent> _outgoing = Channel.CreateBounded<FeedEvent>(20_000);
    private volatile bool _lost;

    /// <summary>Relays until cancelled. Does nothing on SQLite, which serves one process.</summary>
    public async Task Run(CancellationToken cancellation)
    {
        if (store.Database is not PostgresDatabase database)
            return;
        var channel = new NodeChannel(database, "hub_feed");
        feed.Published += Queue;
        try
        {
            await Task.WhenAll(
                Again(() => channel.Hear(feed.LostSome, Heard, cancellation), cancellation), // lost: whatever was told before we listened
                Again(() => Tell(channel, cancellation), cancellation));
        }
        finally
        {
            feed.Published -= Queue;
        }
    }

    private void Queue(IReadOnlyCollection<FeedEvent> events)
    {
        foreach (var happened in events)
            if (!_outgoing.Writer.TryWrite(happened))
                _lost = true;
    }

    private void Heard(string payload)
    {
        try
        {
            if (JsonSerializer.Deserialize<Parcel>(payload, Json) is { } parcel && parcel.Node != _node)
                feed.Receive(parcel.Events);
        }
        catch (JsonException)
        {
            feed.Receive([FeedEvent.ResyncAll]); // a newer version tells what this one has no word for
        }
    }

    private async Task Tell(NodeChannel channel, CancellationToken cancellation)
    {
        // This node may have committed before it died what it told nobody; and what was on its way when the database went may have got lost.
        await channel.Tell(Wrap([FeedEvent.ResyncAll]), cancellation);
        while (await _outgoing.Reader.WaitToReadAsync(cancellation))
        {
            var events = Pack();
            if (_lost)
            {
                _lost = false;
                while (_outgoing.Reader.TryRead(out _))
                {
                    // Whoever asks anew gets it.
                }

                events = [FeedEvent.ResyncAll];
            }

            await channel.Tell(Wrap(events), cancellation);
        }
    }

    private string Wrap(List<FeedEvent> events) => JsonSerializer.Serialize(new Parcel(_node, events), Json);

    private List<FeedEvent> Pack()
    {
        var (events, bytes) = (new List<FeedEvent>(), 0);
        while (bytes < NodeChannel.MostBytes && _outgoing.Reader.TryPeek(out var next))
        {
            bytes += JsonSerializer.SerializeToUtf8Bytes(next, Json).Length + 1;
            if (bytes >= NodeChannel.MostBytes && events.Count > 0)
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
