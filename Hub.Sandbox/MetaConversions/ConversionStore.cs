using System.Text.Json.Nodes;

namespace Hub.Sandbox.MetaConversions;

/// <summary>What a dataset has counted. Meta drops no repeats here: what comes twice counts twice, and this program tells of it.</summary>
sealed class ConversionStore
{
    const int KeptEvents = 200_000;
    readonly Lock _lock = new();
    readonly List<JsonObject> _events = [];
    readonly HashSet<string> _seen = [];
    long _requests, _refused, _counted, _repeats;

    public void Refuse()
    {
        lock (_lock) (_requests, _refused) = (_requests + 1, _refused + 1);
    }

    public void Count(JsonArray data)
    {
        lock (_lock)
        {
            _requests++;
            foreach (var wire in data.Cast<JsonObject>())
            {
                _counted++;
                if (!_seen.Add(wire.ToJsonString())) _repeats++;
                if (_events.Count < KeptEvents) _events.Add((JsonObject)wire.DeepClone());
            }
        }
    }

    public object Summary()
    {
        lock (_lock) return new { Requests = _requests, RefusedRequests = _refused, Counted = _counted, CountedAgain = _repeats };
    }

    public IReadOnlyList<JsonNode> Last(int limit)
    {
        lock (_lock) return [.. _events.TakeLast(limit).Select(wire => wire.DeepClone())];
    }

    public void Clear()
    {
        lock (_lock)
        {
            _events.Clear();
            _seen.Clear();
            _requests = _refused = _counted = _repeats = 0;
        }
    }
}
