using System.Net;
using System.Threading.RateLimiting;

namespace Hub.Core.Outbound;

/// <summary>What one guarded client may reach, and how much of an answer it takes.</summary>
public sealed record GuardedHttpOptions
{
    /// <summary>
    /// Host names reached over https on port 443: <c>api.example.com</c>, <c>*.example.com</c> (any name below it, not itself), or a lone
    /// <c>*</c> for addresses that users type in. Whatever these names resolve to must be public.
    /// </summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>
    /// Addresses that the operator configured. Exactly their scheme, host and port are allowed too, also http, and also where they
    /// resolve to a private address: a sandbox on loopback, a proxy or a CRM in the own network.
    /// </summary>
    public IReadOnlyList<Uri> BaseAddresses { get; init; } = [];

    /// <summary>For name resolution and TCP; TLS gets as long again.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>From the first byte of the request to the last byte of the answer. Waiting for <see cref="Rate"/> is not in it.</summary>
    public TimeSpan TotalTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Most bytes of an answer's body, counted after decompression, buffered or streamed.</summary>
    public long ResponseBytes { get; init; } = 1 << 20;

    /// <summary>Made by <see cref="OutboundRate"/>; null when unlimited. Not disposed with the client, since others may keep it too.</summary>
    public RateLimiter? Rate { get; init; }

    /// <summary>Put around everything else, to see requests as the connector made them; null for none.</summary>
    public Func<HttpMessageHandler, HttpMessageHandler>? Outermost { get; init; }

    /// <summary>Resolves a host name; an IP literal never gets here.</summary>
    public Func<string, CancellationToken, Task<IPAddress[]>> Resolve { get; init; } = Dns.GetHostAddressesAsync;
}
