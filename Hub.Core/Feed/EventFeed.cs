using System.Collections.Concurrent;
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
    private static readonly TimeSpan CatchUpEvery = TimeSpan.FromMilliseconds(250);
    private readonly HubStore _store;
    private readonly TimeProvider _clock;
    private readonly Channel<FeedEvent> _pending = Channel.CreateBounded<FeedEvent>(MostPending);
    private readonly ConcurrentDictionary<FeedSubscription, byte> _listeners = new();
    private readonly Lock _lock = new();
    private readonly Queue<FeedItem> _kept = new(Kept);
    private readonly uint _epoch = BitConverter.ToUInt32(RandomNumberGenerator.GetBytes(4));
    private long _number;

    public EventFeed(HubStore store, TimeProvider clock)
    {
        (_store, _clock) = (store, clock);
        store.Committed += Publish;
    }

    /// <summary>Heard here, whoever published it.</summary>
    public event Action<FeedEvent>? Happened;

    /// <summary>Published by this process; for the relay to other nodes.</summary>
    public event Action<IReadOnlyCollection<FeedEvent>>? Published;

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
                return; // only when the database is away for long: those who listen are told to ask anew once it is back
    }

    /// <summary>Some events may have been lost on the way: everybody asks anew.</summary>
    public void LostSome()
    {
        foreach (var workspace in _listeners.Keys.Select(listener => listener.Caller.WorkspaceId).Distinct())
            _pending.Writer.TryWrite(new FeedEvent(workspace, FeedEventType.Resync));
    }

    /// <summary>Listens from now on, or from after <paramref name="last"/>.</summary>
    public async Task<Listening> Listen(
        Caller caller, FeedCursor? last, CancellationToken cancellation)
    {
        var subscription = new FeedSubscription(caller, gone => _listeners.TryRemove(gone, out _));
        List<FeedItem> missed;
        FeedCursor now;
        lock (_lock)
        {
            now = new FeedCursor(_epoch, _number);
            missed = last is { } cursor && CanGoOn(cursor)
                ? [.. _kept.Where(item => item.Cursor.Number > cursor.Number && item.Event.WorkspaceId == caller.WorkspaceId)]
                : last is null ? [] : [Resync(caller.WorkspaceId, now)];
            _listeners[subscription] = 0;
        }

        var sight = await Sight.Of(_store, missed.Select(item => item.Event), [caller], cancellation);
        return new Listening(subscription, now, [.. missed.Where(item => sight.Sees(caller, item.Event))]);
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
            await HandOut(batch, cancellation);
            batch.Clear();
        }

        await catchingUp;
    }

    private async Task HandOut(List<FeedEvent> batch, CancellationToken cancellation)
    {
        foreach (var happened in batch)
            Happened?.Invoke(happened);
        var workspaces = batch.Select(happened => happened.WorkspaceId).ToHashSet();
        var callers = _listeners.Keys.Select(listener => listener.Caller).Where(caller => workspaces.Contains(caller.WorkspaceId)).ToList();
        Sight? sight = null;
        try
        {
            sight = await Sight.Of(_store, batch, callers, cancellation);
        }
        catch (Exception error) when (error is System.Data.Common.DbException or InvalidOperationException)
        {
            LostSome(); // who sees what cannot be told while the database is away
        }

        lock (_lock)
        {
            foreach (var happened in batch)
                HandOut(Keep(happened), sight);
        }
    }

    private void HandOut(FeedItem item, Sight? sight)
    {
        foreach (var listener in _listeners.Keys)
            if (listener.Caller.WorkspaceId == item.Event.WorkspaceId
                && (item.Event.Type == FeedEventType.Resync || sight?.Sees(listener.Caller, item.Event) == true))
                listener.Offer(item);
    }

    private FeedItem Keep(FeedEvent happened)
    {
        var item = new FeedItem(happened, new FeedCursor(_epoch, ++_number));
        if (_kept.Count == Kept)
            _kept.Dequeue();
        _kept.Enqueue(item);
        return item;
    }

    private async Task CatchUp(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(CatchUpEvery, _clock);
        while (await timer.WaitForNextTickAsync(cancellation))
            lock (_lock)
                foreach (var listener in _listeners.Keys)
                    listener.CatchUp(missed => Resync(missed.Event.WorkspaceId, new FeedCursor(_epoch, _number)));
    }

    private bool CanGoOn(FeedCursor cursor) => cursor.Epoch == _epoch && cursor.Number <= _number
        && (_kept.Count == 0 ? cursor.Number == _number : cursor.Number >= _kept.Peek().Cursor.Number - 1);

    private static FeedItem Resync(Guid workspace, FeedCursor at) => new(new FeedEvent(workspace, FeedEventType.Resync), at);
}

/// <param name="From">The place to go on from when nothing has been heard yet.</param>
/// <param name="First">To be told first. What was missed and cannot be told any more is a resync.</param>
public sealed record Listening(FeedSubscription Subscription, FeedCursor From, IReadOnlyList<FeedItem> First);
