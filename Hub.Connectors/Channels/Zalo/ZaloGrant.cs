using System.Globalization;
using System.Text.Json;
using Hub.Connectors.Abstractions;
using Hub.Connectors.Grants;
using Hub.Connectors.Http;
using RestSharp;

namespace Hub.Connectors.Channels.Zalo;

/// <summary>
/// One account's grant. The refresh token works once and is replaced each time; the host refreshes one at a time, and stores what it got before it uses
/// it. Zalo's page asks for no scopes: what the app may do is set in its console.
/// </summary>
internal sealed class ZaloGrant(ZaloApp app, ConnectorHost host)
{
    private const string UsedBefore = "-14020";

    public Uri AuthorizeUrl(AuthorizeRequest request, string? challenge) => GrantUrl.Of(
        app.AuthorizeBase,
        "v4/oa/permission",
        ("app_id", app.AppId),
        ("redirect_uri", request.Redirect.AbsoluteUri),
        ("code_challenge", challenge),
        ("state", request.State));

    public async Task<GrantAnswer> Exchange(string code, string? verifier, CancellationToken cancellation)
    {
        var (failure, _, json) = await Token(
            host.Http, Repeatable.No, [code, verifier], cancellation, ("code", code), ("grant_type", "authorization_code"), ("code_verifier", verifier));
        return failure is null ? Granted(json, null) : new GrantAnswer(failure);
    }

    public async Task<GrantAnswer> Refresh(ConnectionContext connection, CancellationToken cancellation)
    {
        if (connection.Credentials.RefreshToken is not { Length: > 0 } refresh)
            return PastedToken.CannotRefresh(ZaloErrors.Connector);
        // Repeatable although it rotates: if an answer got lost, asking again is the only way to learn that the token is dead (-14020).
        var (failure, code, json) = await Token(
            connection.Http, Repeatable.Yes, [refresh], cancellation, ("grant_type", "refresh_token"), ("refresh_token", refresh));
        return failure switch
        {
            null => Granted(json, connection.Credentials),
            _ when code == UsedBefore => new GrantAnswer(new Outcome.AuthRevoked(failure.Because!)),
            // Whatever else it refuses may have another reason: the grant may live.
            Outcome.Rejected(var reason) => new GrantAnswer(new Outcome.AuthExpired(reason)),
            _ => new GrantAnswer(failure),
        };
    }

    private async Task<(Outcome? Failure, string? Code, JsonElement Json)> Token(
        HttpClient http, Repeatable repeatable, IReadOnlyList<string?> secrets, CancellationToken cancellation, params (string Name, string? Value)[] form)
    {
        var request = new RestRequest("v4/oa/access_token", Method.Post)
            .AddHeader("secret_key", app.AppSecret)
            .AddParameter("app_id", app.AppId, ParameterType.GetOrPost);
        foreach (var (name, value) in form)
            if (value is not null)
                request.AddParameter(name, value, ParameterType.GetOrPost);
        using var api = new VendorApi(ZaloErrors.Connector, http, new Uri(app.AuthorizeBase), host.Clock);
        var answer = await api.Call(request, repeatable, cancellation);
        var json = ZaloErrors.Json(answer.Body);
        if (json.Text("error") is { } code and not "0" && answer.Failure is null or Outcome.Rejected or Outcome.AuthExpired)
        {
            var words = VendorWords.Without(json.Text("error_description") ?? json.Text("message"), [.. secrets, app.AppSecret]);
            return (new Outcome.Rejected(new Reason($"{ZaloErrors.Connector}/{json.Text("error")}", words)), json.Text("error"), json);
        }

        // A gateway's 401 says nothing of the grant, and there may be no token yet that could be renewed.
        return (answer.Failure is Outcome.AuthExpired(var reason) ? new Outcome.Rejected(reason) : answer.Failure, null, json);
    }

    private GrantAnswer Granted(JsonElement json, Credentials? previous)
    {
        if (json.Text("access_token") is not { Length: > 0 } access)
            return new GrantAnswer(new Outcome.Transient(new Reason($"{ZaloErrors.Connector}/no-token")));
        return new GrantAnswer(new Outcome.Accepted(), new Credentials(
            access, json.Text("refresh_token") ?? previous?.RefreshToken, Ends(json, "expires_in"), Ends(json, "refresh_token_expires_in") ?? host.Clock.GetUtcNow().AddDays(app.RefreshDays)));
    }

    // Sources differ on how long it lives; what Zalo says with the token counts, as text or as number.
    private DateTimeOffset? Ends(JsonElement json, string name) =>
        long.TryParse(json.Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and < int.MaxValue
            ? host.Clock.GetUtcNow().AddSeconds(seconds)
            : null;
}
