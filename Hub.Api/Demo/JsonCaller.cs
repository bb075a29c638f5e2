using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Hub.Api.Demo;

/// <summary>Calls the hub's API or the sandbox as any program would. Asks again while the other side is away.</summary>
internal sealed class JsonCaller : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private readonly HttpClient _http;
    private readonly TimeProvider _clock;

    public JsonCaller(Uri address, string? key, TimeProvider clock)
    {
        _clock = clock;
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false })
        {
            BaseAddress = address,
            Timeout = TimeSpan.FromSeconds(20),
        };
        if (key is not null)
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
    }

    public void Dispose() => _http.Dispose();

    public async Task<JsonElement> Get(string path, CancellationToken cancellation)
    {
        var (status, json) = await Insist(() => new HttpRequestMessage(HttpMethod.Get, path), cancellation);
        return status == HttpStatusCode.OK ? json : throw Refused(path, status);
    }

    /// <summary>All items of a list, page by page.</summary>
    public async Task<List<JsonElement>> All(string path, CancellationToken cancellation)
    {
        var items = new List<JsonElement>();
        var join = path.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        for (var cursor = ""; ;)
        {
            var page = await Get($"{path}{join}limit=200{cursor}", cancellation);
            items.AddRange(page.GetProperty("items").EnumerateArray());
            if (page.GetProperty("next").GetString() is not { } next)
                return items;
            cursor = "&cursor=" + Uri.EscapeDataString(next);
        }
    }

    /// <summary>Writes once, however often it has to ask.</summary>
    public async Task<(HttpStatusCode Status, JsonElement Json)> Post(string path, object body, CancellationToken cancellation)
    {
        var key = Guid.NewGuid().ToString("N");
        var content = body as string ?? JsonSerializer.Serialize(body, JsonSerializerOptions.Web);
        return await Insist(() =>
        {
            var request = new HttpRequestMessage(HttpMethod.Post, path);
            request.Content = new StringContent(content, Encoding.UTF8, body is string ? "text/plain" : "application/json");
            request.Headers.Add("Idempotency-Key", key);
            return request;
        }, cancellation);
    }

    /// <exception cref="DemoFailed">It was refused.</exception>
    public async Task<JsonElement> Make(string path, object body, CancellationToken cancellation)
    {
        var (status, json) = await Post(path, body, cancellation);
        return (int)status is >= 200 and < 300 ? json : throw Refused(path, status, json.ToString());
    }

    public async Task<JsonElement> Put(string path, object body, CancellationToken cancellation)
    {
        var (status, json) = await Insist(
            () => new HttpRequestMessage(HttpMethod.Put, path) { Content = JsonContent.Create(body, options: JsonSerializerOptions.Web) }, cancellation);
        return status == HttpStatusCode.OK ? json : throw Refused(path, status, json.ToString());
    }

    /// <summary>What is the same however often it is asked.</summary>
    /// <exception cref="DemoFailed">It was refused.</exception>
    public async Task<JsonElement> Change(string path, object body, CancellationToken cancellation)
    {
        var (status, json) = await Insist(
            () => new HttpRequestMessage(HttpMethod.Patch, path) { Content = JsonContent.Create(body, options: JsonSerializerOptions.Web) }, cancellation);
        return status == HttpStatusCode.OK ? json : throw Refused(path, status, json.ToString());
    }

    private async Task<(HttpStatusCode Status, JsonElement Json)> Insist(Func<HttpRequestMessage> make, CancellationToken cancellation)
    {
        var start = _clock.GetTimestamp();
        while (true)
        {
            try
            {
                using var request = make();
                using var response = await _http.SendAsync(request, cancellation);
                var text = await response.Content.ReadAsStringAsync(cancellation);
                if (response.StatusCode is not (HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable))
                    return (response.StatusCode, Parse(text));
            }
            catch (Exception error) when (IsAway(error, cancellation) && _clock.GetElapsedTime(start) < Patience)
            {
                // Down, killed while it answered, or slow: the next try tells.
            }

            await Task.Delay(Pause, _clock, cancellation);
        }
    }

    private static bool IsAway(Exception error, CancellationToken cancellation) =>
        error is HttpRequestException or IOException || (error is OperationCanceledException && !cancellation.IsCancellationRequested);

    private static JsonElement Parse(string text)
    {
        try
        {
            return text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text);
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private static DemoFailed Refused(string path, HttpStatusCode status, string detail = "") => new($"{path} answered {(int)status}. {detail}");
}
