using System.Text.Json.Nodes;
using Hub.Sandbox.Meta;
using Hub.Sandbox.Webhooks;
using Hub.Sandbox.Wire;

namespace Hub.Sandbox.WhatsApp;

/// <summary><c>POST /{phone-number-id}/messages</c>, then sent, delivered and read.</summary>
sealed class WhatsAppSend(
    SandboxOptions options, WhatsAppState state, MetaSubscriptions subscriptions, WhatsAppSendRules rules, WhatsAppEvents events, OutboundLedger outbound, Sequence sequence,
    TimeProvider time)
{
    public VendorAnswer Send(VendorCall call)
    {
        if (call.Json() is not { } body) return GraphVendor.Error(100, "Invalid parameter: the body is not a JSON object.");
        if (body.Text("messaging_product") != "whatsapp") return GraphVendor.Error(100, "The parameter messaging_product is required.");
        if (body["status"] is not null) return MarkRead(body);
        if (body["recipient_type"] is not null && body.Text("recipient_type") != "individual")
            return GraphVendor.Error(131009, "Parameter value is not valid", details: "recipient_type must be individual.");
        if (Number(body.Text("to")) is not { } to)
            return GraphVendor.Error(131008, "Required parameter is missing", details: "to must be a phone number.");
        var type = body["type"] is null ? "text" : body.Text("type") ?? "";
        if (rules.Broken(body, type) is { } broken) return broken;
        if (!state.TakePair(to)) return GraphVendor.Error(131056, "(Business Account, Consumer Account) pair rate limit hit");
        var open = type == "template" || state.InWindow(to, time.GetUtcNow());
        return open || options.AsyncWindowErrors
            ? Deliver(body, type, to, open)
            : GraphVendor.Error(131047, "Re-engagement message",
                details: "More than 24 hours have passed since the customer last replied.");
    }

    VendorAnswer MarkRead(JsonObject body)
    {
        if (body.Text("status") != "read")
            return GraphVendor.Error(131009, "Parameter value is not valid", details: "status must be read.");
        return state.Knows(body.Text("message_id"))
            ? GraphVendor.Ok(new JsonObject { ["success"] = true })
            : GraphVendor.Error(131009, "Parameter value is not valid", details: "message_id is not a known message.");
    }

    VendorAnswer Deliver(JsonObject body, string type, string to, bool open)
    {
        var messageId = Ids.WhatsApp(sequence.Next("whatsapp-message"));
        var correlation = body.Text("biz_opaque_callback_data");
        var now = time.GetUtcNow();
        var text = body.Object("text")?.Text("body") ?? body[type]!.ToJsonString(WireJson.Options);
        state.Sent(messageId);
        outbound.Add(WhatsAppEvents.Channel, to, type, text, correlation, messageId, now);
        var accepted = GraphVendor.Ok(new JsonObject
        {
            ["messaging_product"] = "whatsapp",
            ["contacts"] = new JsonArray(new JsonObject { ["input"] = body.Text("to"), ["wa_id"] = to }),
            ["messages"] = new JsonArray(new JsonObject { ["id"] = messageId }),
        });
        if (!subscriptions.Stands(options.WhatsAppAccount)) return accepted;
        return accepted with { Webhooks = open ? Receipts(to, messageId, correlation, now) : [Failed(to, messageId, correlation, now)] };
    }

    IReadOnlyList<OutgoingWebhook> Receipts(string to, string messageId, string? correlation, DateTimeOffset now)
    {
        string[] statuses = ["sent", "delivered", "read"];
        return [.. statuses.Select((status, step) =>
        {
            var after = TimeSpan.FromMilliseconds(options.ReceiptDelayMs * step);
            return events.Status(sequence.Next("status"), to, messageId, status, correlation, now + after) with { After = after };
        })];
    }

    OutgoingWebhook Failed(string to, string messageId, string? correlation, DateTimeOffset now)
    {
        var error = new JsonObject
        {
            ["code"] = 131047,
            ["title"] = "Re-engagement message",
            ["message"] = "Re-engagement message",
            ["error_data"] = new JsonObject { ["details"] = "More than 24 hours have passed since the customer last replied." },
        };
        return events.Status(sequence.Next("status"), to, messageId, "failed", correlation, now, error);
    }

    static string? Number(string? to)
    {
        var digits = to?.TrimStart('+').Replace(" ", "").Replace("-", "");
        return digits is { Length: >= 7 and <= 15 } && digits.All(char.IsAsciiDigit) ? digits : null;
    }
}
