using Hub.Sandbox.Webhooks;
using Hub.Sandbox.Wire;

namespace Hub.Sandbox.Messenger;

/// <summary>Who wrote to the Page when, and who came through an ad.</summary>
sealed class MessengerState
{
    const int KeptPeople = 100_000;
    static readonly TimeSpan Standard = TimeSpan.FromHours(24);
    static readonly (DateTimeOffset, DateTimeOffset) Never = (DateTimeOffset.MinValue, DateTimeOffset.MinValue);
    static readonly TimeSpan Extended = TimeSpan.FromDays(7);
    readonly Lock _lock = new();
    readonly BoundedMap<(DateTimeOffset Wrote, DateTimeOffset FromAd)> _people = new(KeptPeople);
    readonly BoundedMap<MessengerThread> _threads = new(KeptPeople);
    int _receipts;

    /// <summary>Those last updated first.</summary>
    public IReadOnlyList<MessengerThread> Threads()
    {
        lock (_lock) return [.. _threads.Values.OrderByDescending(thread => thread.Updated)];
    }

    public bool Knows(string person)
    {
        lock (_lock) return _people.TryGet(person, out _);
    }

    /// <summary>24 hours; 7 days for a human agent and after an ad; the other tags name no end (Send API, message tags).</summary>
    public bool MaySend(string person, string? tag, DateTimeOffset now)
    {
        lock (_lock)
        {
            if (!_people.TryGet(person, out var times)) return false;
            var (wrote, fromAd) = times;
            if (now - wrote <= Standard || now - fromAd <= Extended) return true;
            return tag switch { null => false, "HUMAN_AGENT" => now - wrote <= Extended, _ => true };
        }
    }

    /// <summary>Every third delivery names no message ids, since Meta leaves them out at times.</summary>
    public bool NamesMessages() => Interlocked.Increment(ref _receipts) % 3 != 0;

    public void Observe(OutgoingWebhook webhook)
    {
        lock (_lock)
        {
            foreach (var fact in webhook.Facts.Where(f => f.History is not null))
            {
                if (!_threads.TryGet(fact.Conversation, out var thread)) _threads[fact.Conversation] = thread = new MessengerThread(fact.Conversation);
                thread.Keep(fact.MessageId!, fact.At, fact.Kind == FactKind.Echo, fact.History!);
            }
            foreach (var fact in webhook.Facts.Where(f => f.Kind is not (FactKind.Echo or FactKind.Receipt)))
            {
                var (wrote, fromAd) = _people.TryGet(fact.Conversation, out var times) ? times : Never;
                if (fact.Referral?.Source == "ad" && fact.At > fromAd) fromAd = fact.At;
                _people[fact.Conversation] = (fact.At > wrote ? fact.At : wrote, fromAd);
            }
        }
    }

    public void Reset()
    {
        lock (_lock)
        {
            _people.Clear();
            _threads.Clear();
        }
    }
}
