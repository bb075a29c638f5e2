using Hub.Sandbox.Wire;

namespace Hub.Sandbox.Wire;

/// <summary>A message that the hub sent through a platform.</summary>
sealed record Outbound(
    string Channel, string Conversation, string Type, string Text, string? Correlation, string MessageId, DateTimeOffset At,
    bool Duplicate);

/// <summary>What the hub sent. The same text to the same conversation under the same correlation is a duplicate.</summary>
sealed class OutboundLedger
{
    const int KeptMessages = 20_000;
    const int KeptKeys = 500_000;
    readonly Queue<Outbound> _messages = new();
    readonly HashSet<string> _seen = [];
    readonly SortedDictionary<string, (long Received, long Duplicates)> _counts = [];
    readonly Lock _lock = new();

    public void Add(string channel, string conversation, string type, string text, string? correlation, string messageId, DateTimeOffset at)
    {
        var key = Ids.Hex($"{channel}\n{conversation}\n{type}\n{text}\n{correlation}");
        lock (_lock)
        {
            var duplicate = _seen.Contains(key);
            if (!duplicate && _seen.Count < KeptKeys) _seen.Add(key);
            var (received, duplicates) = _counts.GetValueOrDefault(channel);
            _counts[channel] = (received + 1, duplicates + (duplicate ? 1 : 0));
            _messages.Enqueue(new Outbound(channel, conversation, type, text, correlation, messageId, at, duplicate));
            if (_messages.Count > KeptMessages) _messages.Dequeue();
        }
    }

    public IReadOnlyList<Outbound> Last(string? channel, int limit)
    {
        lock (_lock) return [.. _messages.Where(m => channel is null || m.Channel == channel).TakeLast(limit)];
    }

    public IReadOnlyDictionary<string, (long Received, long Duplicates)> Counts()
    {
        lock (_lock) return new SortedDictionary<string, (long, long)>(_counts);
    }

    public void Clear()
    {
        lock (_lock)
        {
            _messages.Clear();
            _seen.Clear();
            _counts.Clear();
        }
    }
}
