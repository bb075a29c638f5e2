using System.Text.Json.Nodes;
using Hub.Sandbox.Consent;
using Hub.Sandbox.Wire;
using Microsoft.AspNetCore.WebUtilities;

namespace Hub.Sandbox.HubSpot;

/// <summary>HubSpot's authorisation page and token calls (public specification, Auth/Oauth v3): forms, half an hour, a proof key.</summary>
sealed class HubSpotOAuth(SandboxOptions options, ConsentPage page, ConsentBook consents, Sequence sequence, TimeProvider time)
{
    const string Portal = "1020304";
    const string SecondPortal = "1020305";
    static readonly TimeSpan Life = TimeSpan.FromMinutes(30);
    readonly GrantedTokens _tokens = new(sequence, time);

    public void Map(IEndpointRouteBuilder app, VendorEndpoints endpoints, HubSpotVendor vendor)
    {
        page.Map(
            app, "/hubspot/oauth/authorize", "Connect to HubSpot", TimeSpan.FromMinutes(5),
            [new ConsentAccount(Portal, "Sandbox portal"), new ConsentAccount(SecondPortal, "Second portal")], many: false, Read);
        Add("token", Token);
        Add("token/revoke", Revoke);
        Add("token/introspect", Introspect);

        void Add(string path, Func<IReadOnlyDictionary<string, string>, VendorAnswer> handler) => endpoints.Map(
            app, "POST", "/hubspot/oauth/v3/" + path, vendor, "oauth/" + path, call => Task.FromResult(Checked(call, handler)));
    }

    public bool Knows(string? token) => OfOptions(token) is not null || _tokens.IsLive(token);

    /// <summary>The options' token may do all but what the options take from it.</summary>
    public bool May(string? token, string scope) => _tokens.Find(token) is { } granted
        ? granted.Scopes.Contains(scope)
        : !options.HubSpotLacks.Split(',', StringSplitOptions.TrimEntries).Contains(scope);

    public long PortalOf(string? token) => OfOptions(token) ?? Number(_tokens.Find(token)!.Accounts[0]);

    /// <summary>The options' token is of the first portal, and with a dash and a number behind it of the portal of that number.</summary>
    long? OfOptions(string? token)
    {
        if (token == options.HubSpotToken) return Number(Portal);
        return token?.StartsWith(options.HubSpotToken + "-", StringComparison.Ordinal) is true
            && long.TryParse(token[(options.HubSpotToken.Length + 1)..], out var portal) ? portal : null;
    }

    static long Number(string portal) => long.Parse(portal, System.Globalization.CultureInfo.InvariantCulture);

    ConsentRequest? Read(IQueryCollection query) =>
        query["client_id"] == options.HubSpotClient && query["redirect_uri"].ToString() is { Length: > 0 } redirect
            && (query["code_challenge"].Count == 0 || query["code_challenge_method"] == "S256")
            ? new ConsentRequest("hubspot", redirect, query["state"].ToString(), Words(query["scope"]), Words(query["optional_scope"]),
                query["code_challenge"].Count == 0 ? null : query["code_challenge"].ToString())
            : null;

    VendorAnswer Checked(VendorCall call, Func<IReadOnlyDictionary<string, string>, VendorAnswer> handler)
    {
        var form = QueryHelpers.ParseQuery(System.Text.Encoding.UTF8.GetString(call.Body)).ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
        return form.GetValueOrDefault("client_id") == options.HubSpotClient && form.GetValueOrDefault("client_secret") == options.HubSpotSecret
            ? handler(form)
            : Refused("BAD_CLIENT_ID", "missing or unknown client id");
    }

    VendorAnswer Token(IReadOnlyDictionary<string, string> form)
    {
        var isRenewal = form.GetValueOrDefault("grant_type") == "refresh_token";
        var token = form.GetValueOrDefault("grant_type") switch
        {
            "authorization_code" => Exchange(form),
            "refresh_token" => _tokens.Refresh(form.GetValueOrDefault("refresh_token"), Life),
            _ => null,
        };
        if (token is null)
            return isRenewal ? Refused("BAD_REFRESH_TOKEN", "missing or unknown refresh token") : Refused("BAD_AUTH_CODE", "missing or unknown auth code");
        return HubSpotVendor.Ok(new JsonObject
        {
            ["token_type"] = "bearer",
            ["access_token"] = token.Token,
            ["refresh_token"] = token.Refresh,
            ["expires_in"] = (int)Life.TotalSeconds,
            ["hub_id"] = long.Parse(token.Accounts[0], System.Globalization.CultureInfo.InvariantCulture),
            ["scopes"] = new JsonArray([.. token.Scopes.Select(scope => (JsonNode)scope)]),
        });
    }

    GrantedToken? Exchange(IReadOnlyDictionary<string, string> form) =>
        consents.Take("hubspot", form.GetValueOrDefault("code"), form.GetValueOrDefault("redirect_uri") ?? "", form.GetValueOrDefault("code_verifier"))
            is { Accounts.Count: 1 } consent ? _tokens.Grant(consent.Scopes, consent.Accounts, Life) : null;

    VendorAnswer Revoke(IReadOnlyDictionary<string, string> form) => _tokens.Revoke(form.GetValueOrDefault("token"))
        ? HubSpotVendor.Ok([])
        : Refused("BAD_REFRESH_TOKEN", "missing or unknown refresh token");

    // Here the status names what is wrong, where other errors say "error".
    static VendorAnswer Refused(string status, string message) => VendorAnswer.Json(400, new JsonObject
    {
        ["status"] = status,
        ["message"] = message,
        ["correlationId"] = Guid.NewGuid().ToString(),
    });

    VendorAnswer Introspect(IReadOnlyDictionary<string, string> form) =>
        HubSpotVendor.Ok(new JsonObject { ["active"] = _tokens.IsLive(form.GetValueOrDefault("token")) });

    static string[] Words(Microsoft.Extensions.Primitives.StringValues text) =>
        text.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
