using Hub.Sandbox.Consent;
using Hub.Sandbox.Wire;

namespace Hub.Sandbox.TikTok;

/// <param name="Scope">Null for all that the app has.</param>
sealed record TikTokGrant(string Access, string Refresh, long RefreshSeconds, string Account, string? Scope);

/// <summary>Access tokens of a day, a refresh token of a year for each account that every refresh replaces.</summary>
sealed class TikTokTokens(SandboxOptions options, Sequence sequence, TimeProvider time, ConsentBook consents)
{
    public const int AccessSeconds = 86_400;
    const int RefreshSeconds = 31_536_000;
    readonly Lock _lock = new();
    readonly Dictionary<string, (TikTokGrant Grant, DateTimeOffset Ends)> _access = [];
    readonly Dictionary<string, (TikTokGrant Grant, DateTimeOffset Ends)> _refresh = [];
    readonly HashSet<string> _codes = [];
    long _refreshed;

    /// <summary>Refreshes that gave a new grant.</summary>
    public long Refreshed => Interlocked.Read(ref _refreshed);

    /// <summary>0, or the error code of an empty (40104), unknown (40105) or expired (40102) access token.</summary>
    public int Check(string? access)
    {
        if (string.IsNullOrEmpty(access)) return 40104;
        lock (_lock)
        {
            if (!_access.TryGetValue(access, out var known)) return 40105;
            return known.Ends > time.GetUtcNow() ? 0 : 40102;
        }
    }

    public TikTokGrant? Find(string? access)
    {
        lock (_lock) return access is not null && _access.TryGetValue(access, out var known) ? known.Grant : null;
    }

    public TikTokGrant? Exchange(string code, string redirect, string allScopes)
    {
        lock (_lock)
            if (_codes.Remove(code)) return Grant(RefreshSeconds, options.TikTokBusiness, null);
        if (consents.Take("tiktok", code, redirect) is not { Accounts: [var account] } consent) return null;
        // Asked for nothing by name, TikTok gives what the app has.
        var scope = consent.Scopes.Count == 0 ? allScopes : string.Join(',', consent.Scopes);
        lock (_lock) return Grant(RefreshSeconds, account, scope);
    }

    /// <summary>A code of the first account, as if its owner had allowed everything.</summary>
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
            if (!_refresh.TryGetValue(refresh, out var known)) return (null, 40107);
            var left = (long)(known.Ends - time.GetUtcNow()).TotalSeconds;
            if (left <= 0) return (null, 40103);
            Interlocked.Increment(ref _refreshed);
            return (Grant(left, known.Grant.Account, known.Grant.Scope), 0);
        }
    }

    /// <summary>Ends all tokens of the account.</summary>
    public bool Revoke(string access)
    {
        lock (_lock)
        {
            if (!_access.TryGetValue(access, out var known)) return false;
            foreach (var token in _access.Where(pair => pair.Value.Grant.Account == known.Grant.Account).ToList()) _access.Remove(token.Key);
            Forget(known.Grant.Account);
            return true;
        }
    }

    public void ExpireAccess()
    {
        lock (_lock)
            foreach (var token in _access.Keys.ToList()) _access[token] = (_access[token].Grant, DateTimeOffset.MinValue);
    }

    public void Reset()
    {
        lock (_lock)
        {
            _access.Clear();
            _refresh.Clear();
            _codes.Clear();
            _refreshed = 0;
            _codes.Add(options.TikTokCode);
            Keep(new TikTokGrant(options.TikTokAccess, options.TikTokRefresh, RefreshSeconds, options.TikTokBusiness, null));
        }
    }

    TikTokGrant Grant(long refreshSeconds, string account, string? scope)
    {
        Forget(account);
        return Keep(new TikTokGrant(
            Ids.Hex(sequence.Next("access"), 40), Ids.Hex(sequence.Next("refresh"), 40), refreshSeconds, account, scope));
    }

    TikTokGrant Keep(TikTokGrant grant)
    {
        _access[grant.Access] = (grant, time.GetUtcNow().AddSeconds(AccessSeconds));
        _refresh[grant.Refresh] = (grant, time.GetUtcNow().AddSeconds(grant.RefreshSeconds));
        return grant;
    }

    void Forget(string account)
    {
        foreach (var old in _refresh.Where(pair => pair.Value.Grant.Account == account).ToList()) _refresh.Remove(old.Key);
    }
}
