using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Hub.Connectors.Abstractions;
using RestSharp;

namespace Hub.Connectors.Http;

/// <summary>
/// One call to a vendor, ended in a value. RestSharp runs over the host's guarded client and follows no redirect: by default it would
/// send headers, query and body of the first request on to another host.
/// </summary>
public sealed class VendorApi : IDisposable
{
    private readonly RestClient _client;
    private readonly string _name;
    private readonly TimeProvider _clock;

    /// <param name="name">Prefix of reason codes, such as <c>whatsapp</c>.</param>
    public VendorApi(string name, HttpClient http, Uri baseAddress, TimeProvider clock)
    {
        _name = name;
        _clock = clock;
        _client = new RestClient(
            http,
            new RestClientOptions(baseAddress) { FollowRedirects = false, ThrowOnAnyError = false },
            disposeHttpClient: false);
    }

    public void Dispose() => _client.Dispose();

    /// <param name="repeatable">Whether doing it twice is the same as once. If not, a call without an answer is <c>Unknown</c>.</param>
    public async Task<VendorAnswer> Call(RestRequest request, Repeatable repeatable, CancellationToken cancellation)
    {
        var response = await _client.ExecuteAsync(request, cancellation);
        cancellation.ThrowIfCancellationRequested();
        if (response.StatusCode == 0 || response.ResponseStatus is not ResponseStatus.Completed and not ResponseStatus.Error)
            return new VendorAnswer(0, [], NoAnswer(response, repeatable), null);
        return new VendorAnswer(
            response.StatusCode, response.RawBytes ?? [], FromStatus(response, repeatable), RetryAfter(response), Header(response, "ETag"));
    }

    private Outcome NoAnswer(RestResponse response, Repeatable repeatable)
    {
        var error = response.ErrorException;
        var reason = new Reason($"{_name}/no-answer", Describe(error));
        return repeatable == Repeatable.Yes || NeverLeft(error) ? new Outcome.Transient(reason) : new Outcome.Unknown(reason);
    }

    // Only these prove that no byte of the request reached the vendor.
    private static bool NeverLeft(Exception? error) => error switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError } => true,
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => true,
        SocketException { SocketErrorCode: SocketError.ConnectionRefused or SocketError.HostUnreachable } => true,
        { InnerException: { } inner } => NeverLeft(inner),
        _ => false,
    };

    // Exception texts may quote a URL with a token in it; kinds do not.
    private static string Describe(Exception? error) =>
        error is HttpRequestException { HttpRequestError: var kind } ? kind.ToString() : error?.GetType().Name ?? "no status";

    /// <summary>What the status alone says. Connectors refine it by the vendor's error body.</summary>
    private Outcome? FromStatus(RestResponse response, Repeatable repeatable)
    {
        var reason = new Reason($"{_name}/http-{(int)response.StatusCode}");
        return (int)response.StatusCode switch
        {
            >= 200 and < 300 => null,
            >= 300 and < 400 => new Outcome.Misconfigured(reason),
            401 => new Outcome.AuthExpired(reason),
            403 => new Outcome.Misconfigured(reason),
            404 => new Outcome.NotFound(reason),
            408 or 429 => new Outcome.Throttled(RetryAfter(response), ThrottleScope.Connection, reason),
            503 => new Outcome.Transient(reason),
            >= 500 => repeatable == Repeatable.Yes ? new Outcome.Transient(reason) : new Outcome.Unknown(reason),
            _ => new Outcome.Rejected(reason),
        };
    }

    /// <summary>Seconds (Haravan sends <c>2.0</c>) or an HTTP date.</summary>
    private TimeSpan? RetryAfter(RestResponse response)
    {
        var value = Header(response, "Retry-After");
        if (value is null)
            return null;
        if (double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0 and <= 86_400)
            return TimeSpan.FromSeconds(seconds);
        if (!DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date))
            return null;
        var wait = date - _clock.GetUtcNow();
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }

    private static string? Header(RestResponse response, string name) => response.Headers?
        .FirstOrDefault(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.Value?.ToString();
}

/// <summary>Whether a call may be made twice.</summary>
public enum Repeatable
{
    No,
    Yes,
}

/// <param name="Status">0 when no answer came.</param>
/// <param name="Failure">Null on 2xx.</param>
/// <param name="RetryAfter">What the vendor asks us to wait.</param>
/// <param name="ETag">The version of what was read or written, as the vendor writes it.</param>
public sealed record VendorAnswer(HttpStatusCode Status, byte[] Body, Outcome? Failure, TimeSpan? RetryAfter, string? ETag = null);
