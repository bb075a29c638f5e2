using System.Text.Json.Nodes;
using Hub.Sandbox.Consent;
using Hub.Sandbox.TikTok;
using Hub.Sandbox.Wire;

namespace Hub.Sandbox.TikTokEvents;

/// <summary>
/// The advertiser's authorisation (page 1739965703387137): a token that never ends, permissions as numbers. The page's own look and the
/// numbers are this program's choice.
/// </summary>
sealed class AdvertiserOAuth(SandboxOptions options, ConsentPage page, ConsentBook consents, Sequence sequence, TimeProvider time)
{
    const string Root = "/tiktok/open_api/v1.3/oauth2";
    static readonly string[] Numbers = ["4", "7043626160646946818"];
    readonly GrantedTokens _tokens = new(sequence, time);

    public void Map(IEndpointRouteBuilder app, VendorEndpoints endpoints, TikTokVendor vendor)
    {
        page.Map(
            app, "/tiktok/portal/auth", "TikTok for Business", TimeSpan.FromHours(1),
            [.. options.Advertisers.Split(',').Select((id, i) => new ConsentAccount(id, $"Advertiser {i + 1}"))], many: true, Read,
            code => $"auth_code={code}&code={code}");
        endpoints.Map(app, "POST", Root + "/access_token/", vendor, "oauth2/access_token", call => Task.FromResult(Token(call)));
        endpoints.Map(app, "GET", Root + "/advertiser/get/", vendor, "oauth2/advertiser", call => Task.FromResult(Advertisers(call)));
        endpoints.Map(app, "POST", Root + "/revoke_token/", vendor, "oauth2/revoke_token", call => Task.FromResult(Revoke(call)));
    }

    public bool Knows(string token) => _tokens.IsLive(token);

    ConsentRequest? Read(IQueryCollection query) =>
        query["app_id"] == options.TikTokApp && query["redirect_uri"].ToString() is { Length: > 0 } redirect
            ? new ConsentRequest("tiktok-events", redirect, query["state"].ToString(), Numbers, [], null)
            : null;

    VendorAnswer Token(VendorCall call)
    {
        if (Refusal(call.Json()?.Text("app_id"), call.Json()?.Text("secret")) is { } refused) return refused;
        if (consents.Take("tiktok-events", call.Json()!.Text("auth_code"), redirect: null) is not { } consent)
            return TikTokVendor.Failure(40110, "Invalid or used auth_code");
        var token = _tokens.Grant(consent.Scopes, consent.Accounts, life: null);
        return TikTokVendor.Ok(new JsonObject
        {
            ["access_token"] = token.Token,
            ["scope"] = new JsonArray([.. token.Scopes.Select(scope => (JsonNode)JsonNode.Parse(scope)!)]),
            ["advertiser_ids"] = new JsonArray([.. token.Accounts.Select(id => (JsonNode)id)]),
        });
    }

    VendorAnswer Advertisers(VendorCall call)
    {
        if (Refusal(call.Query("app_id"), call.Query("secret")) is { } refused) return refused;
        return _tokens.Find(call.Header("Access-Token")) is { } token
            ? TikTokVendor.Ok(new JsonObject
            {
                ["list"] = new JsonArray([.. token.Accounts.Select(id => (JsonNode)new JsonObject
                {
                    ["advertiser_id"] = id,
                    ["advertiser_name"] = $"Advertiser {id[^1]}",
                })]),
            })
            : TikTokVendor.Failure(40105, "Access token is incorrect or has been revoked");
    }

    VendorAnswer Revoke(VendorCall call)
    {
        if (Refusal(call.Json()?.Text("app_id"), call.Json()?.Text("secret")) is { } refused) return refused;
        return _tokens.Revoke(call.Json()!.Text("access_token"))
            ? TikTokVendor.Ok([])
            : TikTokVendor.Failure(40105, "Access token is incorrect or has been revoked");
    }

    VendorAnswer? Refusal(string? app, string? secret) =>
        app == options.TikTokApp && secret == options.TikTokSecret ? null : TikTokVendor.Failure(40113, "App is not allowed");
}
