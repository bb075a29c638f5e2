using System.Net;
using System.Text.Json;
using Hub.Connectors.Abstractions;
using Hub.Connectors.Grants;
using Hub.Connectors.Http;
using RestSharp;

namespace Hub.Connectors.Channels.Line;

/// <summary>Calls on behalf of one Official Account (line-openapi, messaging-api.yml).</summary>
internal sealed class LineClient(LineApp app, ConnectionContext connection, TimeProvider clock)
{
    private readonly string _token = TokenOf(connection);

    public static string TokenOf(ConnectionContext connection) => connection.Credentials.AccessToken is { Length: > 0 } own
        ? own
        : LineSettings.Of(connection.Settings).AccessToken ?? "";

    /// <summary>The bot's user id is what webhooks name as their destination.</summary>
    public async Task<Outcome> Whose(CancellationToken cancellation)
    {
        var answer = await Call(new RestRequest("v2/bot/info"), Repeatable.Yes, [], cancellation);
        return answer.Failure switch
        {
            null => OwnAccount.Check(LineErrors.Connector, "LINE", connection.AccountId, answer.Json.Text("userId")),
            Outcome.Rejected(var reason) => new Outcome.Misconfigured(reason),
            var failure => failure,
        };
    }

    /// <summary>409 means that an earlier try under the same key was taken. Without an answer it is in doubt, and may be sent again.</summary>
    public async Task<Outcome> Push(WirePush push, Guid retryKey, IReadOnlyList<string?> secrets, CancellationToken cancellation)
    {
        var request = new RestRequest("v2/bot/message/push", Method.Post)
            .AddHeader("X-Line-Retry-Key", retryKey.ToString("D"))
            .AddStringBody(JsonSerializer.Serialize(push, LineJson.Default.WirePush), DataFormat.Json);
        var answer = await Call(request, Repeatable.No, secrets, cancellation);
        var id = answer.Json.Items("sentMessages").Select(sent => sent.Text("id")).FirstOrDefault();
        return answer switch
        {
            { Failure: null } => new Outcome.Accepted(id),
            { Status: HttpStatusCode.Conflict } => new Outcome.Duplicate(id),
            { Failure: var failure } => failure,
        };
    }

    /// <summary>A profile is shown of whoever has added the account as a friend, or has written to it; of others there is none, which is no failure.</summary>
    public async Task<NameAnswer> Name(string user, CancellationToken cancellation)
    {
        var answer = await Call(new RestRequest($"v2/bot/profile/{Uri.EscapeDataString(user)}"), Repeatable.Yes, [user], cancellation);
        return answer.Failure switch
        {
            null => new NameAnswer(new Outcome.Accepted(), answer.Json.Text("displayName")),
            Outcome.NotFound => new NameAnswer(new Outcome.Accepted()),
            var failure => new NameAnswer(failure),
        };
    }

    public Task<LineAnswer> Endpoint(CancellationToken cancellation) =>
        Call(new RestRequest("v2/bot/channel/webhook/endpoint"), Repeatable.Yes, [], cancellation);

    public Task<LineAnswer> SetEndpoint(Uri callback, CancellationToken cancellation)
    {
        var body = JsonSerializer.Serialize(new WireEndpoint(callback.AbsoluteUri), LineJson.Default.WireEndpoint);
        return Call(new RestRequest("v2/bot/channel/webhook/endpoint", Method.Put).AddStringBody(body, DataFormat.Json), Repeatable.Yes, [], cancellation);
    }

    /// <summary>The id of the channel that the token is of; only long-lived and short-lived ones tell.</summary>
    public Task<LineAnswer> Channel(CancellationToken cancellation) =>
        Ask("v2/oauth/verify", cancellation, ("access_token", _token));

    /// <summary>A token that lives for 15 minutes and counts against no limit: nothing of it is kept.</summary>
    public Task<LineAnswer> Stateless(string channel, string secret, CancellationToken cancellation) => Ask(
        "oauth2/v3/token", cancellation, ("grant_type", "client_credentials"), ("client_id", channel), ("client_secret", secret));

    private Task<LineAnswer> Ask(string path, CancellationToken cancellation, params (string Name, string Value)[] form)
    {
        var request = new RestRequest(path, Method.Post);
        foreach (var (name, value) in form)
            request.AddParameter(name, value, ParameterType.GetOrPost);
        return Send(request, Repeatable.Yes, [.. form.Select(pair => pair.Value)], cancellation);
    }

    private Task<LineAnswer> Call(
        RestRequest request, Repeatable repeatable, IReadOnlyList<string?> secrets, CancellationToken cancellation) =>
        Send(request.AddHeader("Authorization", $"Bearer {_token}"), repeatable, secrets, cancellation);

    private async Task<LineAnswer> Send(
        RestRequest request, Repeatable repeatable, IReadOnlyList<string?> secrets, CancellationToken cancellation)
    {
        using var api = new VendorApi(LineErrors.Connector, connection.Http, new Uri(app.ApiBase), clock);
        var answer = await api.Call(request, repeatable, cancellation);
        var json = Json(answer.Body);
        return new LineAnswer(answer.Status, LineErrors.Of(answer, json, [.. secrets, _token]), json);
    }

    private static JsonElement Json(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            // Empty, or a page of a proxy: the status says enough.
            return default;
        }
    }
}

/// <param name="Failure">Null when it worked.</param>
/// <param name="Json">Undefined when the body was no JSON.</param>
internal sealed record LineAnswer(HttpStatusCode Status, Outcome? Failure, JsonElement Json);
