using System.Net;
using System.Threading.RateLimiting;
using Hub.Api.Hosting;

namespace Hub.Api.Auth;

/// <summary>Slows down whoever guesses keys, by address.</summary>
internal sealed class WrongKeys(HubOptions options) : IDisposable
{
    private readonly PartitionedRateLimiter<IPAddress> _limiter = PartitionedRateLimiter.Create<IPAddress, IPAddress>(address =>
        RateLimitPartition.GetFixedWindowLimiter(Network(address), _ => new FixedWindowRateLimiterOptions
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

    // One IPv6 customer has a /64, so addresses in it are one guesser.
    private static IPAddress Network(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();
        var bytes = address.GetAddressBytes();
        if (bytes.Length == 16)
            bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }
}
