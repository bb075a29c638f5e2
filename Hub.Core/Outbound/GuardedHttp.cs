using System.Net;

namespace Hub.Core.Outbound;

/// <summary>
/// Makes the only HTTP clients that talk to the outside: no redirect, cookie or proxy, hosts by list, public addresses only, answers
/// bounded in time and size. Names that must not be reached fail with <see cref="OutboundException"/>.
/// </summary>
public static class GuardedHttp
{
    /// <summary>A client with connections of its own.</summary>
    public static HttpClient Create(GuardedHttpOptions options) => Client(Pool(options), options, ownsPool: true);

    /// <summary>
    /// A client over shared connections: one pool a connector, one client a connection, and one with a larger
    /// <see cref="GuardedHttpOptions.ResponseBytes"/> and the same <see cref="GuardedHttpOptions.Rate"/> for its media. Hosts and base addresses are those of these options
    /// and must be within the pool's, which decides what may be a private address.
    /// </summary>
    public static HttpClient Over(SocketsHttpHandler pool, GuardedHttpOptions options) => Client(pool, options, ownsPool: false);

    public static SocketsHttpHandler Pool(GuardedHttpOptions options) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        AutomaticDecompression = DecompressionMethods.All,
        ConnectCallback = new GuardedConnect(new AllowedTargets(options), options).Open,
        ConnectTimeout = options.ConnectTimeout * 2,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5), // so that a vendor's change of address reaches us
        MaxResponseDrainSize = 64 << 10,
        ActivityHeadersPropagator = null, // trace ids are nobody else's business
    };

    private static HttpClient Client(SocketsHttpHandler pool, GuardedHttpOptions options, bool ownsPool)
    {
        HttpMessageHandler handler = ownsPool ? pool : new Borrowed(pool);
        handler = new GuardHandler(handler, new AllowedTargets(options), options);
        if (options.Rate is { } rate)
            handler = new RateHandler(handler, rate);
        if (options.Outermost is { } outermost)
            handler = outermost(handler);
        var buffer = Math.Min(options.ResponseBytes, int.MaxValue);
        return new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = buffer };
    }

    // Disposing a client disposes its chain; the pool outlives it.
    private sealed class Borrowed(HttpMessageHandler shared) : HttpMessageHandler
    {
        private readonly HttpMessageInvoker _shared = new(shared, disposeHandler: false);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            _shared.SendAsync(request, cancellationToken);
    }
}
