using System.Text.Json.Nodes;
using Hub.Sandbox.Consent;
using Hub.Sandbox.Wire;

namespace Hub.Sandbox.TikTok;

/// <summary>Token, refresh, revoke, token info (TikTok API for Business, pages 1833997638479041, 1833997679342594,
/// 1833997665030145).</summary>
sealed class TikTokOAuth(SandboxOptions options, TikTokTokens tokens, ConsentPage page)
{
    /// <summary>What the token of the options may do, and codes of the options.</summary>
    const string Scope = "user.info.basic,user.info.username,user.info.stats,user.info.profile,user.account.type,user.insights,"
        + "message.list.read,message.list.send,message.list.manage";

    public void Map(IEndpointRouteBuilder app, VendorEndpoints endpoints, TikTokVendor vendor)
    {
        const string root = "/tiktok/open_api/v1.3/tt_user";
        page.Map(
            app, "/tiktok/v2/auth/authorize", "Log in with TikTok", TimeSpan.FromMinutes(10),
            [new ConsentAccount(options.TikTokBusiness, "Sandbox Shop"), new ConsentAccount(options.TikTokSecond, "Second Shop")], many: false, Read);
        endpoints.Map(app, "POST", root + "/oauth2/token/", vendor, "oauth2/token", call => Task.FromResult(Token(call)));
        endpoints.Map(app, "POST", root + "/oauth2/refresh_token/", vendor, "oauth2/refresh_token", call => Task.FromResult(Refresh(call)));
        endpoints.Map(app, "POST", root + "/oauth2/revoke/", vendor, "oauth2/revoke", call => Task.FromResult(Revoke(call)));
        endpoints.Map(app, "POST", root + "/token_info/get/", vendor, "token_info", call => Task.FromResult(Info(call)));
    }

    // TikTok knows no optional scopes: whether an app needs one is its own affair.
    ConsentRequest? Read(IQueryCollection query) =>
        query["client_key"] == options.TikTokApp && query["response_type"] == "code" && query["redirect_uri"].ToString() is { Length: > 0 } redirect
            ? new ConsentRequest("tiktok", redirect, query["state"].ToString(), query["scope"].ToString().Split(','), [], null)
            : null;

    VendorAnswer Token(VendorCall call)
    {
        if (Application(call, "client_id", "client_secret", out var body) is { } refused) return refused;
        if (body.Text("grant_type") != "authorization_code") return TikTokVendor.Failure(40108, "Invalid grant_type");
        var grant = tokens.Exchange(body.Text("auth_code") ?? "", body.Text("redirect_uri") ?? "", Scope);
        return grant is null ? TikTokVendor.Failure(40110, "Invalid or used auth_code") : TikTokVendor.Ok(Wire(grant));
    }

    VendorAnswer Refresh(VendorCall call)
    {
        if (Application(call, "client_id", "client_secret", out var body) is { } refused) return refused;
        if (body.Text("grant_type") != "refresh_token") return TikTokVendor.Failure(40108, "Invalid grant_type");
        var (grant, error) = tokens.Refresh(body.Text("refresh_token") ?? "");
        return grant is null ? TikTokVendor.Failure(error, "Invalid refresh token") : TikTokVendor.Ok(Wire(grant));
    }

    VendorAnswer Revoke(VendorCall call)
    {
        if (Application(call, "client_id", "client_secret", out var body) is { } refused) return refused;
        return tokens.Revoke(body.Text("access_token") ?? "") ? TikTokVendor.Ok([]) : TikTokVendor.Failure(40105, "Invalid access token");
    }

    VendorAnswer Info(VendorCall call)
    {
        if (call.Json() is not { } body || body.Text("app_id") != options.TikTokApp)
            return TikTokVendor.Failure(40002, "app_id is invalid.");
        var error = tokens.Check(body.Text("access_token"));
        return error != 0
            ? TikTokVendor.Failure(error, "Access token is invalid")
            : TikTokVendor.Ok(new JsonObject
            {
                ["app_id"] = options.TikTokApp,
                ["creator_id"] = tokens.Find(body.Text("access_token"))!.Account,
                ["scope"] = tokens.Find(body.Text("access_token"))!.Scope ?? Scope,
            });
    }

    VendorAnswer? Application(VendorCall call, string idName, string secretName, out JsonObject body)
    {
        body = call.Json() ?? [];
        if (body.Count == 0) return TikTokVendor.Failure(40002, "The body is not a JSON object.");
        return body.Text(idName) == options.TikTokApp && body.Text(secretName) == options.TikTokSecret
            ? null
            : TikTokVendor.Failure(40113, "App is not allowed");
    }

    JsonObject Wire(TikTokGrant grant) => new()
    {
        ["access_token"] = grant.Access,
        ["expires_in"] = TikTokTokens.AccessSeconds,
        ["open_id"] = grant.Account,
        ["refresh_token"] = grant.Refresh,
        ["refresh_token_expires_in"] = grant.RefreshSeconds,
        ["scope"] = grant.Scope ?? Scope,
        ["token_type"] = "Bearer",
    };
}
