using System.Net;
using System.Threading.RateLimiting;
using Hub.Api.Hosting;

namespace Hub.Api.Auth;

/// <summary>Slows down whoever guesses passwords: by address and account, and by address alone.</summary>
internal sealed class SignInLimits(HubOptions options) : IDisposable
{
    // An office behind one address signs in at nine o'clock.
    private const int AccountsOfAddress = 6;

    // One hash of a password takes a core some 100 ms: guesses at one account wait for each other, and few may wait.
    private const int Waiting = 4;

    private readonly PartitionedRateLimiter<(IPAddress, string)> _tries = PartitionedRateLimiter.CreateChained(
        PartitionedRateLimiter.Create<(IPAddress Address, string Account), IPAddress>(attempt => RateLimitPartition.GetFixedWindowLimiter(
            Network.Of(attempt.Address), _ => Window(options.SignInsPerMinute * AccountsOfAddress))),
        PartitionedRateLimiter.Create<(IPAddress Address, string Account), (IPAddress, string)>(attempt => RateLimitPartition.GetFixedWindowLimiter(
            (Network.Of(attempt.Address), attempt.Account), _ => Window(options.SignInsPerMinute))));

    private readonly PartitionedRateLimiter<string> _turns = PartitionedRateLimiter.Create<string, string>(account =>
        RateLimitPartition.GetConcurrencyLimiter(account, _ => new ConcurrencyLimiterOptions { PermitLimit = 1, QueueLimit = Waiting }));

    /// <returns>A turn to hold while the password is looked at; one that was not acquired means too many.</returns>
    public async ValueTask<RateLimitLease> Turn(HttpContext context, string account, CancellationToken cancellation)
    {
        var name = account.Trim().ToUpperInvariant();
        var lease = _tries.AttemptAcquire((context.Connection.RemoteIpAddress ?? IPAddress.None, name));
        if (!lease.IsAcquired)
            return lease;
        lease.Dispose();
        return await _turns.AcquireAsync(name, 1, cancellation);
    }

    public void Dispose()
    {
        _tries.Dispose();
        _turns.Dispose();
    }

    private static FixedWindowRateLimiterOptions Window(int permits) => new() { PermitLimit = permits, Window = TimeSpan.FromMinutes(1) };
}
