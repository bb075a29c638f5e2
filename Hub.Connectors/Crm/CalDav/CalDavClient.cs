using System.Net;
using System.Text;
using System.Xml;
using System.Xml.Linq;
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
    private const string Calendar = "text/calendar";
    private static readonly XNamespace Dav = "DAV:";
    private static readonly XNamespace CalDav = "urn:ietf:params:xml:ns:caldav";
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

    /// <summary>Makes the event unless there is one.</summary>
    public Task<CalDavAnswer> Create(string path, string body, CancellationToken cancellation) =>
        Put(path, body, "If-None-Match", "*", cancellation);

    /// <summary>Replaces the event unless it has changed.</summary>
    public Task<CalDavAnswer> Replace(string path, string body, string etag, CancellationToken cancellation) =>
        Put(path, body, "If-Match", etag, cancellation);

    public Task<CalDavAnswer> Get(string path, CancellationToken cancellation) =>
        Call(new RestRequest(path).AddHeader("Accept", Calendar), cancellation);

    /// <summary>Whether there is a calendar, and whose.</summary>
    public async Task<Outcome> Look(CancellationToken cancellation)
    {
        // RestSharp has no such method.
        using var request = new HttpRequestMessage(new HttpMethod("PROPFIND"), new Uri(_server, _settings.Calendar))
        {
            Headers = { { "Authorization", _authorization }, { "Depth", "0" } },
            Content = new StringContent("""<propfind xmlns="DAV:"><prop><resourcetype/></prop></propfind>""", Encoding.UTF8, "application/xml"),
        };
        try
        {
            using var response = await _http.SendAsync(request, cancellation);
            var body = await response.Content.ReadAsStringAsync(cancellation);
            return (int)response.StatusCode switch
            {
                207 when IsCalendar(body) => new Outcome.Accepted($"{_settings.User}{_settings.Calendar}"),
                401 => WrongPassword,
                408 or 429 => new Outcome.Throttled(null, ThrottleScope.Connection, new Reason($"caldav/http-{(int)response.StatusCode}")),
                >= 500 => new Outcome.Transient(new Reason($"caldav/http-{(int)response.StatusCode}")),
                _ => new Outcome.Misconfigured(new Reason(
                    "caldav/no-calendar", $"There is no calendar at {_settings.Calendar}. Create it on the server, or correct the path.")),
            };
        }
        catch (HttpRequestException error)
        {
            return new Outcome.Transient(new Reason("caldav/no-answer", error.HttpRequestError.ToString()));
        }
        catch (TaskCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new Outcome.Transient(new Reason("caldav/no-answer", "timeout"));
        }
    }

    private Task<CalDavAnswer> Put(string path, string body, string condition, string value, CancellationToken cancellation) => Call(
        new RestRequest(path, Method.Put).AddHeader(condition, value).AddStringBody(body, Calendar), cancellation);

    private async Task<CalDavAnswer> Call(RestRequest request, CancellationToken cancellation)
    {
        request.AddHeader("Authorization", _authorization);
        var answer = await _api.Call(request, Repeatable.Yes, cancellation);
        return new CalDavAnswer(answer.Status, Encoding.UTF8.GetString(answer.Body), answer.ETag, Failure(answer));
    }

    // A password does not refresh itself: a person has to.
    private static Outcome WrongPassword => new Outcome.AuthRevoked(new Reason("caldav/http-401"));

    private static Outcome? Failure(VendorAnswer answer) => (int)answer.Status switch
    {
        401 => WrongPassword,
        403 or 405 or 507 => new Outcome.Misconfigured(new Reason($"caldav/http-{(int)answer.Status}")), // no right to write, no calendar, no room
        _ => answer.Failure,
    };

    private static bool IsCalendar(string body)
    {
        try
        {
            using var reader = XmlReader.Create(new StringReader(body), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
            return XDocument.Load(reader).Descendants(Dav + "resourcetype").Any(type => type.Element(CalDav + "calendar") is not null);
        }
        catch (XmlException)
        {
            return false; // something that is no DAV server answered
        }
    }
}

/// <param name="Failure">Null on 2xx.</param>
internal sealed record CalDavAnswer(HttpStatusCode Status, string Body, string? ETag, Outcome? Failure)
{
    public override string ToString() => $"CalDavAnswer({(int)Status})";
}
