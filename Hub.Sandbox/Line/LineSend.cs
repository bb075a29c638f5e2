using System.Text.Json.Nodes;
using Hub.Sandbox.Wire;

namespace Hub.Sandbox.Line;

/// <summary><c>POST /v2/bot/message/push</c>: up to five messages, once for each retry key.</summary>
sealed class LineSend(LineState state, OutboundLedger outbound, Sequence sequence, TimeProvider time)
{
    const int LongestText = 5000;
    const int LongestLabel = 20;
    const int LongestData = 300;

    public VendorAnswer Push(VendorCall call)
    {
        var key = call.Header("X-Line-Retry-Key");
        if (key is not null && !Guid.TryParseExact(key, "D", out _)) return LineVendor.Error(400, "Invalid retry key");
        if (call.Json() is not { } body || body.Unknown("to", "messages", "notificationDisabled", "customAggregationUnits") is not null)
            return LineVendor.Error(400, "The request body has 1 error(s)");
        if (body.Array("messages") is not { Count: >= 1 and <= 5 } messages || messages.Any(message => Broken(message as JsonObject)))
            return LineVendor.Error(400, "The request body has 1 error(s)");
        if (body.Text("to") is not { } to || state.Person(to) is null) return LineVendor.Error(400, "Failed to send messages");
        return Deliver(to, messages, key);
    }

    VendorAnswer Deliver(string to, JsonArray messages, string? key)
    {
        var ids = messages.Select(_ => Ids.Digits(sequence.Next("line-message"), 18)).ToList();
        var sent = new JsonArray([.. ids.Select(id => (JsonNode)new JsonObject { ["id"] = id, ["quoteToken"] = Ids.Hex("quote:" + id) })]);
        if (state.Accepted(key, sent) is { } earlier)
            return LineVendor.Error(409, "The retry key is already accepted", (JsonArray)earlier.DeepClone());
        for (var i = 0; i < ids.Count; i++)
        {
            var message = (JsonObject)messages[i]!;
            outbound.Add(LineEvents.Channel, to, message.Text("type")!, message.Text("text") ?? message.Text("originalContentUrl")!, key, ids[i], time.GetUtcNow());
        }
        return LineVendor.Ok(new JsonObject { ["sentMessages"] = sent.DeepClone() });
    }

    static bool Broken(JsonObject? message) => message?.Text("type") switch
    {
        "text" => message.Unknown("type", "text", "quickReply", "quoteToken", "emojis", "sender") is not null
            || message.Text("text") is not { Length: > 0 and <= LongestText } || (message["quickReply"] is not null && BrokenChoices(message.Object("quickReply"))),
        "image" => message.Unknown("type", "originalContentUrl", "previewImageUrl", "quickReply", "sender") is not null
            || !IsHttps(message.Text("originalContentUrl")) || !IsHttps(message.Text("previewImageUrl")),
        _ => true,
    };

    static bool BrokenChoices(JsonObject? quickReply) => quickReply?.Array("items") is not { Count: >= 1 and <= 13 } items
        || items.Any(item => (item as JsonObject)?.Text("type") != "action" || ((JsonObject)item!).Object("action") is not { } action
            || action.Unknown("type", "label", "data", "displayText") is not null || action.Text("type") != "postback"
            || action.Text("label") is not { Length: > 0 and <= LongestLabel } || action.Text("data") is not { Length: <= LongestData });

    static bool IsHttps(string? address) => address?.StartsWith("https://", StringComparison.Ordinal) == true;
}
