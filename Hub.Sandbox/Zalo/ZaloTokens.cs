using Hub.Sandbox.Wire;

namespace Hub.Sandbox.Zalo;

/// <param name="Account">The Official Account that gave it.</param>
sealed record ZaloToken(string Access, string Refresh, string Account);

/// <summary>Access tokens of 25 hours, and refresh tokens that work once: each refresh gives another, and one that was used is known again.</summary>
sealed class ZaloTokens(SandboxOptions options, Sequence sequence, TimeProvider time)
{
    public const int AccessSeconds = 90_000;
    readonly Lock _lock = new();
    readonly Dictionary<string, (ZaloToken Token, DateTimeOffset Ends)> _access = [];
    readonly Dictionary<string, ZaloToken> _refresh = [];
    readonly HashSet<string> _used = [];

    /// <returns>Null when it is unknown or over.</returns>
    public ZaloToken? Find(string? access)
    {
        lock (_lock) return access is not null && _access.TryGetValue(access, out var known) && known.Ends > time.GetUtcNow() ? known.Token : null;
    }

    public ZaloToken Grant(string account)
    {
        lock (_lock) return Keep(new ZaloToken(Ids.Hex(sequence.Next("zalo-access"), 40), Ids.Hex(sequence.Next("zalo-refresh"), 40), account));
    }

    /// <returns>The new pair, or whether the token was used before.</returns>
    public (ZaloToken? Token, bool WasUsed) Refresh(string? refresh)
    {
        lock (_lock)
        {
            if (refresh is null || !_refresh.Remove(refresh, out var old)) return (null, refresh is not null && _used.Contains(refresh));
            _used.Add(refresh);
            return (Grant(old.Account), false);
        }
    }

    public void ExpireAccess()
    {
        lock (_lock)
            foreach (var token in _access.Keys.ToList()) _access[token] = (_access[token].Token, DateTimeOffset.MinValue);
    }

    public void Reset()
    {
        lock (_lock)
        {
            _access.Clear();
            _refresh.Clear();
            _used.Clear();
            Keep(new ZaloToken(options.ZaloAccess, options.ZaloRefresh, options.ZaloAccount));
        }
    }

    ZaloToken Keep(ZaloToken token)
    {
        _access[token.Access] = (token, time.GetUtcNow().AddSeconds(AccessSeconds));
        return _refresh[token.Refresh] = token;
    }
}
