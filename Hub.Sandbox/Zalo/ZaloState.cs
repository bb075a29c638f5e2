using Hub.Sandbox.Webhooks;
using Hub.Sandbox.Wire;

namespace Hub.Sandbox.Zalo;

/// <summary>Who wrote to the account when, and how many answers they got since.</summary>
sealed class ZaloState
{
    public const int FreeReplies = 8;
    const int Kept = 100_000;
    static readonly TimeSpan Window = TimeSpan.FromHours(48);
    readonly Lock _lock = new();
    readonly BoundedMap<(string Key, DateTimeOffset Wrote, int Answers)> _people = new(Kept);
    readonly BoundedMap<string> _uploads = new(Kept);

    /// <returns>The person's key; null for a stranger.</returns>
    public string? Person(string? user)
    {
        lock (_lock) return user is not null && _people.TryGet(user, out var known) ? known.Key : null;
    }

    /// <returns>Answers of the window that are still free, this one taken; null when the window is closed.</returns>
    public int? Answer(string user, DateTimeOffset now)
    {
        lock (_lock)
        {
            if (!_people.TryGet(user, out var known) || now - known.Wrote > Window) return null;
            _people[user] = known with { Answers = known.Answers + 1 };
            return FreeReplies - known.Answers - 1;
        }
    }

    public void Uploaded(string id)
    {
        lock (_lock) _uploads[id] = id;
    }

    public bool IsUpload(string? id)
    {
        lock (_lock) return id is not null && _uploads.TryGet(id, out _);
    }

    public void Observe(OutgoingWebhook webhook)
    {
        lock (_lock)
            foreach (var fact in webhook.Facts.Where(fact => fact.Kind != FactKind.Echo))
                if (!_people.TryGet(fact.Conversation, out var known) || fact.At > known.Wrote)
                    _people[fact.Conversation] = (fact.Person, fact.At, 0);
    }

    public void Reset()
    {
        lock (_lock)
        {
            _people.Clear();
            _uploads.Clear();
        }
    }
}
