using System.Text.Json.Nodes;
using Hub.Sandbox.Wire;

namespace Hub.Sandbox.HubSpot;

/// <summary>HubSpot's CRM API under <c>/hubspot</c>.</summary>
sealed class HubSpotPlatform(
    SandboxOptions options, VendorEndpoints endpoints, HubSpotUpsert upsert, HubSpotReads reads, HubSpotSearch search, HubSpotAssociations associations,
    HubSpotProperties properties, HubSpotOAuth oauth, TimeProvider time)
{
    const string Objects = "/hubspot/crm/v3/objects/{type}";
    readonly HubSpotVendor _vendor = new();
    readonly RateWindow _rate = new(time, options.HubSpotPer10Seconds, TimeSpan.FromSeconds(10));
    volatile bool _expired;

    public void Map(IEndpointRouteBuilder app)
    {
        oauth.Map(app, endpoints, _vendor);
        Add(app, "POST", Objects + "/batch/upsert", "upsert", upsert.Upsert);
        Add(app, "POST", Objects + "/batch/read", "read", call => Readable(call, reads.BatchRead));
        Add(app, "POST", Objects + "/search", "search", call => Readable(call, search.Search));
        Add(app, "GET", Objects + "/{id}", "get", call => Readable(call, reads.Get));
        Add(app, "POST", "/hubspot/crm/v4/associations/{from}/{to}/batch/associate/default", "associate", associations.Associate);
        Add(app, "GET", "/hubspot/crm/v3/properties/{type}", "properties", properties.List);
        Add(app, "GET", "/hubspot/crm/v3/properties/{type}/{name}", "properties", properties.Get);
        Add(app, "POST", "/hubspot/crm/v3/properties/{type}", "properties", properties.Create);
        Add(app, "GET", "/hubspot/account-info/v3/details", "account-info", Account);
    }

    public void ExpireToken() => _expired = true;

    public void RestoreToken() => _expired = false;

    void Add(IEndpointRouteBuilder app, string method, string pattern, string operation, Func<VendorCall, VendorAnswer> handler) =>
        endpoints.Map(app, method, pattern, _vendor, operation, call => Task.FromResult(Guarded(call, handler)));

    VendorAnswer Guarded(VendorCall call, Func<VendorCall, VendorAnswer> handler)
    {
        if (_expired || !oauth.Knows(call.Bearer()))
            return HubSpotVendor.Error(401, "INVALID_AUTHENTICATION",
                "Authentication credentials not found. This API supports OAuth 2.0 authentication.");
        if (options.RateLimits && !_rate.TryTake()) return HubSpotVendor.TooMany("TEN_SECONDLY_ROLLING").With("Retry-After", "1");
        return handler(call).With("X-HubSpot-RateLimit-Daily", "650000");
    }

    /// <summary>Meetings go by the scopes of contacts.</summary>
    VendorAnswer Readable(VendorCall call, Func<VendorCall, VendorAnswer> handler)
    {
        var scope = $"crm.objects.{(call.Route("type") == "orders" ? "orders" : "contacts")}.read";
        return oauth.May(call.Bearer(), scope)
            ? handler(call)
            : HubSpotVendor.Error(403, "MISSING_SCOPES", $"This app hasn't been granted all required scopes to make this call: {scope}");
    }

    VendorAnswer Account(VendorCall call) => HubSpotVendor.Ok(new JsonObject
    {
        ["portalId"] = oauth.PortalOf(call.Bearer()),
        ["accountType"] = "DEVELOPER_TEST",
        ["timeZone"] = "Asia/Ho_Chi_Minh",
        ["companyCurrency"] = "VND",
        ["uiDomain"] = "app.hubspot.com",
        ["dataHostingLocation"] = "na1",
    });
}
