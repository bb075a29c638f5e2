using System.Text.Json.Nodes;

namespace Hub.Sandbox.TikTokEvents;

/// <summary>One signal that was taken, and how often it came again.</summary>
sealed class ReceivedSignal(string source, JsonObject wire)
{
    public string Source { get; } = source;
    public JsonObject Wire { get; } = wire;
    public int Again { get; set; }
}

/// <summary>What <c>event/track/</c> took, deduplicated on source id, event id and event.</summary>
sealed class EventStore
{
    const int KeptSignals = 200_000;
    readonly Lock _lock = new();
    readonly Dictionary<string, ReceivedSignal> _signals = [];
    readonly HashSet<string> _eventIds = [];
    readonly SortedDictionary<string, long> _byEvent = [];
    long _requests, _refused, _events, _failed, _duplicates;

    public void Request(bool refused)
    {
        lock (_lock)
        {
            _requests++;
            if (refused) _refused++;
        }
    }

    public void Fail()
    {
        lock (_lock) _failed++;
    }

    public void Take(string source, string sourceId, JsonObject wire)
    {
        var (name, id) = ((string)wire["event"]!, (string?)wire["event_id"]);
        lock (_lock)
        {
            _events++;
            var key = $"{sourceId}\n{id ?? "none-" + _events}\n{name}";
            if (_signals.TryGetValue(key, out var known))
            {
                known.Again++;
                _duplicates++;
                return;
            }
            if (id is not null) _eventIds.Add(id);
            _byEvent[name] = _byEvent.GetValueOrDefault(name) + 1;
            if (_signals.Count < KeptSignals) _signals[key] = new ReceivedSignal(source, wire);
        }
    }

    public long Count(string name)
    {
        lock (_lock) return _byEvent.GetValueOrDefault(name);
    }

    public object Summary()
    {
        lock (_lock)
            return new
            {
                Requests = _requests,
                RefusedRequests = _refused,
                Events = _events,
                FailedEvents = _failed,
                DistinctEventIds = _eventIds.Count,
                Duplicates = _duplicates,
                ByEvent = new SortedDictionary<string, long>(_byEvent),
            };
    }

    public IReadOnlyList<object> Last(int limit)
    {
        lock (_lock)
            return [.. _signals.Values.TakeLast(limit).Select(s => new { s.Source, s.Again, Event = s.Wire.DeepClone() })];
    }

    public void Clear()
    {
        lock (_lock)
        {
            _signals.Clear();
            _eventIds.Clear();
            _byEvent.Clear();
            _requests = _refused = _events = _failed = _duplicates = 0;
        }
    }
}
