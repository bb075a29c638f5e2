using System.Globalization;
using System.Net;
using System.Threading.RateLimiting;

namespace Hub.Core.Outbound;

/// <summary>
/// Lets calls out at a steady rate. A call past the queue is answered 429 on the spot with a Retry-After, so that whoever understands the
/// vendor's throttling understands ours.
/// </summary>
internal sealed class RateHandler(HttpMessageHandler inner, RateLimiter rate) : DelegatingHandler(inner)
{
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Outbound calls are asynchronous.");

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var lease = await rate.AcquireAsync(1, cancellationToken);
        return lease.IsAcquired ? await base.SendAsync(request, cancellationToken) : Refused(request, lease);
    }

    private static HttpResponseMessage Refused(HttpRequestMessage request, RateLimitLease lease)
    {
        var response = new HttpResponseMessage(HttpStatusCode.TooManyRequests) { RequestMessage = request };
        if (lease.TryGetMetadata(MetadataName.RetryAfter, out var wait))
            response.Headers.Add("Retry-After", Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture));
        return response;
    }
}
