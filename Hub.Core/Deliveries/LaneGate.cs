using System.Collections.Concurrent;

namespace Hub.Core.Deliveries;

/// <summary>
/// Keeps room on a node: the lanes of one connector never hold all of its workers, and hardly any while nothing of that connector answers.
/// So a vendor that is down delays its own lanes only.
/// </summary>
/// <param name="workers">Lanes that the node runs at once.</param>
public sealed class LaneGate(int workers)
{
    private const int Suspicious = 3;
    private const int OfSuspects = 2;
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(0.5);
    private readonly int _most = Math.Max(OfSuspects, workers * 3 / 4);
    private readonly ConcurrentDictionary<string, Connector> _connectors = new();
    private int _atWork;

    /// <param name="wait">When to ask again; null leaves that to the sweep, which takes its time.</param>
    /// <returns>To be disposed when the run is over; null when the connector has its share.</returns>
    public IDisposable? TryEnter(string peer, out TimeSpan? wait) => Of(peer).TryEnter(_most, out wait);

    /// <summary>
    /// Whether another lane may wait for this one's worker, as far as its node can tell: all are at work, or one of the same connector was sent away
    /// and none has come in since.
    /// </summary>
    public bool IsCrowded(string peer) => Volatile.Read(ref _atWork) >= workers || Of(peer).HasSentAway;

    /// <summary>Whether a call has come to something.</summary>
    public void Heard(string peer, bool isAnswered) => Of(peer).Heard(isAnswered);

    private Connector Of(string peer) => _connectors.GetOrAdd(peer, _ => new Connector(this));

    private sealed class Connector(LaneGate gate)
    {
        private readonly Lock _lock = new();
        private int _inside;
        private int _unanswered;
        private volatile bool _hasSentAway;

        public bool HasSentAway => _hasSentAway;

        public IDisposable? TryEnter(int most, out TimeSpan? wait)
        {
            lock (_lock)
            {
                (var limit, wait) = _unanswered < Suspicious ? (most, Wait) : (OfSuspects, (TimeSpan?)null);
                _hasSentAway = _inside >= limit;
                if (_hasSentAway)
                    return null;
                _inside++;
                Interlocked.Increment(ref gate._atWork);
                return new Place(this);
            }
        }

        public void Heard(bool isAnswered)
        {
            lock (_lock)
                _unanswered = isAnswered ? 0 : _unanswered + 1;
        }

        private void Leave()
        {
            lock (_lock)
                _inside--;
            Interlocked.Decrement(ref gate._atWork);
        }

        private sealed class Place(Connector connector) : IDisposable
        {
            public void Dispose() => connector.Leave();
        }
    }
}
