using Hub.Sandbox.Wire;

namespace Hub.Sandbox.TikTok;

sealed record TikTokGrant(string Access, string Refresh, long RefreshSeconds);

/// <summary>Access tokens of a day, a refresh token of a year that every refresh replaces.</summary>
sealed class TikTokTokens(SandboxOptions options, Sequence sequence, TimeProvider time)
{
    public const int AccessSeconds = 86_400;
    const int RefreshSeconds = 31_536_000;
    readonly Lock _lock = new();
    readonly Dictionary<string, DateTimeOffset> _access = [];
    readonly HashSet<string> _codes = [];
    string _refresh = "";
    DateTimeOffset _refreshEnds;
    long _refreshed;

    /// <summary>Refreshes that gave a new grant.</summary>
    public long Refreshed => Interlocked.Read(ref _refreshed);

    /// <summary>0, or the error code of an empty (40104), unknown (40105) or expired (40102) access token.</summary>
    public int Check(string? access)
    {
        if (string.IsNullOrEmpty(access)) return 40104;
        lock (_lock)
        {
            if (!_access.TryGetValue(access, out var ends)) return 40105;
            return ends > time.GetUtcNow() ? 0 : 40102;
        }
    }

    public TikTokGrant? Exchange(string code)
    {
        lock (_lock) return _codes.Remove(code) ? Grant(RefreshSeconds) : null;
    }

    public string IssueCode()
    {
        var code = Ids.Hex(sequence.Next("code"));
        lock (_lock) _codes.Add(code);
        return code;
    }

    /// <summary>The new grant, or 40103 for an ended refresh token and 40107 for one that is unknown or was used before.</summary>
    public (TikTokGrant? Grant, int Error) Refresh(string refresh)
    {
        lock (_lock)
        {
            if (refresh.Length == 0 || refresh != _refresh) return (null, 40107);
            var left = (long)(_refreshEnds - time.GetUtcNow()).TotalSeconds;
            if (left <= 0) return (null, 40103);
            Interlocked.Increment(ref _refreshed);
            return (Grant(left), 0);
        }
    }

    public bool Revoke(string access)
    {
        lock (_lock)
        {
            if (!_access.ContainsKey(access)) return false;
            _access.Clear();
            _refresh = "";
            return true;
        }
    }

    public void ExpireAccess()
    {
        lock (_lock)
            foreach (var token in _access.Keys) _access[token] = DateTimeOffset.MinValue;
    }

    public void Reset()
    {
        lock (_lock)
        {
            _access.Clear();
            _codes.Clear();
            _refreshed = 0;
            _codes.Add(options.TikTokCode);
            _access[options.TikTokAccess] = time.GetUtcNow().AddSeconds(AccessSeconds);
            (_refresh, _refreshEnds) = (options.TikTokRefresh, time.GetUtcNow().AddSeconds(RefreshSeconds));
        }
    }

    TikTokGrant Grant(long refreshSeconds)
    {
        var grant = new TikTokGrant(Ids.Hex(sequence.Next("access"), 40), Ids.Hex(sequence.Next("refresh"), 40), refreshSeconds);
        _access[grant.Access] = time.GetUtcNow().AddSeconds(AccessSeconds);
        (_refresh, _refreshEnds) = (grant.Refresh, time.GetUtcNow().AddSeconds(refreshSeconds));
        return grant;
    }
}
