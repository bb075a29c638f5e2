using System.Text.Json.Nodes;
using Hub.Sandbox.Consent;
using Hub.Sandbox.WhatsApp;
using Hub.Sandbox.Wire;
using Microsoft.AspNetCore.WebUtilities;

namespace Hub.Sandbox.Meta;

/// <summary>
/// Facebook Login's code flow and what an app asks of its tokens: <c>oauth/access_token</c>, <c>debug_token</c>, <c>me/accounts</c>,
/// <c>{waba}/phone_numbers</c>, <c>me/permissions</c>. One token for all that the person gave, and one for each Page.
/// </summary>
sealed class MetaOAuth(SandboxOptions options, ConsentPage page, ConsentBook consents, MetaTokens tokens)
{
    const string Root = "/graph/{version:regex(^v\\d+\\.\\d+$)}";
    const string Person = "900800700600500";
    static readonly TimeSpan Short = TimeSpan.FromHours(1);
    static readonly TimeSpan Long = TimeSpan.FromDays(60);

    public void Map(IEndpointRouteBuilder app, VendorEndpoints endpoints, GraphVendor vendor)
    {
        page.Map(app, Root + "/dialog/oauth", "Log in with Facebook", TimeSpan.FromMinutes(10),
        [
            new ConsentAccount(options.MessengerPage, "Sandbox Shop, Page"), new ConsentAccount(options.MessengerSecond, "Second Shop, Page"),
            new ConsentAccount(options.WhatsAppNumber, "Sandbox Shop, WhatsApp"), new ConsentAccount(options.WhatsAppSecond, "Second Shop, WhatsApp"),
        ], many: true, Read);
        Add("POST", "/oauth/access_token", "oauth/access_token", Token);
        Add("GET", "/debug_token", "debug_token", Debug);
        Add("GET", "/me/accounts", "me/accounts", Pages);
        Add("GET", "/{id}/phone_numbers", "phone_numbers", Numbers);
        Add("DELETE", "/me/permissions/{scope}", "me/permissions", Withdraw);

        void Add(string method, string path, string operation, Func<VendorCall, VendorAnswer> handler) =>
            endpoints.Map(app, method, Root + path, vendor, operation, call => Task.FromResult(handler(call)));
    }

    ConsentRequest? Read(IQueryCollection query) =>
        query["client_id"] == options.MetaApp && query["response_type"] == "code" && query["redirect_uri"].ToString() is { Length: > 0 } redirect
            ? new ConsentRequest("meta", redirect, query["state"].ToString(), query["scope"].ToString().Split(','), [], null)
            : null;

    VendorAnswer Token(VendorCall call)
    {
        var form = QueryHelpers.ParseQuery(System.Text.Encoding.UTF8.GetString(call.Body));
        if (form.GetValueOrDefault("client_id") != options.MetaApp || form.GetValueOrDefault("client_secret") != options.MetaSecret)
            return GraphVendor.Error(101, "Error validating application.");
        if (form.GetValueOrDefault("grant_type") == "fb_exchange_token")
            return tokens.Granted.Find(form.GetValueOrDefault("fb_exchange_token")) is { } old
                ? Wire(tokens.Trade(old, Long), Long)
                : GraphVendor.Error(190, "Invalid OAuth access token.");
        return consents.Take("meta", form.GetValueOrDefault("code"), form.GetValueOrDefault("redirect_uri").ToString()) is { } consent
            ? Wire(tokens.Allow(consent.Scopes, consent.Accounts, Short), Short)
            : GraphVendor.Error(100, "This authorization code has been used or has expired.", subcode: 36009);
    }

    VendorAnswer Debug(VendorCall call)
    {
        if (call.Bearer() != $"{options.MetaApp}|{options.MetaSecret}") return GraphVendor.Error(190, "Invalid OAuth access token.");
        if (tokens.Find(call.Query("input_token")) is not { } token)
            return GraphVendor.Ok(new JsonObject { ["data"] = new JsonObject { ["is_valid"] = false, ["scopes"] = new JsonArray() } });
        var numbers = token.Accounts.Any(IsNumber) ? new JsonArray(options.WhatsAppAccount) : [];
        return GraphVendor.Ok(new JsonObject
        {
            ["data"] = new JsonObject
            {
                ["app_id"] = options.MetaApp,
                ["user_id"] = Person,
                ["is_valid"] = true,
                ["expires_at"] = token.Ends?.ToUnixTimeSeconds() ?? 0,
                ["scopes"] = new JsonArray([.. token.Scopes.Select(scope => (JsonNode)scope)]),
                ["granular_scopes"] = new JsonArray([.. token.Scopes.Select(scope => (JsonNode)(scope.StartsWith("whatsapp", StringComparison.Ordinal)
                    ? new JsonObject { ["scope"] = scope, ["target_ids"] = numbers.DeepClone() }
                    : new JsonObject { ["scope"] = scope }))]),
            },
        });
    }

    VendorAnswer Pages(VendorCall call)
    {
        if (tokens.Granted.Find(call.Bearer()) is not { } token) return GraphVendor.Error(190, "Invalid OAuth access token.");
        if (!token.Scopes.Contains("pages_show_list")) return GraphVendor.Error(200, "Requires pages_show_list permission.");
        return GraphPage.Of(call, [.. token.Accounts.Where(IsPage).Select(id => new JsonObject
        {
            ["id"] = id,
            ["name"] = Name(id),
            ["access_token"] = tokens.PageToken(token.Token, id),
        })]);
    }

    VendorAnswer Numbers(VendorCall call)
    {
        if (tokens.Find(call.Bearer()) is not { } token) return GraphVendor.Error(190, "Invalid OAuth access token.");
        if (call.Route("id") != options.WhatsAppAccount) return GraphVendor.Error(100, "Unsupported get request.", subcode: 33);
        return GraphPage.Of(call, most: 1, items: [.. token.Accounts.Where(IsNumber).Select(id => new JsonObject
        {
            ["id"] = id,
            ["display_phone_number"] = WhatsAppEvents.DisplayNumber,
            ["verified_name"] = Name(id),
        })]);
    }

    VendorAnswer Withdraw(VendorCall call)
    {
        if (tokens.Granted.Find(call.Bearer()) is not { } token) return GraphVendor.Error(190, "Invalid OAuth access token.");
        return tokens.Granted.Withdraw(token.Token, call.Route("scope"))
            ? GraphVendor.Ok(new JsonObject { ["success"] = true })
            : GraphVendor.Error(100, "The permission was not granted.");
    }

    bool IsPage(string id) => id == options.MessengerPage || id == options.MessengerSecond;

    bool IsNumber(string id) => id == options.WhatsAppNumber || id == options.WhatsAppSecond;

    string Name(string id) => id == options.MessengerPage || id == options.WhatsAppNumber ? "Sandbox Shop" : "Second Shop";

    static VendorAnswer Wire(GrantedToken token, TimeSpan life) => GraphVendor.Ok(new JsonObject
    {
        ["access_token"] = token.Token,
        ["token_type"] = "bearer",
        ["expires_in"] = (long)life.TotalSeconds,
    });
}
