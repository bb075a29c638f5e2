using System.Net;
using System.Threading.RateLimiting;
using Hub.Api.Hosting;

namespace Hub.Api.Auth;

/// <summary>Slows down whoever guesses keys, by address.</summary>
internal sealed class WrongKeys(HubOptions options) : IDisposable
{
    private readonly PartitionedRateLimiter<IPAddress> _limiter = PartitionedRateLimiter.Create<IPAddress, IPAddress>(address =>
        RateLimitPartition.GetFixedWindowLimiter(Network.Of(address), _ => new FixedWindowRateLimiterOptions
        {
            PermitLimit = options.WrongKeysPerMinute,
            Window = TimeSpan.FromMinutes(1),
        }));

    public bool MustWait(IPAddress address)
    {
        using var lease = _limiter.AttemptAcquire(address, 0);
        return !lease.IsAcquired;
    }

    public void Note(IPAddress address) => _limiter.AttemptAcquire(address).Dispose();

    public void Dispose() => _limiter.Dispose();
}
