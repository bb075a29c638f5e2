using System.Net.Http.Headers;
using Hub.Connectors.Abstractions;

namespace Hub.Connectors.Channels;

/// <summary>Streams an attachment, so that a large one never stands in memory whole.</summary>
internal sealed class MediaDownload(string connector, HttpClient http)
{
    private const int BufferBytes = 64 * 1024;

    /// <param name="token">Null where the address itself is the permission.</param>
    public async Task<FetchedMedia> To(Stream destination, Uri address, string? token, long maxBytes, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            if (Refusal((int)response.StatusCode) is { } refusal)
                return new FetchedMedia(refusal);
            if (response.Content.Headers.ContentLength > maxBytes)
                return TooLarge();
            await using var source = await response.Content.ReadAsStreamAsync(cancellation);
            return await Copy(source, destination, maxBytes, cancellation)
                ? new FetchedMedia(new Outcome.Accepted(), response.Content.Headers.ContentType?.MediaType)
                : TooLarge();
        }
        catch (HttpRequestException error) when (error.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            // The host's own cap on answers.
            return TooLarge();
        }
        catch (Exception error) when (IsNoAnswer(error) && !cancellation.IsCancellationRequested)
        {
            return new FetchedMedia(new Outcome.Transient(new Reason($"{connector}/no-answer", error.GetType().Name)));
        }
    }

    private static async Task<bool> Copy(Stream source, Stream destination, long maxBytes, CancellationToken cancellation)
    {
        var buffer = new byte[BufferBytes];
        for (var left = maxBytes; ;)
        {
            var read = await Read(source, buffer, cancellation);
            if (read == 0)
                return true;
            if (read > left)
                return false;
            await destination.WriteAsync(buffer.AsMemory(0, read), cancellation);
            left -= read;
        }
    }

    // A reset inside the body comes as a plain IOException, as a full disk of the destination does: only the former is the vendor's.
    private static async Task<int> Read(Stream source, byte[] buffer, CancellationToken cancellation)
    {
        try
        {
            return await source.ReadAsync(buffer, cancellation);
        }
        catch (IOException error) when (error is not HttpIOException)
        {
            throw new HttpRequestException(HttpRequestError.ResponseEnded, inner: error);
        }
    }

    // 403: the signature inside the address has lapsed. Asking again cannot help, as with an attachment that is gone.
    private Outcome? Refusal(int status)
    {
        var reason = new Reason($"{connector}/media-http-{status}");
        return status switch
        {
            202 => new Outcome.Transient(reason), // LINE: still being prepared
            >= 200 and < 300 => null,
            >= 300 and < 400 => new Outcome.Misconfigured(reason),
            401 => new Outcome.AuthRevoked(reason),
            403 or 404 or 410 => new Outcome.NotFound(reason),
            408 or 429 => new Outcome.Throttled(null, ThrottleScope.Connection, reason),
            >= 500 => new Outcome.Transient(reason),
            _ => new Outcome.Rejected(reason),
        };
    }

    private FetchedMedia TooLarge() => new(new Outcome.Rejected(new Reason($"{connector}/media-too-large")));

    // HttpIOException: the connection broke inside the body. A failing destination is the host's own trouble and goes up to it.
    private static bool IsNoAnswer(Exception error) => error is HttpRequestException or HttpIOException or OperationCanceledException;
}
