using System.Text.Json.Nodes;
using Hub.Sandbox.Wire;

namespace Hub.Sandbox.MetaConversions;

/// <summary>
/// The fields of <c>{dataset}/events</c> for business messaging, as Meta's page shows them. Nothing else may stand in a request; one wrong event
/// refuses all of them.
/// </summary>
sealed class ConversionRules(SandboxOptions options, TimeProvider time)
{
    const int LargestBatch = 1000;
    static readonly string[] Events =
    [
        "Purchase", "LeadSubmitted", "InitiateCheckout", "AddToCart", "ViewContent", "OrderCreated", "OrderShipped", "OrderDelivered",
        "OrderCanceled", "OrderReturned", "CartAbandoned", "QualifiedLead", "RatingProvided", "ReviewProvided",
    ];

    /// <returns>What is wrong, or null.</returns>
    public string? OfRequest(JsonObject body)
    {
        if (body.Unknown("data", "partner_agent", "test_event_code") is { } unknown) return $"{unknown} is not a known field.";
        if (body.Array("data") is not { Count: > 0 and <= LargestBatch } data) return $"data must hold 1 to {LargestBatch} events.";
        return data.Select((wire, i) => OfEvent(wire as JsonObject) is { } wrong ? $"data[{i}]: {wrong}" : null)
            .FirstOrDefault(wrong => wrong is not null);
    }

    string? OfEvent(JsonObject? wire)
    {
        if (wire is null) return "an event must be an object.";
        if (wire.Unknown("event_name", "event_time", "action_source", "messaging_channel", "user_data", "custom_data") is { } unknown)
            return $"{unknown} is not a known field of an event.";
        if (!Events.Contains(wire.Text("event_name"))) return "event_name is no event of business messaging.";
        if (wire.Text("action_source") != "business_messaging") return "action_source must be business_messaging.";
        return OfTime(wire.Number("event_time")) ?? OfUser(wire.Text("messaging_channel"), wire.Object("user_data")) ?? OfValue(wire["custom_data"]);
    }

    string? OfTime(long? at)
    {
        var now = time.GetUtcNow();
        if (at is null) return "event_time must be Unix seconds.";
        if (at > now.AddMinutes(10).ToUnixTimeSeconds()) return "event_time is in the future.";
        return at < now.AddDays(-7).ToUnixTimeSeconds() ? "event_time is older than 7 days." : null;
    }

    string? OfUser(string? channel, JsonObject? user)
    {
        if (user is null) return "user_data is required.";
        if ((Unhashed(user, "em") ?? Unhashed(user, "ph")) is { } field) return $"user_data.{field} must be SHA-256 in lower-case hex.";
        switch (channel)
        {
            case "whatsapp":
                if (user.Unknown("whatsapp_business_account_id", "ctwa_clid", "em", "ph") is { } other) return $"user_data.{other} is not of whatsapp.";
                if (user.Text("whatsapp_business_account_id") != options.WhatsAppAccount) return "whatsapp_business_account_id is not the dataset's.";
                return user.Text("ctwa_clid") is { Length: > 0 } click && click.All(c => c is > ' ' and < (char)127) ? null : "ctwa_clid is required.";
            case "messenger":
                if (user.Unknown("page_id", "page_scoped_user_id", "em", "ph") is { } odd) return $"user_data.{odd} is not of messenger.";
                if (user.Text("page_id") != options.MessengerPage) return "page_id is not the dataset's.";
                return user.Text("page_scoped_user_id") is { Length: > 0 } person && person.All(char.IsAsciiDigit) ? null : "page_scoped_user_id is required.";
            default:
                return "messaging_channel must be whatsapp or messenger.";
        }
    }

    static string? Unhashed(JsonObject user, string field) =>
        user[field] is null || (user.Array(field) is { Count: > 0 } list && list.All(IsHash)) ? null : field;

    static bool IsHash(JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() == System.Text.Json.JsonValueKind.String && value.GetValue<string>() is { Length: 64 } text
            && text.All(char.IsAsciiHexDigitLower);

    static string? OfValue(JsonNode? node)
    {
        if (node is null) return null;
        if (node is not JsonObject value || value.Unknown("currency", "value") is not null) return "custom_data holds currency and value only.";
        if (value.Text("currency") is not { Length: 3 }) return "custom_data.currency must be ISO 4217.";
        return value["value"] is JsonValue amount && amount.GetValueKind() == System.Text.Json.JsonValueKind.Number ? null : "custom_data.value must be a number.";
    }
}
