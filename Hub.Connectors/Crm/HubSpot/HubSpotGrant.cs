using System.Globalization;
using System.Text.Json;
using Hub.Connectors.Abstractions;
using Hub.Connectors.Grants;
using Hub.Connectors.Http;
using RestSharp;

namespace Hub.Connectors.Crm.HubSpot;

/// <summary>
/// A portal's grant: an access token of half an hour and a refresh token (public specification, Auth/Oauth v3). The consent page takes
/// required and optional scopes apart, so that one that a portal cannot give does not sink the rest.
/// </summary>
internal sealed class HubSpotGrant(HubSpotApp app, ConnectorHost host)
{
    private const string Connector = "hubspot";
    private const string Code = "authorization_code";
    private const string Renewal = "refresh_token";

    // What it says of a refresh token that will never work again, whatever is mended here.
    private static readonly string[] Gone = ["BAD_REFRESH_TOKEN", "BAD_HUB"];

    public Uri AuthorizeUrl(AuthorizeRequest request, string? challenge)
    {
        var proof = app.ProofKey ? challenge : null;
        return GrantUrl.Of(app.AuthorizeBase, "oauth/authorize",
            ("client_id", app.ClientId),
            ("redirect_uri", request.Redirect.AbsoluteUri),
            ("response_type", "code"),
            ("scope", Scopes(required: true)),
            ("optional_scope", request.WithOptional ? Scopes(required: false) : null),
            ("state", request.State),
            ("code_challenge", proof),
            ("code_challenge_method", proof is null ? null : "S256"));
    }

    public async Task<GrantAnswer> Exchange(string code, Uri redirect, string? verifier, CancellationToken cancellation)
    {
        var (token, failure) = await Token(
            host.Http, Repeatable.No, cancellation,
            ("grant_type", Code), ("code", code), ("redirect_uri", redirect.AbsoluteUri), ("code_verifier", app.ProofKey ? verifier : null));
        return failure is null
            ? GrantedScopes.Check(Connector, host.Manifest, token!.Granted(), Granted(token, previous: null))
            : new GrantAnswer(failure);
    }

    public async Task<GrantAnswer> Refresh(ConnectionContext connection, CancellationToken cancellation)
    {
        if (connection.Credentials.RefreshToken is not { Length: > 0 } refreshToken)
            return PastedToken.CannotRefresh(Connector);
        // Repeatable: if an answer got lost, asking again is the only way to learn whether the token is good.
        var (token, failure) = await Token(
            connection.Http, Repeatable.Yes, cancellation, ("grant_type", Renewal), ("refresh_token", refreshToken));
        return failure switch
        {
            null => Granted(token!, connection.Credentials),
            // Whatever else it refuses may have another reason: the grant may live.
            Outcome.Rejected(var reason) => new GrantAnswer(new Outcome.AuthExpired(reason)),
            _ => new GrantAnswer(failure),
        };
    }

    public async Task<Outcome> Revoke(ConnectionContext connection, CancellationToken cancellation)
    {
        if (connection.Credentials.RefreshToken is not { Length: > 0 } token)
            return PastedToken.CannotRevoke(Connector, "HubSpot > Settings > Integrations");
        var answer = await Call(
            connection.Http, "token/revoke", Repeatable.Yes, cancellation, ("token", token), ("token_type_hint", Renewal));
        return answer.Failure ?? new Outcome.Accepted();
    }

    private async Task<(TokenAnswer? Token, Outcome? Failure)> Token(
        HttpClient http, Repeatable repeatable, CancellationToken cancellation, params (string Name, string? Value)[] form)
    {
        var answer = await Call(http, "token", repeatable, cancellation, form);
        if (answer.Failure is not null)
            return (null, answer.Failure);
        return Read(answer.Body) is { AccessToken.Length: > 0 } token
            ? (token, null)
            : (null, new Outcome.Transient(new Reason($"{Connector}/no-token")));
    }

    private async Task<VendorAnswer> Call(
        HttpClient http, string path, Repeatable repeatable, CancellationToken cancellation, params (string Name, string? Value)[] form)
    {
        using var api = new VendorApi(Connector, http, app.Base, host.Clock);
        var request = new RestRequest($"{app.OAuthPath}/{path}", Method.Post);
        foreach (var (name, value) in form.Append(("client_id", app.ClientId)).Append(("client_secret", app.ClientSecret)))
            if (value is not null)
                request.AddParameter(name, value, ParameterType.GetOrPost);
        var answer = await api.Call(request, repeatable, cancellation);
        return answer with { Failure = Failure(answer) };
    }

    private static Outcome? Failure(VendorAnswer answer)
    {
        var word = answer.Failure is Outcome.Rejected ? Word(answer.Body) : null;
        return answer.Failure switch
        {
            // The app's own id or secret is wrong; there is no token yet that could be renewed.
            Outcome.AuthExpired(var reason) => new Outcome.Misconfigured(reason),
            Outcome.Rejected(var reason) when word?.StartsWith("BAD_CLIENT", StringComparison.Ordinal) is true => new Outcome.Misconfigured(Named(reason, word)),
            Outcome.Rejected(var reason) when Gone.Contains(word) => new Outcome.AuthRevoked(Named(reason, word!)),
            var failure => failure,
        };
    }

    private static Reason Named(Reason reason, string word) => new(reason.Code, word);

    // {"status":"BAD_HUB","message":…}: other errors of HubSpot say "error" there.
    private static string? Word(byte[] body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("status", out var status)
                && status.ValueKind == JsonValueKind.String ? status.GetString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private GrantAnswer Granted(TokenAnswer token, Credentials? previous)
    {
        var seconds = long.TryParse(token.ExpiresIn.AsText(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        DateTimeOffset? ends = seconds is > 0 and < int.MaxValue ? host.Clock.GetUtcNow().AddSeconds(seconds) : null;
        var credentials = new Credentials(token.AccessToken!, token.RefreshToken ?? previous?.RefreshToken, ends);
        return new GrantAnswer(new Outcome.Accepted(), credentials, token.HubId.AsText());
    }

    private string Scopes(bool required) => string.Join(' ',
        host.Manifest.Permissions.Where(permission => permission.Required == required).Select(permission => permission.Scope));

    private static TokenAnswer? Read(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, HubSpotJson.Default.TokenAnswer);
        }
        catch (JsonException)
        {
            return null; // a page of something in between
        }
    }
}
