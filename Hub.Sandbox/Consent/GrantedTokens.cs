using Hub.Sandbox.Wire;

namespace Hub.Sandbox.Consent;

/// <summary>A token that a vendor gave for a consent.</summary>
/// <param name="Ends">Null when it never does.</param>
sealed record GrantedToken(string Token, string Refresh, IReadOnlyList<string> Scopes, IReadOnlyList<string> Accounts, DateTimeOffset? Ends);

/// <summary>One vendor's tokens beside the fixed one of the options. A refresh replaces both tokens; the old ones are dead.</summary>
sealed class GrantedTokens(Sequence sequence, TimeProvider time)
{
    readonly Lock _lock = new();
    readonly Dictionary<string, GrantedToken> _byToken = [];

    public GrantedToken Grant(IReadOnlyList<string> scopes, IReadOnlyList<string> accounts, TimeSpan? life)
    {
        var token = new GrantedToken(
            Ids.Hex(sequence.Next("granted"), 40), Ids.Hex(sequence.Next("renewal"), 40), scopes, accounts, life is { } span ? time.GetUtcNow() + span : null);
        lock (_lock) return _byToken[token.Token] = token;
    }

    public GrantedToken? Find(string? token)
    {
        lock (_lock) return token is not null && _byToken.TryGetValue(token, out var found) ? found : null;
    }

    public bool IsLive(string? token) => Find(token) is { } found && (found.Ends is null || found.Ends > time.GetUtcNow());

    public GrantedToken? Refresh(string? refresh, TimeSpan life)
    {
        lock (_lock)
        {
            var old = _byToken.Values.FirstOrDefault(token => token.Refresh == refresh);
            if (old is null) return null;
            _byToken.Remove(old.Token);
            return Grant(old.Scopes, old.Accounts, life);
        }
    }

    /// <summary>By access or refresh token.</summary>
    public bool Revoke(string? token)
    {
        lock (_lock)
        {
            var found = _byToken.Values.FirstOrDefault(one => one.Token == token || one.Refresh == token);
            return found is not null && _byToken.Remove(found.Token);
        }
    }

    /// <summary>Takes a scope from a token; the last one takes the token along.</summary>
    public bool Withdraw(string token, string scope)
    {
        lock (_lock)
        {
            if (!_byToken.TryGetValue(token, out var found) || !found.Scopes.Contains(scope)) return false;
            var left = found.Scopes.Where(one => one != scope).ToList();
            if (left.Count == 0) _byToken.Remove(token);
            else _byToken[token] = found with { Scopes = left };
            return true;
        }
    }
}
