using System.Globalization;
using System.Text.Json;
using Hub.Connectors.Abstractions;
using Hub.Connectors.Grants;
using Hub.Connectors.Http;
using RestSharp;

namespace Hub.Connectors.Channels.Meta;

/// <summary>
/// Facebook Login's code flow, for Pages and WhatsApp numbers alike. A short-lived token is traded for a long-lived one; what it may do
/// and for which accounts, Meta tells on <c>debug_token</c>.
/// </summary>
internal sealed class MetaGrant(string name, MetaApp app, GraphApi graph, ConnectorHost host)
{
    // A token of an hour or two is for browsers; long-lived ones last about sixty days, those of system users for ever.
    private static readonly TimeSpan Short = TimeSpan.FromDays(2);

    /// <summary>For calls that belong to no connection yet.</summary>
    public HttpClient Http => host.Http;

    /// <summary>Asking about a token needs the app's id.</summary>
    public bool CanInspect => !string.IsNullOrEmpty(app.AppId);

    public Uri AuthorizeUrl(AuthorizeRequest request)
    {
        var scopes = host.Manifest.Permissions.Where(permission => permission.Required || request.WithOptional).Select(one => one.Scope);
        return GrantUrl.Of(app.AuthorizeBase, $"{app.ApiVersion}/dialog/oauth",
            ("client_id", app.AppId),
            ("redirect_uri", request.Redirect.AbsoluteUri),
            ("response_type", "code"),
            ("state", request.State),
            // A configuration of Facebook Login for Business holds the permissions itself.
            ("config_id", app.ConfigId),
            ("scope", string.IsNullOrEmpty(app.ConfigId) ? string.Join(',', scopes) : null),
            // What was declined before is asked again.
            ("auth_type", "rerequest"));
    }

    public async Task<GrantAnswer> Exchange(string code, Uri redirect, CancellationToken cancellation)
    {
        var first = await Token(host.Http, cancellation, ("code", code), ("redirect_uri", redirect.AbsoluteUri));
        if (first.Credentials is not { } credentials)
            return first;
        // Asked before anything else: what fails from here on is given back, unless the same person's other accounts live on it.
        var (info, failure) = await Inspect(credentials, cancellation);
        if (failure is not null)
            return new GrantAnswer(failure, credentials);
        var granted = GrantedScopes.Check(name, host.Manifest, info!.Scopes, new GrantAnswer(new Outcome.Accepted(), credentials, info.UserId));
        if (granted.Outcome is not Outcome.Accepted || !(credentials.ExpiresAt - host.Clock.GetUtcNow() < Short))
            return granted;
        var longer = await Extend(host.Http, credentials.AccessToken, cancellation);
        return longer.Credentials is { } lasting ? granted with { Credentials = lasting } : granted with { Outcome = longer.Outcome };
    }

    /// <summary>Sixty days more for a token that is still good.</summary>
    public Task<GrantAnswer> Extend(HttpClient http, string token, CancellationToken cancellation) =>
        Token(http, cancellation, ("grant_type", "fb_exchange_token"), ("fb_exchange_token", token));

    /// <summary>Takes back this connector's permissions and no others: another one may use the same app.</summary>
    public async Task<Outcome> Revoke(HttpClient http, string token, CancellationToken cancellation)
    {
        foreach (var scope in host.Manifest.Permissions.Select(permission => permission.Scope))
        {
            var request = new RestRequest { Method = Method.Delete };
            var answer = await graph.Call(
                new GraphCall(http, token), $"me/permissions/{scope}", request, Repeatable.Yes, [], cancellation);
            if (answer.Failure is not null and not Outcome.Rejected) // refused: that permission was never granted
                return answer.Failure;
        }

        return new Outcome.Accepted();
    }

    public async Task<(MetaToken? Token, Outcome? Failure)> Inspect(Credentials credentials, CancellationToken cancellation)
    {
        var request = new RestRequest().AddQueryParameter("input_token", credentials.AccessToken);
        var call = new GraphCall(host.Http, $"{app.AppId}|{app.AppSecret}");
        var answer = await graph.Call(call, "debug_token", request, Repeatable.Yes, [credentials.AccessToken], cancellation);
        return answer.Failure is null ? (MetaToken.Of(answer.Json.Child("data")), null) : (null, answer.Failure);
    }

    private async Task<GrantAnswer> Token(HttpClient http, CancellationToken cancellation, params (string Name, string Value)[] form)
    {
        // As a form and not in the address, where logs would have the secrets.
        var request = new RestRequest { Method = Method.Post };
        foreach (var (key, value) in form.Append(("client_id", app.AppId ?? "")).Append(("client_secret", app.AppSecret ?? "")))
            request.AddParameter(key, value, ParameterType.GetOrPost);
        string?[] secrets = [.. form.Select(pair => pair.Value), app.AppSecret];
        var answer = await graph.Call(new GraphCall(http, ""), "oauth/access_token", request, Repeatable.No, secrets, cancellation);
        if (answer.Failure is not null)
            return new GrantAnswer(answer.Failure);
        if (answer.Json.Text("access_token") is not { Length: > 0 } token)
            return new GrantAnswer(new Outcome.Transient(new Reason($"{name}/no-token")));
        var seconds = long.TryParse(answer.Json.Text("expires_in"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        DateTimeOffset? ends = seconds is > 0 and < int.MaxValue ? host.Clock.GetUtcNow().AddSeconds(seconds) : null;
        // The token itself is what a longer one is traded for, as long as it is good.
        return new GrantAnswer(new Outcome.Accepted(), new Credentials(token, token, ends, ends));
    }
}

/// <summary>What Meta says of a token.</summary>
/// <param name="Targets">Ids that a scope was granted for; none where it holds for all.</param>
internal sealed record MetaToken(string? UserId, IReadOnlyList<string> Scopes, ILookup<string, string> Targets)
{
    public static MetaToken Of(JsonElement data) => new(
        data.Text("user_id"),
        [.. data.Items("scopes").Select(scope => scope.AsText()).OfType<string>()],
        data.Items("granular_scopes")
            .SelectMany(scope => scope.Items("target_ids").Select(id => (Scope: scope.Text("scope") ?? "", Id: id.AsText() ?? "")))
            .Where(target => target.Id.Length > 0)
            .ToLookup(target => target.Scope, target => target.Id));
}
