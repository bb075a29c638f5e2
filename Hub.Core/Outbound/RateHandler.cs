using System.Globalization;
using System.Net;
using System.Threading.RateLimiting;

namespace Hub.Core.Outbound;

/// <summary>
/// Lets calls out at a steady rate. A call past the queue is answered 429 on the spot with a Retry-After, so that whoever understands the
/// vendor's throttling understands ours.
/// </summary>
internal sealed class RateHandler(HttpMessageHandler inner, OutboundRate rate) : DelegatingHandler(inner)
{
    private readonly TokenBucketRateLimiter _limiter = new(Bucket(rate));

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Outbound calls are asynchronous.");

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var lease = await _limiter.AcquireAsync(1, cancellationToken);
        return lease.IsAcquired ? await base.SendAsync(request, cancellationToken) : Refused(request, lease);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _limiter.Dispose();
        base.Dispose(disposing);
    }

    // Vendors count the calls of any one second. A full bucket and what flows in during that second must not be more than the rate
    // together, so a fifth of it may burst and the rest flows. Fast rates are filled in tenths of a second: a timer per token would tick a
    // thousand times a second at 1,000 calls/s.
    private static TokenBucketRateLimiterOptions Bucket(OutboundRate rate)
    {
        var burst = rate.Burst ?? Math.Max(1, (int)(rate.CallsPerSecond / 5));
        var flow = rate.Burst is null && rate.CallsPerSecond > burst ? rate.CallsPerSecond - burst : rate.CallsPerSecond;
        var tokens = Math.Max(1, (int)(flow / 10));
        return new TokenBucketRateLimiterOptions
        {
            TokenLimit = Math.Max(tokens, burst),
            TokensPerPeriod = tokens,
            ReplenishmentPeriod = TimeSpan.FromSeconds(tokens / flow),
            QueueLimit = rate.Queue,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
            AutoReplenishment = true,
        };
    }

    private static HttpResponseMessage Refused(HttpRequestMessage request, RateLimitLease lease)
    {
        var response = new HttpResponseMessage(HttpStatusCode.TooManyRequests) { RequestMessage = request };
        if (lease.TryGetMetadata(MetadataName.RetryAfter, out var wait))
            response.Headers.Add("Retry-After", Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture));
        return response;
    }
}
