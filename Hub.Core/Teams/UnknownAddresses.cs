using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace Hub.Core.Teams;

/// <summary>
/// Counts the wrong sign-ins of addresses that nobody has by the rule of those that somebody has: otherwise the lock would tell which are
/// which. Kept in memory, as hashes; a restart forgets them.
/// </summary>
public sealed class UnknownAddresses(IOptions<IdentityOptions> options, TimeProvider clock) : IDisposable
{
    private const int Most = 100_000;
    private static readonly TimeSpan Kept = TimeSpan.FromHours(24);
    private readonly LockoutOptions _rule = options.Value.Lockout;
    private readonly MemoryCache _tries = new(new MemoryCacheOptions { SizeLimit = Most });

    /// <returns>How long it is locked; null when it is not.</returns>
    public TimeSpan? Refuse(string address)
    {
        var key = SecretToken.Hash(address);
        lock (_tries)
        {
            var now = clock.GetUtcNow();
            var tries = _tries.Get<Tries>(key) ?? new Tries(0, now);
            if (tries.LockedUntil <= now)
                tries = tries.Wrong + 1 < _rule.MaxFailedAccessAttempts
                    ? tries with { Wrong = tries.Wrong + 1 }
                    : new Tries(0, now + _rule.DefaultLockoutTimeSpan);
            _tries.Set(key, tries, new MemoryCacheEntryOptions { Size = 1, SlidingExpiration = Kept });
            return tries.LockedUntil > now ? tries.LockedUntil - now : null;
        }
    }

    public void Dispose() => _tries.Dispose();

    private sealed record Tries(int Wrong, DateTimeOffset LockedUntil);
}
