using System.Text.Json.Nodes;
using Hub.Sandbox.Webhooks;
using Hub.Sandbox.Wire;

namespace Hub.Sandbox.Line;

/// <summary>Who has written to the account, what it was sent under which retry key, and where its webhooks go.</summary>
sealed class LineState
{
    const int Kept = 100_000;
    readonly Lock _lock = new();
    readonly BoundedMap<string> _people = new(Kept);
    readonly BoundedMap<JsonArray> _pushed = new(Kept);
    readonly BoundedMap<string> _pictures = new(Kept);
    string? _endpoint;
    bool _isExpired, _isSwitchedOff;

    /// <summary>Null until somebody enters one: whoever runs the sandbox has named the hub on its command line.</summary>
    public string? Endpoint
    {
        get { lock (_lock) return _endpoint; }
        set { lock (_lock) _endpoint = value; }
    }

    public bool IsExpired
    {
        get { lock (_lock) return _isExpired; }
        set { lock (_lock) _isExpired = value; }
    }

    /// <summary>"Use webhook" in LINE Developers: nothing is posted then, whatever address stands there.</summary>
    public bool IsSwitchedOff
    {
        get { lock (_lock) return _isSwitchedOff; }
        set { lock (_lock) _isSwitchedOff = value; }
    }

    /// <returns>The person's key; null for a stranger.</returns>
    public string? Person(string? user)
    {
        lock (_lock) return user is not null && _people.TryGet(user, out var key) ? key : null;
    }

    public bool IsPicture(string message)
    {
        lock (_lock) return _pictures.TryGet(message, out _);
    }

    /// <summary>What was accepted under the key before; null, and noted now, when nothing was.</summary>
    public JsonArray? Accepted(string? retryKey, JsonArray sent)
    {
        if (retryKey is null) return null;
        lock (_lock)
        {
            if (_pushed.TryGet(retryKey, out var earlier)) return earlier;
            _pushed[retryKey] = sent;
            return null;
        }
    }

    public void Observe(OutgoingWebhook webhook)
    {
        lock (_lock)
            foreach (var fact in webhook.Facts)
            {
                _people[fact.Conversation] = fact.Person;
                if (fact is { Type: "image", MessageId: { } id }) _pictures[id] = id;
            }
    }

    public void Reset()
    {
        lock (_lock)
        {
            _people.Clear();
            _pushed.Clear();
            _pictures.Clear();
            (_endpoint, _isExpired, _isSwitchedOff) = (null, false, false);
        }
    }
}
