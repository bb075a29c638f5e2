using System.Text.Json.Nodes;
using Hub.Sandbox.Traffic;
using Hub.Sandbox.Wire;

namespace Hub.Sandbox.Zalo;

/// <summary>Official Accounts of one app: <c>openapi.zalo.me</c> and <c>oauth.zaloapp.com</c> under <c>/zalo</c>.</summary>
sealed class ZaloPlatform(SandboxOptions options, VendorEndpoints endpoints, ZaloOAuth oauth, ZaloTokens tokens, ZaloState state, ZaloSend send)
{
    readonly ZaloVendor _vendor = new();

    public void Map(IEndpointRouteBuilder app)
    {
        oauth.Map(app, endpoints, _vendor);
        Add("GET", "/v2.0/oa/getoa", "getoa", (_, token) => Task.FromResult(ZaloVendor.Ok(new JsonObject
        {
            ["oa_id"] = token.Account,
            ["name"] = token.Account == options.ZaloAccount ? "Sandbox Shop" : "Second Shop",
        })));
        Add("GET", "/v3.0/oa/user/detail", "user/detail", (call, _) => Task.FromResult(Profile(call)));
        Add("POST", "/v2.0/oa/upload/image", "upload/image", (call, _) => send.UploadAsync(call));
        // People of the second account are nobody's: traffic belongs to the first one.
        Add("POST", "/v3.0/oa/message/cs", "message/cs", (call, token) => Task.FromResult(
            token.Account == options.ZaloAccount ? send.Send(call) : ZaloVendor.Error(-201, "user_id is invalid")));

        void Add(string method, string path, string operation, Func<VendorCall, ZaloToken, Task<VendorAnswer>> handler) =>
            endpoints.Map(app, method, "/zalo" + path, _vendor, operation, call => tokens.Find(call.Header("access_token")) is { } token
                ? handler(call, token)
                : Task.FromResult(ZaloVendor.Error(ZaloVendor.BadToken, "Access token is invalid")));
    }

    VendorAnswer Profile(VendorCall call)
    {
        JsonObject? data = null;
        try
        {
            data = JsonNode.Parse(call.Query("data") ?? "") as JsonObject;
        }
        catch (System.Text.Json.JsonException)
        {
            // Not what the call wants; answered below.
        }
        return data?.Text("user_id") is { } user && state.Person(user) is { } key
            ? ZaloVendor.Ok(new JsonObject { ["user_id"] = user, ["display_name"] = Person.NameOf(key), ["user_is_follower"] = true })
            : ZaloVendor.Error(-201, "user_id is invalid");
    }
}
