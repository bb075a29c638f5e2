namespace Hub.Sandbox.Wire;

/// <summary>How many calls of one operation were under way together, at most: tells whether a caller keeps its own order.</summary>
sealed class CallsAtOnce
{
    readonly Dictionary<string, (int Now, int Most)> _operations = [];
    readonly Lock _lock = new();

    public void Begin(string platform, string operation)
    {
        lock (_lock)
        {
            var (now, most) = _operations.GetValueOrDefault(Key(platform, operation));
            _operations[Key(platform, operation)] = (now + 1, Math.Max(most, now + 1));
        }
    }

    public void End(string platform, string operation)
    {
        lock (_lock)
        {
            var (now, most) = _operations[Key(platform, operation)];
            _operations[Key(platform, operation)] = (now - 1, most);
        }
    }

    /// <summary>By platform and operation, such as <c>hubspot:upsert</c>.</summary>
    public IReadOnlyDictionary<string, int> Most()
    {
        lock (_lock) return _operations.ToDictionary(entry => entry.Key, entry => entry.Value.Most);
    }

    public void Clear()
    {
        lock (_lock)
            foreach (var (key, (now, _)) in _operations.ToList()) _operations[key] = (now, now);
    }

    static string Key(string platform, string operation) => $"{platform}:{operation}";
}
