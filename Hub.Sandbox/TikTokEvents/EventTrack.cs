using System.Text.Json.Nodes;
using Hub.Sandbox.TikTok;
using Hub.Sandbox.Wire;

namespace Hub.Sandbox.TikTokEvents;

/// <summary>
/// <c>POST event/track/</c>. How TikTok names the events of a partial success is not published:
/// <c>data.failed_events</c> is this program's own choice.
/// </summary>
sealed class EventTrack(SandboxOptions options, VendorEndpoints endpoints, EventRules rules, EventStore store, AdvertiserOAuth oauth,
    TimeProvider time)
{
    readonly TikTokVendor _vendor = new("tiktok-events");
    volatile bool _expired;

    public void Map(IEndpointRouteBuilder app)
    {
        oauth.Map(app, endpoints, _vendor);
        endpoints.Map(app, "GET", "/tiktok/open_api/v1.3/ctm/message_event_set/get/", _vendor, "ctm/message_event_set", call => Task.FromResult(Sets(call)));
        endpoints.Map(app, "GET", "/tiktok/open_api/v1.3/report/integrated/get/", _vendor, "report/integrated", call => Task.FromResult(Report(call)));
        endpoints.Map(app, "POST", "/tiktok/open_api/v1.3/event/track/", _vendor, "event/track", call => Task.FromResult(Track(call)));
    }

    public void ExpireToken() => _expired = true;

    public void RestoreToken() => _expired = false;

    VendorAnswer Track(VendorCall call)
    {
        var error = WrongToken(call)
            ?? (call.Json() is { } body ? rules.OfRequest(body) : new EventError(40002, "The body is not a JSON object."));
        store.Request(refused: error is not null);
        return error is null ? Take(call, call.Json()!) : TikTokVendor.Failure(error.Code, error.Message);
    }

    // One set, for the shop's WhatsApp number. The answer's form is that of integrators' code.
    VendorAnswer Sets(VendorCall call)
    {
        if (WrongToken(call) is { } error) return TikTokVendor.Failure(error.Code, error.Message);
        if (!options.Advertisers.Split(',').Contains(call.Query("advertiser_id"))) return TikTokVendor.Failure(40001, "No permission for advertiser_id.");
        if (call.Query("messaging_app_type") is not ("WHATSAPP" or "MESSENGER" or "ZALO" or "LINE"))
            return TikTokVendor.Failure(40002, "messaging_app_type is invalid.");
        var known = call.Query("messaging_app_type") == "WHATSAPP" && call.Query("messaging_app_account_id") == options.WhatsAppNumber;
        return TikTokVendor.Ok(new JsonObject
        {
            ["message_event_set_list"] = known
                ? new JsonArray(new JsonObject { ["message_event_set_id"] = options.EventSet, ["message_event_name"] = "Conversation" })
                : [],
        });
    }

    // The advertiser's total; one metric, as the hub asks for it.
    VendorAnswer Report(VendorCall call)
    {
        if (WrongToken(call) is { } error) return TikTokVendor.Failure(error.Code, error.Message);
        if (!options.Advertisers.Split(',').Contains(call.Query("advertiser_id"))) return TikTokVendor.Failure(40001, "No permission for advertiser_id.");
        if (call.Query("report_type") != "BASIC" || call.Query("data_level") != "AUCTION_ADVERTISER" || call.Query("dimensions") != "[\"advertiser_id\"]")
            return TikTokVendor.Failure(40002, "The sandbox has the advertiser's basic report only.");
        if (!DateOnly.TryParseExact(call.Query("start_date"), "yyyy-MM-dd", out var first)
            || !DateOnly.TryParseExact(call.Query("end_date"), "yyyy-MM-dd", out var last) || first > last)
            return TikTokVendor.Failure(40002, "start_date or end_date is invalid.");
        const string metric = "messaging_total_conversation_tiktok_direct_message";
        if (call.Query("metrics") != $"[\"{metric}\"]") return TikTokVendor.Failure(40002, "metrics is invalid.");
        return TikTokVendor.Ok(new JsonObject
        {
            ["list"] = new JsonArray(new JsonObject
            {
                ["dimensions"] = new JsonObject { ["advertiser_id"] = call.Query("advertiser_id") },
                ["metrics"] = new JsonObject { [metric] = store.Count(options.ConversationEvent).ToString(System.Globalization.CultureInfo.InvariantCulture) },
            }),
        });
    }

    EventError? WrongToken(VendorCall call) => call.Header("Access-Token") switch
    {
        null or "" => new EventError(40104, "Access token is empty"),
        var token when token != options.EventsToken && !oauth.Knows(token) => new EventError(40105, "Access token is incorrect or has been revoked"),
        _ => _expired ? new EventError(40102, "Access token is expired") : null,
    };

    VendorAnswer Take(VendorCall call, JsonObject body)
    {
        var failed = new JsonArray();
        var data = body.Array("data")!;
        for (var i = 0; i < data.Count; i++)
        {
            var wire = (JsonObject)data[i]!;
            var wrong = i == 0 && call.RowFault is { } fault
                ? fault.Message ?? "The event was not taken."
                : EventRules.OfTime(wire, time.GetUtcNow());
            if (wrong is null)
            {
                store.Take(body.Text("event_source")!, body.Text("event_source_id")!, (JsonObject)wire.DeepClone());
                continue;
            }
            store.Fail();
            failed.Add(new JsonObject
            {
                ["order_in_batch"] = i,
                ["event"] = wire["event"]?.DeepClone(),
                ["event_id"] = wire["event_id"]?.DeepClone(),
                ["code"] = call.RowFault?.Code ?? 40002,
                ["message"] = wrong,
            });
        }
        return failed.Count == 0 ? TikTokVendor.Ok([]) : TikTokVendor.Partial(new JsonObject { ["failed_events"] = failed });
    }
}
