using System.Globalization;
using System.Text.Json.Nodes;
using Hub.Sandbox.Consent;
using Hub.Sandbox.Wire;
using Microsoft.AspNetCore.WebUtilities;

namespace Hub.Sandbox.Zalo;

/// <summary>Zalo's consent page and token call: forms with the app's secret in a header, a proof key where the page was asked with one.</summary>
sealed class ZaloOAuth(SandboxOptions options, ConsentPage page, ConsentBook consents, ZaloTokens tokens)
{
    const int BadCode = -14019;
    const int UsedToken = -14020;
    const int BadApp = -14002;

    public void Map(IEndpointRouteBuilder app, VendorEndpoints endpoints, ZaloVendor vendor)
    {
        page.Map(
            app, "/zalo/v4/oa/permission", "Connect a Zalo Official Account", TimeSpan.FromMinutes(10),
            [new ConsentAccount(options.ZaloAccount, "Sandbox Shop"), new ConsentAccount(options.ZaloSecond, "Second Shop")], many: false, Read);
        endpoints.Map(app, "POST", "/zalo/v4/oa/access_token", vendor, "oauth/access_token", call => Task.FromResult(Token(call)));
    }

    ConsentRequest? Read(IQueryCollection query) =>
        query["app_id"] == options.ZaloApp && query["redirect_uri"].ToString() is { Length: > 0 } redirect
            ? new ConsentRequest("zalo", redirect, query["state"].ToString(), [], [], query["code_challenge"].ToString() is { Length: > 0 } challenge ? challenge : null)
            : null;

    VendorAnswer Token(VendorCall call)
    {
        var form = QueryHelpers.ParseQuery(System.Text.Encoding.UTF8.GetString(call.Body)).ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
        if (form.GetValueOrDefault("app_id") != options.ZaloApp || call.Header("secret_key") != options.ZaloSecret)
            return ZaloVendor.Refused(BadApp, "Invalid app id or secret key");
        switch (form.GetValueOrDefault("grant_type"))
        {
            case "authorization_code":
                return consents.Take("zalo", form.GetValueOrDefault("code"), null, form.GetValueOrDefault("code_verifier")) is { Accounts: [var account] }
                    ? Wire(tokens.Grant(account))
                    : ZaloVendor.Refused(BadCode, "Invalid authorization code");
            case "refresh_token":
                var (token, wasUsed) = tokens.Refresh(form.GetValueOrDefault("refresh_token"));
                return token is not null ? Wire(token)
                    : ZaloVendor.Refused(wasUsed ? UsedToken : BadCode, wasUsed ? "Refresh token has been used" : "Invalid refresh token");
            default:
                return ZaloVendor.Refused(BadCode, "Invalid grant type");
        }
    }

    // Numbers come as text.
    static VendorAnswer Wire(ZaloToken token) => VendorAnswer.Json(200, new JsonObject
    {
        ["access_token"] = token.Access,
        ["refresh_token"] = token.Refresh,
        ["expires_in"] = ZaloTokens.AccessSeconds.ToString(CultureInfo.InvariantCulture),
    });
}
