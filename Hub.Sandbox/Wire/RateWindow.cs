namespace Hub.Sandbox.Wire;

/// <summary>Counts requests in a sliding window.</summary>
sealed class RateWindow(TimeProvider time, int limit, TimeSpan length)
{
    readonly Queue<long> _taken = new();
    readonly Lock _lock = new();

    public bool TryTake()
    {
        var now = time.GetTimestamp();
        lock (_lock)
        {
            while (_taken.Count > 0 && time.GetElapsedTime(_taken.Peek(), now) >= length) _taken.Dequeue();
            if (_taken.Count >= limit) return false;
            _taken.Enqueue(now);
            return true;
        }
    }
}
