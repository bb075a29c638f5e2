using System.Text;
using System.Text.Json.Nodes;
using Hub.Sandbox.Traffic;
using Hub.Sandbox.Wire;
using Microsoft.AspNetCore.WebUtilities;

namespace Hub.Sandbox.Line;

/// <summary>One LINE Official Account: <c>api.line.me</c> and <c>api-data.line.me</c> under <c>/line</c> (line-openapi, messaging-api.yml and channel-access-token.yml).</summary>
sealed class LinePlatform(SandboxOptions options, VendorEndpoints endpoints, LineState state, LineSend send, TimeProvider time)
{
    readonly LineVendor _vendor = new();
    readonly RateWindow _rate = new(time, 2000, TimeSpan.FromSeconds(1));

    public void Map(IEndpointRouteBuilder app)
    {
        Add("GET", "/v2/bot/info", "info", _ => LineVendor.Ok(new JsonObject
        {
            ["userId"] = options.LineBot,
            ["basicId"] = "@sandbox",
            ["displayName"] = "Sandbox Shop",
            ["chatMode"] = "bot",
            ["markAsReadMode"] = "auto",
        }));
        Add("GET", "/v2/bot/profile/{user}", "profile", Profile);
        Add("POST", "/v2/bot/message/push", "push", send.Push);
        Add("GET", "/v2/bot/message/{id}/content", "content", Content);
        Add("GET", "/v2/bot/channel/webhook/endpoint", "endpoint", _ => state.Endpoint is { } address
            ? LineVendor.Ok(new JsonObject { ["endpoint"] = address, ["active"] = !state.IsSwitchedOff })
            : LineVendor.Error(404, "Not found"));
        Add("PUT", "/v2/bot/channel/webhook/endpoint", "endpoint", Enter);
        // The token is in the form and not in a header.
        endpoints.Map(app, "POST", "/line/v2/oauth/verify", _vendor, "oauth/verify", call => Task.FromResult(VerifyToken(call)));
        endpoints.Map(app, "POST", "/line/oauth2/v3/token", _vendor, "oauth/token", call => Task.FromResult(Stateless(call)));

        void Add(string method, string path, string operation, Func<VendorCall, VendorAnswer> handler) =>
            endpoints.Map(app, method, "/line" + path, _vendor, operation, call => Task.FromResult(Guarded(call, handler)));
    }

    VendorAnswer VerifyToken(VendorCall call) => Form(call).GetValueOrDefault("access_token") == options.LineToken && !state.IsExpired
        ? LineVendor.Ok(new JsonObject { ["client_id"] = options.LineChannel, ["expires_in"] = 3_138_007_490, ["scope"] = "P CM" })
        : LineVendor.OAuthError("invalid_request", "access token expired");

    // channel-access-token.yml: by id and secret, all three required.
    VendorAnswer Stateless(VendorCall call)
    {
        var form = Form(call);
        if (form.GetValueOrDefault("grant_type") != "client_credentials" || !form.ContainsKey("client_id") || !form.ContainsKey("client_secret"))
            return LineVendor.OAuthError("invalid_request", "invalid grant_type");
        return form["client_id"] == options.LineChannel && form["client_secret"] == options.LineSecret
            ? LineVendor.Ok(new JsonObject { ["token_type"] = "Bearer", ["access_token"] = Ids.Hex("line-stateless"), ["expires_in"] = 899 })
            : LineVendor.OAuthError("invalid_client", "invalid client_secret");
    }

    static Dictionary<string, string> Form(VendorCall call) => call.Http.Request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.Ordinal) == true
        ? QueryHelpers.ParseQuery(Encoding.UTF8.GetString(call.Body)).ToDictionary(pair => pair.Key, pair => pair.Value.ToString())
        : [];

    VendorAnswer Guarded(VendorCall call, Func<VendorCall, VendorAnswer> handler)
    {
        if (call.Bearer() != options.LineToken || state.IsExpired)
            return LineVendor.Error(401, "Authentication failed. Confirm that the access token in the authorization header is valid.");
        return options.RateLimits && !_rate.TryTake()
            ? LineVendor.Error(429, "The API rate limit has been exceeded. Try again later.")
            : handler(call);
    }

    VendorAnswer Profile(VendorCall call) => state.Person(call.Route("user")) is { } key
        ? LineVendor.Ok(new JsonObject { ["userId"] = call.Route("user"), ["displayName"] = Person.NameOf(key), ["language"] = "vi" })
        : LineVendor.Error(404, "Not found");

    VendorAnswer Content(VendorCall call) => state.IsPicture(call.Route("id"))
        ? new VendorAnswer(200, Picture.Bytes, "image/png")
        : LineVendor.Error(404, "Not found");

    VendorAnswer Enter(VendorCall call)
    {
        if (call.Json()?.Text("endpoint") is not { } address || !Uri.TryCreate(address, UriKind.Absolute, out _))
            return LineVendor.Error(400, "Invalid webhook endpoint URL");
        state.Endpoint = address;
        return LineVendor.Ok([]);
    }
}
