using System.Text;

namespace Hub.Sandbox.Wire;

/// <summary>One request as it came, for canary checks.</summary>
sealed record LoggedRequest(
    DateTimeOffset At, string Platform, string Operation, string Method, string Path, IReadOnlyDictionary<string, string> Headers,
    string Body);

/// <summary>The last raw requests of each platform.</summary>
sealed class RequestLog(TimeProvider time)
{
    const int KeptRequests = 20_000;
    const long KeptBytes = 64L << 20;
    readonly Dictionary<string, (Queue<LoggedRequest> Requests, long Bytes, long Total)> _platforms = [];
    readonly Lock _lock = new();

    public void Add(string platform, string operation, HttpRequest request, byte[] body)
    {
        var headers = request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString());
        var entry = new LoggedRequest(
            time.GetUtcNow(), platform, operation, request.Method, request.Path + request.QueryString, headers,
            Encoding.UTF8.GetString(body));
        lock (_lock)
        {
            var (requests, bytes, total) = _platforms.TryGetValue(platform, out var kept) ? kept : ([], 0L, 0L);
            requests.Enqueue(entry);
            bytes += entry.Body.Length;
            while (requests.Count > KeptRequests || bytes > KeptBytes) bytes -= requests.Dequeue().Body.Length;
            _platforms[platform] = (requests, bytes, total + 1);
        }
    }

    public IReadOnlyList<LoggedRequest> Last(string? platform, int limit)
    {
        lock (_lock)
            return [.. _platforms.Where(p => platform is null || p.Key == platform)
                .SelectMany(p => p.Value.Requests).OrderBy(r => r.At).TakeLast(limit)];
    }

    public IReadOnlyDictionary<string, long> Totals()
    {
        lock (_lock) return _platforms.ToDictionary(p => p.Key, p => p.Value.Total);
    }

    public void Clear()
    {
        lock (_lock) _platforms.Clear();
    }
}
