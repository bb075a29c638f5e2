using System.Text.Json;
using Hub.Connectors.Abstractions;
using Hub.Connectors.Channels.TikTok;
using Hub.Connectors.Grants;
using Hub.Connectors.Http;

namespace Hub.Connectors.Ads.TikTokEvents;

/// <summary>
/// The advertiser's grant, apart from the account holder's: one token for all ad accounts that the person chose, which never lapses
/// (page 1739965703387137). Its permissions are those of the app; TikTok takes no list of them in the address.
/// </summary>
internal sealed class TikTokAdvertiserGrant(TikTokEventsApp app, ConnectorHost host)
{
    private const string OAuth = "oauth2/";

    public Uri AuthorizeUrl(AuthorizeRequest request) => GrantUrl.Of(app.AuthorizeBase, "portal/auth",
        ("app_id", app.AppId), ("state", request.State), ("redirect_uri", request.Redirect.AbsoluteUri));

    public async Task<GrantAnswer> Exchange(string code, CancellationToken cancellation)
    {
        var body = new AdvertiserTokenBody(app.AppId ?? "", app.AppSecret ?? "", code);
        using var client = Client(host.Http);
        var answer = await client.Post(
            OAuth + "access_token/", body, TikTokEventsJson.Default.AdvertiserTokenBody, Repeatable.No, cancellation, code, app.AppSecret);
        if (answer.Failure is not null)
            return new GrantAnswer(answer.Failure is Outcome.AuthExpired(var reason) ? new Outcome.Rejected(reason) : answer.Failure);
        if (answer.Data.Text("access_token") is not { } token)
            return new GrantAnswer(new Outcome.Transient(new Reason(TikTokEventsConnector.Name + "/no-token")));
        var granted = new GrantAnswer(new Outcome.Accepted(), new Credentials(token));
        var missing = app.RequiredScopes.Except(Scopes(answer.Data)).ToList();
        return missing.Count == 0
            ? granted
            : granted with { Outcome = GrantedScopes.Missing(TikTokEventsConnector.Name, missing), MissingScopes = missing };
    }

    public async Task<AccountsAnswer> ListAccounts(Credentials credentials, CancellationToken cancellation)
    {
        using var client = Client(host.Http, credentials.AccessToken);
        var answer = await client.Get(
            OAuth + "advertiser/get/",
            [new("app_id", app.AppId ?? ""), new("secret", app.AppSecret ?? "")], cancellation, app.AppSecret);
        return answer.Failure is null
            ? new AccountsAnswer(new Outcome.Accepted(), [.. answer.Data.Items("list")
                .Where(item => item.Text("advertiser_id") is not null)
                .Select(item => new RemoteAccount(item.Text("advertiser_id")!, item.Text("advertiser_name")))])
            : new AccountsAnswer(answer.Failure, []);
    }

    public async Task<Outcome> Revoke(ConnectionContext connection, CancellationToken cancellation)
    {
        var token = connection.Credentials.AccessToken;
        var body = new AdvertiserRevokeBody(app.AppId ?? "", app.AppSecret ?? "", token);
        using var client = Client(connection.Http, token);
        var answer = await client.Post(
            OAuth + "revoke_token/", body, TikTokEventsJson.Default.AdvertiserRevokeBody, Repeatable.Yes, cancellation, token, app.AppSecret);
        return answer.Failure switch
        {
            null => new Outcome.Accepted(),
            Outcome.AuthExpired(var reason) => new Outcome.AuthRevoked(reason),
            var failure => failure,
        };
    }

    // Numbers, some above 2^53.
    private static IEnumerable<string> Scopes(JsonElement data) =>
        data.Items("scope").Select(item => item.ValueKind == JsonValueKind.String ? item.GetString() ?? "" : item.GetRawText());

    private TikTokClient Client(HttpClient http, string? token = null) =>
        new(TikTokEventsConnector.Name, app.Base, http, host.Clock, token);
}
