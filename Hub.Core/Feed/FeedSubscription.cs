using System.Threading.Channels;
using Hub.Core.Teams;

namespace Hub.Core.Feed;

/// <summary>One listener. Holds so many events at most: a listener that is slower than that is told to ask for everything anew.</summary>
public sealed class FeedSubscription : IDisposable
{
    private const int Held = 1000;
    private readonly Channel<FeedItem> _items = Channel.CreateBounded<FeedItem>(Held + 1);
    private readonly Action<FeedSubscription> _leave;
    private bool _missed;

    internal FeedSubscription(Caller caller, Action<FeedSubscription> leave) => (Caller, _leave) = (caller, leave);

    public Caller Caller { get; }

    public ChannelReader<FeedItem> Items => _items.Reader;

    public void Dispose() => _leave(this);

    /// <summary>By the feed alone, one at a time.</summary>
    internal void Offer(FeedItem item)
    {
        _missed = _missed || _items.Reader.Count >= Held || !_items.Writer.TryWrite(item);
    }

    /// <summary>The listener has caught up with what was held; what was not is made good by one resync.</summary>
    internal void CatchUp(Func<FeedItem> resync)
    {
        if (_missed && _items.Reader.Count == 0 && _items.Writer.TryWrite(resync()))
            _missed = false;
    }
}
