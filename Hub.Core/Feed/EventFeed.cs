using System.Security.Cryptography;
using System.Threading.Channels;
using Hub.Core.Storage;
using Hub.Core.Teams;

namespace Hub.Core.Feed;

/// <summary>
/// What changes, told as it changes. Filled after each commit, here and by the relay with what other nodes commit; kept for a while, so
/// that a listener who was away can go on where it stopped. At most once: whoever must not miss anything asks anew after a resync.
/// </summary>
public sealed class EventFeed
{
    private const int Kept = 20_000;
    private const int MostPending = 100_000;
    private const int MostLooks = 30;
    private static readonly TimeSpan CatchUpEvery = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly HubStore _store;
    private readonly TimeProvider _clock;
    private readonly Channel<FeedEvent> _pending = Channel.CreateBounded<FeedEvent>(MostPending);
    private readonly Lock _lock = new();
    private readonly HashSet<FeedSubscription> _listeners = [];
    private readonly Queue<FeedItem> _kept = new(Kept);
    private readonly uint _epoch = BitConverter.ToUInt32(RandomNumberGenerator.GetBytes(4));
    private long _number;
    private volatile bool _lost;

    public EventFeed(HubStore store, TimeProvider clock)
    {
        (_store, _clock) = (store, clock);
        store.Committed += Publish;
    }

    /// <summary>Heard here, whoever published it.</summary>
    public event Action<FeedEvent>? Happened;

    /// <summary>Published by this process; for the relay to other nodes.</summary>
    public event Action<IReadOnlyCollection<FeedEvent>>? Published;

    internal int Listeners
    {
        get
        {
            lock (_lock)
                return _listeners.Count;
        }
    }

    public void Publish(IReadOnlyCollection<FeedEvent> events)
    {
        Receive(events);
        Published?.Invoke(events);
    }

    /// <summary>From another node.</summary>
    public void Receive(IReadOnlyCollection<FeedEvent> events)
    {
        foreach (var happened in events)
            if (!_pending.Writer.TryWrite(happened))
                _lost = true; // only when the database is away for long: everybody asks anew once it is back
    }

    /// <summary>Some events may have been lost on the way: everybody asks anew.</summary>
    public void LostSome() => Receive([FeedEvent.ResyncAll]);

    /// <summary>Listens from now on, or from after <paramref name="last"/>.</summary>
    public async Task<Listening> Listen(
        Caller caller, FeedCursor? last, CancellationToken cancellation)
    {
        var subscription = new FeedSubscription(caller, Leave);
        List<FeedItem> missed;
        FeedCursor now;
        lock (_lock)
        {
            now = new FeedCursor(_epoch, _number);
            missed = last is { } cursor && CanGoOn(cursor)
                ? [.. _kept.Where(item => item.Cursor.Number > cursor.Number && item.Event.Concerns(caller.WorkspaceId))]
                : last is null ? [] : [Resync(now)];
            _listeners.Add(subscription);
        }

        try
        {
            var sight = await Sight.Of(_store, missed.Select(item => item.Event), [caller], cancellation);
            return new Listening(subscription, now, [.. missed.Where(item => sight.Sees(caller, item.Event))]);
        }
        catch
        {
            subscription.Dispose(); // nobody else would: the listener has gone, or the database is away
            throw;
        }
    }

    /// <summary>Hands out what is published until cancelled.</summary>
    public async Task Run(CancellationToken cancellation)
    {
        var catchingUp = CatchUp(cancellation);
        var batch = new List<FeedEvent>();
        while (await _pending.Reader.WaitToReadAsync(cancellation))
        {
            while (batch.Count < Kept && _pending.Reader.TryRead(out var happened))
                batch.Add(happened);
            if (_lost)
            {
                _lost = false;
                batch.Add(FeedEvent.ResyncAll);
            }

            await HandOut(batch, cancellation);
            batch.Clear();
        }

        await catchingUp;
    }

    private async Task HandOut(List<FeedEvent> batch, CancellationToken cancellation)
    {
        foreach (var happened in batch)
            Happened?.Invoke(happened);
        List<Caller> callers;
        lock (_lock)
            callers = _listeners.Select(listener => listener.Caller).ToList();
        var sight = await Look(batch, callers, cancellation);
        lock (_lock)
        {
            var listeners = _listeners.ToLookup(listener => listener.Caller.WorkspaceId);
            foreach (var item in batch.ConvertAll(Keep))
                foreach (var listener in item.Event.IsForAll ? _listeners : listeners[item.Event.WorkspaceId])
                    if (!sight.Knows(listener.Caller))
                        listener.Offer(Resync(item.Cursor)); // came while the database was asked for others
                    else if (sight.Sees(listener.Caller, item.Event))
                        listener.Offer(item);
        }
    }

    // While the database is away nothing else happens either, so everybody waits; what fails for another reason must not hold up the rest.
    private async Task<Sight> Look(List<FeedEvent> batch, List<Caller> callers, CancellationToken cancellation)
    {
        for (var looks = 1; ; looks++)
        {
            try
            {
                return await Sight.Of(_store, batch, callers, cancellation);
            }
            catch (Exception error) when (error is System.Data.Common.DbException or InvalidOperationException)
            {
                if (looks == MostLooks)
                {
                    batch.Clear();
                    batch.Add(FeedEvent.ResyncAll);
                }
            }

            await Task.Delay(Pause, _clock, cancellation);
        }
    }

    private FeedItem Keep(FeedEvent happened)
    {
        var item = new FeedItem(happened, new FeedCursor(_epoch, ++_number));
        if (_kept.Count == Kept)
            _kept.Dequeue();
        _kept.Enqueue(item);
        return item;
    }

    private void Leave(FeedSubscription gone)
    {
        lock (_lock)
            _listeners.Remove(gone);
    }

    private async Task CatchUp(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(CatchUpEvery, _clock);
        while (await timer.WaitForNextTickAsync(cancellation))
            lock (_lock)
                foreach (var listener in _listeners)
                    listener.CatchUp(() => Resync(new FeedCursor(_epoch, _number)));
    }

    private bool CanGoOn(FeedCursor cursor) => cursor.Epoch == _epoch && cursor.Number <= _number
        && (_kept.Count == 0 ? cursor.Number == _number : cursor.Number >= _kept.Peek().Cursor.Number - 1);

    private static FeedItem Resync(FeedCursor at) => new(FeedEvent.ResyncAll, at);
}

/// <param name="From">The place to go on from when nothing has been heard yet.</param>
/// <param name="First">To be told first. What was missed and cannot be told any more is a resync.</param>
public sealed record Listening(FeedSubscription Subscription, FeedCursor From, IReadOnlyList<FeedItem> First);
