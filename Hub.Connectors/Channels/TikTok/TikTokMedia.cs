using System.Buffers;
using System.Net;
using Hub.Connectors.Abstractions;
using Hub.Connectors.Http;

namespace Hub.Connectors.Channels.TikTok;

/// <summary>
/// Fetches pictures and films (page 1832184455450626): ask for an address that lives 24 hours, then get it with the token as
/// <c>x-user</c>. Since the token goes along, the address must be on the list.
/// </summary>
internal sealed class TikTokMedia(TikTokSettings settings, IReadOnlyList<string> manifestHosts, TimeProvider clock)
{
    private const int Chunk = 64 << 10;

    public async Task<FetchedMedia> Fetch(
        ConnectionContext connection, MediaRef media, Stream destination, long maxBytes, CancellationToken cancellation)
    {
        var token = media.Id is null ? null : connection.Credentials.AccessToken;
        var (failure, address) = media.Id is null ? (null, media.Url) : await Address(connection, media, cancellation);
        if (failure is not null)
            return new FetchedMedia(failure);
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri))
            return new FetchedMedia(new Outcome.Rejected(new Reason("tiktok/media-address")));
        if (!IsAllowed(uri))
            return new FetchedMedia(new Outcome.Misconfigured(new Reason("tiktok/media-host", $"{uri.Host} is not among mediaHosts.")));
        try
        {
            return await Download(connection.Http, uri, token, destination, maxBytes, cancellation);
        }
        catch (Exception error) when (error is HttpRequestException or IOException
            || (error is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return new FetchedMedia(new Outcome.Transient(new Reason("tiktok/media-no-answer", error.GetType().Name)));
        }
    }

    private async Task<(Outcome? Failure, string? Address)> Address(
        ConnectionContext connection, MediaRef media, CancellationToken cancellation)
    {
        if (media.ConversationKey is null || media.MessageKey is null)
            return (new Outcome.Rejected(new Reason("tiktok/media-without-message")), null);
        var kind = media.ContentType?.StartsWith("video", StringComparison.OrdinalIgnoreCase) == true ? "VIDEO" : "IMAGE";
        var body = new MediaDownloadBody(connection.AccountId, media.ConversationKey, media.MessageKey, media.Id!, kind);
        using var client = new TikTokClient("tiktok", settings.Base!, connection.Http, clock, connection.Credentials.AccessToken);
        var answer = await client.Post(
            "business/message/media/download/", body, TikTokJson.Default.MediaDownloadBody, Repeatable.Yes, cancellation);
        return (answer.Failure, answer.Data.Text("download_url"));
    }

    private bool IsAllowed(Uri uri)
    {
        if (uri.UserInfo.Length > 0)
            return false;
        if (settings.Base is { } api && api.Scheme == uri.Scheme && api.Authority == uri.Authority)
            return true;
        return uri.Scheme == Uri.UriSchemeHttps && uri.IsDefaultPort
            && manifestHosts.Concat(settings.MediaHosts).Any(host => Matches(uri.IdnHost, host));
    }

    private static bool Matches(string host, string allowed) => allowed.StartsWith("*.", StringComparison.Ordinal)
        ? host.EndsWith(allowed[1..], StringComparison.OrdinalIgnoreCase)
        : host.Equals(allowed, StringComparison.OrdinalIgnoreCase);

    private static async Task<FetchedMedia> Download(
        HttpClient http, Uri uri, string? token, Stream destination, long maxBytes, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, uri);
        if (token is not null)
            request.Headers.TryAddWithoutValidation("x-user", token);
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        if (Failure(response.StatusCode) is { } failure)
            return new FetchedMedia(failure);
        if (response.Content.Headers.ContentLength > maxBytes)
            return new FetchedMedia(TooLarge());
        await using var source = await response.Content.ReadAsStreamAsync(cancellation);
        return await Copy(source, destination, maxBytes, cancellation)
            ? new FetchedMedia(new Outcome.Accepted(), response.Content.Headers.ContentType?.MediaType)
            : new FetchedMedia(TooLarge());
    }

    private static async Task<bool> Copy(Stream source, Stream destination, long maxBytes, CancellationToken cancellation)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Chunk);
        try
        {
            for (long total = 0; await source.ReadAsync(buffer, cancellation) is var read and > 0;)
            {
                if ((total += read) > maxBytes)
                    return false;
                await destination.WriteAsync(buffer.AsMemory(0, read), cancellation);
            }
            return true;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static Outcome? Failure(HttpStatusCode status)
    {
        var reason = new Reason($"tiktok/media-http-{(int)status}");
        return (int)status switch
        {
            >= 200 and < 300 => null,
            401 or 403 => new Outcome.AuthExpired(reason),
            404 or 410 => new Outcome.NotFound(reason),
            408 or 429 => new Outcome.Throttled(null, ThrottleScope.Connection, reason),
            >= 500 => new Outcome.Transient(reason),
            >= 300 and < 400 => new Outcome.Misconfigured(reason),
            _ => new Outcome.Rejected(reason),
        };
    }

    private static Outcome.Rejected TooLarge() => new(new Reason("tiktok/media-too-large"));
}
