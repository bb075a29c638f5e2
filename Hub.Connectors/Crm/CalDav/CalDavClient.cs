using System.Globalization;
using System.Net;
using System.Text;
using Hub.Connectors.Abstractions;
using Hub.Connectors.Http;
using RestSharp;

namespace Hub.Connectors.Crm.CalDav;

/// <summary>
/// The few calls that a calendar needs. All are repeatable: a write carries a precondition, so that a second one is refused instead of
/// doing harm.
/// </summary>
internal sealed class CalDavClient : IDisposable
{
    private const string MediaType = "text/calendar";
    private readonly VendorApi _api;
    private readonly HttpClient _http;
    private readonly Uri _server;
    private readonly CalDavSettings _settings;
    private readonly string _authorization;

    public CalDavClient(ConnectionContext connection, CalDavSettings settings, Uri server, TimeProvider clock)
    {
        (_http, _server, _settings) = (connection.Http, server, settings);
        _authorization = BasicLogin.Header(settings.User, settings.Password);
        _api = new VendorApi("caldav", connection.Http, server, clock);
    }

    public void Dispose() => _api.Dispose();

    /// <returns>The path of the resource that holds the booking with this key.</returns>
    public string PathOf(string key) => $"{_settings.Calendar}{Uri.EscapeDataString(key)}.ics";

    /// <returns>The key of the booking in the resource of this name; null of what is not the hub's.</returns>
    public static string? KeyOf(string href)
    {
        var name = Uri.UnescapeDataString(href[(href.LastIndexOf('/') + 1)..]);
        return name.EndsWith(".ics", StringComparison.Ordinal) && Guid.TryParseExact(name[..^4], "N", out _) ? name[..^4] : null;
    }

    /// <summary>The calendar's own path.</summary>
    public string Calendar => _settings.Calendar;

    /// <summary>By its last part: servers behind others write the rest in their own way.</summary>
    public bool IsItself(string href) => NameOf(href) == NameOf(Calendar);

    private static string NameOf(string href) => Uri.UnescapeDataString(href.TrimEnd('/').Split('/')[^1]);

    /// <summary>Makes the event unless there is one.</summary>
    public Task<CalDavAnswer> Create(string path, string body, CancellationToken cancellation) =>
        Put(path, body, "If-None-Match", "*", cancellation);

    /// <summary>Replaces the event unless it has changed.</summary>
    public Task<CalDavAnswer> Replace(string path, string body, string etag, CancellationToken cancellation) =>
        Put(path, body, "If-Match", etag, cancellation);

    public Task<CalDavAnswer> Get(string path, CancellationToken cancellation) =>
        Call(new RestRequest(path).AddHeader("Accept", MediaType), cancellation);

    /// <summary>Whether there is a calendar, and whose.</summary>
    public async Task<Outcome> Look(CancellationToken cancellation)
    {
        var answer = await Ask("PROPFIND", """<propfind xmlns="DAV:"><prop><resourcetype/></prop></propfind>""", 0, cancellation);
        return (int)answer.Status switch
        {
            207 when IsCalendar(answer.Body) => new Outcome.Accepted($"{_settings.User}{_settings.Calendar}"),
            0 or 401 or 408 or 429 or >= 500 => answer.Failure!,
            _ => NoCalendar(_settings.Calendar),
        };
    }

    /// <summary>
    /// A question about the calendar itself; RestSharp has no such methods. Radicale now and then ends a connection instead of answering, so it is
    /// asked once more: a read has many questions, and would begin anew.
    /// </summary>
    /// <param name="depth">Null where the question says that itself.</param>
    public async Task<CalDavAnswer> Ask(string method, string body, int? depth, CancellationToken cancellation)
    {
        var answer = await AskOnce(method, body, depth, cancellation);
        return answer is { Status: 0, IsTooLarge: false } ? await AskOnce(method, body, depth, cancellation) : answer;
    }

    private async Task<CalDavAnswer> AskOnce(string method, string body, int? depth, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(_server, _settings.Calendar))
        {
            Headers = { { "Authorization", _authorization } },
            Content = new StringContent(body, Encoding.UTF8, "application/xml"),
        };
        if (depth is { } levels)
            request.Headers.Add("Depth", levels.ToString(CultureInfo.InvariantCulture));
        try
        {
            using var response = await _http.SendAsync(request, cancellation);
            return new CalDavAnswer(response.StatusCode, await response.Content.ReadAsStringAsync(cancellation), null, Failure(response.StatusCode));
        }
        catch (HttpRequestException error) when (error.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            return new CalDavAnswer(0, "", null, new Outcome.Transient(new Reason(
                "caldav/too-large", "The calendar's answer is larger than what the hub reads at once.")))
            {
                IsTooLarge = true,
            };
        }
        catch (HttpRequestException error)
        {
            return new CalDavAnswer(0, "", null, NoAnswer(error.HttpRequestError.ToString()));
        }
        catch (TaskCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new CalDavAnswer(0, "", null, NoAnswer("timeout"));
        }
    }

    public static Outcome NoCalendar(string path) => new Outcome.Misconfigured(new Reason(
        "caldav/no-calendar", $"There is no calendar at {path}. Create it on the server, or correct the path."));

    private static Outcome NoAnswer(string how) => new Outcome.Transient(new Reason("caldav/no-answer", how));

    private static Outcome? Failure(HttpStatusCode status) => (int)status switch
    {
        >= 200 and < 300 => null,
        401 => WrongPassword,
        408 or 429 => new Outcome.Throttled(null, ThrottleScope.Connection, new Reason($"caldav/http-{(int)status}")),
        >= 500 => new Outcome.Transient(new Reason($"caldav/http-{(int)status}")),
        _ => new Outcome.Rejected(new Reason($"caldav/http-{(int)status}")),
    };

    private Task<CalDavAnswer> Put(string path, string body, string condition, string value, CancellationToken cancellation) => Call(
        new RestRequest(path, Method.Put).AddHeader(condition, value).AddStringBody(body, MediaType), cancellation);

    private async Task<CalDavAnswer> Call(RestRequest request, CancellationToken cancellation)
    {
        request.AddHeader("Authorization", _authorization);
        var answer = await _api.Call(request, Repeatable.Yes, cancellation);
        return new CalDavAnswer(answer.Status, Encoding.UTF8.GetString(answer.Body), DavXml.Version(answer.ETag), Failure(answer));
    }

    // A password does not refresh itself: a person has to.
    private static Outcome WrongPassword => new Outcome.AuthRevoked(new Reason("caldav/http-401"));

    private static Outcome? Failure(VendorAnswer answer) => (int)answer.Status switch
    {
        401 => WrongPassword,
        403 or 405 or 507 => new Outcome.Misconfigured(new Reason($"caldav/http-{(int)answer.Status}")), // no right to write, no calendar, no room
        _ => answer.Failure,
    };

    private static bool IsCalendar(string body) =>
        DavXml.Read(body)?.Descendants(DavXml.Dav + "resourcetype").Any(type => type.Element(DavXml.CalDav + "calendar") is not null) is true;
}

/// <param name="Failure">Null on 2xx.</param>
internal sealed record CalDavAnswer(HttpStatusCode Status, string Body, string? ETag, Outcome? Failure)
{
    /// <summary>More than the hub reads at once: a question about less may have an answer.</summary>
    public bool IsTooLarge { get; init; }

    public override string ToString() => $"CalDavAnswer({(int)Status})";
}
