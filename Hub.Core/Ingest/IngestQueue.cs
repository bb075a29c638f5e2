using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Hub.Core.Ingest;

/// <summary>Connections with webhooks to apply. A connection is in it at most once; what it loses, the sweep finds again.</summary>
public sealed class IngestQueue
{
    private readonly Channel<(Guid Workspace, Guid Connection)> _channel = Channel.CreateUnbounded<(Guid, Guid)>();
    private readonly ConcurrentDictionary<Guid, bool> _queued = new();

    public void Announce(Guid workspace, Guid connection)
    {
        if (_queued.TryAdd(connection, true))
            _channel.Writer.TryWrite((workspace, connection));
    }

    public async ValueTask<(Guid Workspace, Guid Connection)> Next(CancellationToken cancellation)
    {
        var next = await _channel.Reader.ReadAsync(cancellation);
        _queued.TryRemove(next.Connection, out _); // before the work starts: what arrives from now on queues it again
        return next;
    }
}
