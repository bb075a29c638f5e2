using System.Text.Json;
using Hub.Connectors.Abstractions;
using Hub.Connectors.Grants;
using Hub.Connectors.Http;

namespace Hub.Connectors.Channels.TikTok;

/// <summary>The account holder's grant (pages 1833997638479041, 1833997679342594, 1833997665030145): one token, one business.</summary>
internal sealed class TikTokGrant(TikTokSettings settings, ConnectorHost host)
{
    private const string OAuth = "tt_user/oauth2/";
    private const long InvalidRefreshToken = 40107;

    public Uri AuthorizeUrl(AuthorizeRequest request)
    {
        var scopes = host.Manifest.Permissions
            .Where(permission => permission.Required || request.WithOptional)
            .Select(permission => permission.Scope);
        // Without disable_auto_auth a returning person may be sent back without a fresh code.
        return GrantUrl.Of(settings.AuthorizeBase, "v2/auth/authorize",
            ("client_key", settings.AppId),
            ("redirect_uri", request.Redirect.AbsoluteUri),
            ("response_type", "code"),
            ("scope", string.Join(',', scopes)),
            ("state", request.State),
            ("disable_auto_auth", "1"));
    }

    public async Task<GrantAnswer> Exchange(string code, Uri redirect, CancellationToken cancellation)
    {
        var body = new TokenBody(settings.AppId, settings.AppSecret, "authorization_code", code, redirect.AbsoluteUri);
        using var client = Client(host.Http);
        var answer = await client.Post(
            OAuth + "token/", body, TikTokJson.Default.TokenBody, Repeatable.No, cancellation, code, settings.AppSecret);
        // There is no token yet that could be refreshed.
        if (answer.Failure is Outcome.AuthExpired expired)
            return new GrantAnswer(new Outcome.Rejected(expired.Reason));
        if (answer.Failure is not null)
            return new GrantAnswer(answer.Failure);
        return GrantedScopes.Check("tiktok", host.Manifest, Scopes(answer.Data), Granted(answer.Data, previous: null));
    }

    public async Task<GrantAnswer> Refresh(ConnectionContext connection, CancellationToken cancellation)
    {
        if (connection.Credentials.RefreshToken is not { Length: > 0 } refreshToken)
            return new GrantAnswer(new Outcome.AuthRevoked(new Reason("tiktok/no-refresh-token")));
        var body = new RefreshBody(settings.AppId, settings.AppSecret, "refresh_token", refreshToken);
        using var client = Client(connection.Http);
        // Repeatable although it rotates: if an answer got lost, asking again is the only way to learn that the token is dead (40107).
        var answer = await client.Post(
            OAuth + "refresh_token/", body, TikTokJson.Default.RefreshBody, Repeatable.Yes, cancellation, refreshToken, settings.AppSecret);
        return answer.Failure switch
        {
            null => Granted(answer.Data, connection.Credentials),
            // An end of its own date, a scope, the 401 of a gateway: nothing that says that the owner took it away.
            Outcome.AuthRevoked revoked when answer.Code != InvalidRefreshToken => new GrantAnswer(new Outcome.AuthExpired(revoked.Reason)),
            var failure => new GrantAnswer(failure),
        };
    }

    public async Task<Outcome> Revoke(ConnectionContext connection, CancellationToken cancellation)
    {
        var token = connection.Credentials.AccessToken;
        var body = new RevokeBody(settings.AppId, settings.AppSecret, token);
        using var client = Client(connection.Http);
        var answer = await client.Post(
            OAuth + "revoke/", body, TikTokJson.Default.RevokeBody, Repeatable.Yes, cancellation, token, settings.AppSecret);
        return answer.Failure ?? new Outcome.Accepted(); // a lapsed token has not ended the grant
    }

    public async Task<Outcome> Inspect(HttpClient http, Credentials credentials, CancellationToken cancellation)
    {
        var body = new TokenInfoBody(settings.AppId, credentials.AccessToken);
        using var client = Client(http);
        var answer = await client.Post(
            "tt_user/token_info/get/", body, TikTokJson.Default.TokenInfoBody, Repeatable.Yes, cancellation, credentials.AccessToken);
        if (answer.Failure is not null)
            return answer.Failure;
        var whose = new GrantAnswer(new Outcome.Accepted(answer.Data.Text("creator_id")), credentials);
        return GrantedScopes.Check("tiktok", host.Manifest, Scopes(answer.Data), whose).Outcome;
    }

    private static string[]? Scopes(JsonElement data) => data.Text("scope")?.Split(',', StringSplitOptions.TrimEntries);

    private GrantAnswer Granted(JsonElement data, Credentials? previous)
    {
        if (data.Text("access_token") is not { } access)
            return new GrantAnswer(new Outcome.Transient(new Reason("tiktok/no-token")));
        var now = host.Clock.GetUtcNow();
        var credentials = new Credentials(
            access,
            data.Text("refresh_token") ?? previous?.RefreshToken,
            now + data.Duration("expires_in"),
            data.Duration("refresh_token_expires_in") is { } life ? now + life : previous?.RefreshExpiresAt);
        return new GrantAnswer(new Outcome.Accepted(), credentials, data.Text("open_id"));
    }

    private TikTokClient Client(HttpClient http) => new("tiktok", settings.Base!, http, host.Clock);
}
