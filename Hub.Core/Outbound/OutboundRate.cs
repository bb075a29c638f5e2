using System.Threading.RateLimiting;

namespace Hub.Core.Outbound;

/// <summary>The steady rate of calls that a vendor allows; clients that are given the same one keep it together.</summary>
public static class OutboundRate
{
    /// <param name="burst">Calls that may go out at once after a quiet time; null for so many that no second sees more than <paramref name="callsPerSecond"/>.</param>
    /// <param name="queue">Calls that may wait. One more is answered 429 without going out.</param>
    public static RateLimiter Of(double callsPerSecond, int? burst = null, int queue = 1000)
    {
        // Vendors count the calls of any one second. A full bucket and what flows in during that second must not be more than the rate
        // together, so a fifth of it may burst and the rest flows. Fast rates are filled in tenths of a second: a timer per token would
        // tick a thousand times a second at 1,000 calls/s.
        var atOnce = burst ?? Math.Max(1, (int)(callsPerSecond / 5));
        var flow = burst is null && callsPerSecond > atOnce ? callsPerSecond - atOnce : callsPerSecond;
        var tokens = Math.Max(1, (int)(flow / 10));
        return new TokenBucketRateLimiter(new TokenBucketRateLimiterOptions
        {
            TokenLimit = Math.Max(tokens, atOnce),
            TokensPerPeriod = tokens,
            ReplenishmentPeriod = TimeSpan.FromSeconds(tokens / flow),
            QueueLimit = queue,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
            AutoReplenishment = true,
        });
    }
}
