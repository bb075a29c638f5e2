using System.Text.Json;
using System.Text.Json.Nodes;
using Hub.Sandbox.Wire;

namespace Hub.Sandbox.TikTokEvents;

/// <summary>An error of the whole request; null is right.</summary>
sealed record EventError(int Code, string Message);

/// <summary>The fields of <c>event/track/</c> (Events API 2.0). Nothing else may stand in a request.</summary>
sealed class EventRules(SandboxOptions options)
{
    const int LargestBatch = 1000;
    static readonly string[] OfflineEvents =
    [
        "AddPaymentInfo", "AddToCart", "AddToWishlist", "ApplicationApproval", "CompleteRegistration", "Contact", "CustomizeProduct",
        "Download", "FindLocation", "InitiateCheckout", "Lead", "Purchase", "Schedule", "Search",
        "StartTrial", "SubmitApplication", "Subscribe", "ViewContent", "CompletePayment", "SubmitForm",
    ];
    static readonly string[] AdFields =
    [
        "callback", "campaign_id", "ad_id", "creative_id", "is_retargeting", "attributed", "attribute_type", "attribute_provider",
    ];
    static readonly string[] HashedFields = ["email", "phone", "external_id"];

    public EventError? OfRequest(JsonObject body)
    {
        if (body.Unknown("event_source", "event_source_id", "test_event_code", "data") is { } unknown)
            return Wrong($"{unknown} is not a known field.");
        if (!options.EventSources.Split(',').Contains(body.Text("event_source"))) return Wrong("event_source is invalid.");
        if (body.Text("event_source_id") != options.EventSet) return new EventError(40001, "No permission for event_source_id.");
        if (body.Array("data") is not { Count: > 0 } data) return Wrong("data is required.");
        if (data.Count > LargestBatch) return new EventError(40061, $"data has more than {LargestBatch} events.");
        return data.Select(e => OfEvent(e as JsonObject, body.Text("event_source")!)).FirstOrDefault(error => error is not null);
    }

    /// <summary>What only this event suffers from: its time.</summary>
    public static string? OfTime(JsonObject wire, DateTimeOffset now)
    {
        var at = wire.Number("event_time")!.Value;
        if (at > now.AddMinutes(10).ToUnixTimeSeconds()) return "event_time is in the future.";
        return at < now.AddDays(-28).ToUnixTimeSeconds() ? "event_time is older than 28 days." : null;
    }

    static EventError? OfEvent(JsonObject? wire, string source)
    {
        if (wire is null) return Wrong("data must hold objects.");
        if (wire.Unknown("event", "event_time", "event_id", "user", "properties", "page", "app", "ad", "lead",
            "limited_data_use") is { } unknown)
            return Wrong($"{unknown} is not a known field of an event.");
        if (wire.Text("event") is not { Length: > 0 } name) return Wrong("event is required.");
        if (source == "offline" && !OfflineEvents.Contains(name)) return Wrong("Offline events must be standard events.");
        if (wire.Number("event_time") is not { } at || at is < 0 or > 99_999_999_999) return Wrong("event_time must be Unix seconds.");
        if (wire["event_id"] is not null && wire.Text("event_id") is not { Length: > 0 }) return Wrong("event_id must be a text.");
        if (source == "crm" && wire.Object("lead")?.Text("lead_id") is not { Length: > 0 }) return Wrong("lead.lead_id is required.");
        return OfUser(wire["user"]) ?? OfProperties(wire["properties"])
            ?? OfPart(wire["page"], "page", "url", "referrer")
            ?? OfPart(wire["lead"], "lead", "lead_id", "lead_event_source")
            ?? OfPart(wire["app"], "app", "app_id", "app_name", "app_version")
            ?? OfPart(wire["ad"], "ad", AdFields);
    }

    static EventError? OfUser(JsonNode? node)
    {
        if (node is null) return null;
        if (OfPart(node, "user", "email", "phone", "external_id", "ttclid", "ttp", "ip", "user_agent", "locale") is { } error) return error;
        var user = (JsonObject)node;
        foreach (var field in HashedFields)
            if (user[field] is { } value && !IsHashed(value)) return new EventError(40062, $"user.{field} is not hashed.");
        return null;
    }

    static bool IsHashed(JsonNode value) => value is JsonArray { Count: > 0 } list ? list.All(IsHash) : IsHash(value);

    static bool IsHash(JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.String && value.GetValue<string>() is { Length: 64 } text
            && text.All(char.IsAsciiHexDigitLower);

    static EventError? OfProperties(JsonNode? node)
    {
        if (node is null) return null;
        var error = OfPart(node, "properties", "content_ids", "contents", "content_type", "currency", "value", "num_items", "search_string",
            "description", "order_id", "shop_id");
        if (error is not null) return error;
        var properties = (JsonObject)node;
        if (properties["currency"] is not null && properties.Text("currency") is not { Length: 3 })
            return Wrong("properties.currency must be ISO 4217.");
        if (properties["value"] is JsonValue value && value.GetValueKind() != JsonValueKind.Number)
            return Wrong("properties.value must be a number.");
        if (properties["contents"] is null) return null;
        if (properties.Array("contents") is not { } contents) return Wrong("properties.contents must be a list.");
        return contents.Select(c => OfPart(c, "properties.contents", "price", "content_id", "content_category", "content_name", "brand",
            "quantity"))
            .FirstOrDefault(wrong => wrong is not null);
    }

    static EventError? OfPart(JsonNode? node, string name, params ReadOnlySpan<string> known)
    {
        if (node is null) return null;
        if (node is not JsonObject part) return Wrong($"{name} must be an object.");
        return part.Unknown(known) is { } unknown ? Wrong($"{name}.{unknown} is not a known field.") : null;
    }

    static EventError Wrong(string message) => new(40002, message);
}
