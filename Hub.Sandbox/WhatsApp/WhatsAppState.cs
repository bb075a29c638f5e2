using Hub.Sandbox.Meta;
using Hub.Sandbox.Webhooks;
using Hub.Sandbox.Wire;

namespace Hub.Sandbox.WhatsApp;

/// <summary>Who wrote when, and which messages people sent.</summary>
sealed class WhatsAppState(SandboxOptions options, MetaMedia media, TimeProvider time)
{
    const int KeptMessages = 200_000;
    const int KeptPeople = 100_000;
    static readonly TimeSpan Window = TimeSpan.FromHours(24);
    readonly Lock _lock = new();
    readonly BoundedMap<DateTimeOffset> _lastWrote = new(KeptPeople);
    readonly HashSet<string> _messages = [];
    readonly Queue<string> _order = new();
    readonly BoundedMap<RateWindow> _pairs = new(KeptPeople);

    public bool InWindow(string number, DateTimeOffset now)
    {
        lock (_lock) return _lastWrote.TryGet(number, out var at) && now - at <= Window;
    }

    public bool Knows(string? messageId)
    {
        lock (_lock) return messageId is not null && _messages.Contains(messageId);
    }

    public void Sent(string messageId)
    {
        lock (_lock) Keep(messageId);
    }

    /// <summary>At most 45 messages in 6 seconds to one person (about-the-platform, pair rate).</summary>
    public bool TakePair(string number)
    {
        if (!options.RateLimits) return true;
        lock (_lock)
        {
            if (!_pairs.TryGet(number, out var pair)) _pairs[number] = pair = new RateWindow(time, 45, TimeSpan.FromSeconds(6));
            return pair.TryTake();
        }
    }

    public void Observe(OutgoingWebhook webhook)
    {
        lock (_lock)
        {
            foreach (var fact in webhook.Facts.Where(f => f.MessageId is not null))
            {
                Keep(fact.MessageId!);
                if (fact.Kind == FactKind.Echo) continue;
                if (!_lastWrote.TryGet(fact.Conversation, out var last) || fact.At > last) _lastWrote[fact.Conversation] = fact.At;
                if (fact is { Type: "image" or "document" or "audio" or "sticker", Original: { } file }) media.Received(file);
            }
        }
    }

    public void Reset()
    {
        lock (_lock)
        {
            _lastWrote.Clear();
            _messages.Clear();
            _order.Clear();
            _pairs.Clear();
        }
    }

    void Keep(string messageId)
    {
        if (!_messages.Add(messageId)) return;
        _order.Enqueue(messageId);
        if (_order.Count > KeptMessages) _messages.Remove(_order.Dequeue());
    }
}
