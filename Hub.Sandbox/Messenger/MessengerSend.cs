using System.Text.Json.Nodes;
using Hub.Sandbox.Meta;
using Hub.Sandbox.Webhooks;
using Hub.Sandbox.Wire;

namespace Hub.Sandbox.Messenger;

/// <summary><c>POST /{page-id}/messages</c>, then echo, delivery and read.</summary>
sealed class MessengerSend(
    SandboxOptions options, MessengerState state, MetaSubscriptions subscriptions, MessengerEvents events, OutboundLedger outbound, Sequence sequence,
    TimeProvider time)
{
    public VendorAnswer Send(VendorCall call)
    {
        if (call.Json() is not { } body) return Wrong("The body is not a JSON object.");
        if (MessengerSendRules.Broken(body) is { } broken) return Wrong(broken);
        var person = body.Object("recipient")!.Text("id");
        if (person is null || !state.Knows(person)) return GraphVendor.Error(100, "No matching user found", subcode: 2018001);
        if (body["sender_action"] is not null) return GraphVendor.Ok(new JsonObject { ["recipient_id"] = person });
        if (!state.MaySend(person, body.Text("tag"), time.GetUtcNow()))
            return GraphVendor.Error(10, "This message is sent outside of allowed window.", subcode: 2018278);
        return Deliver(person, body.Object("message")!);
    }

    VendorAnswer Deliver(string person, JsonObject message)
    {
        var messageId = Ids.Messenger(sequence.Next("messenger-message"));
        var metadata = message.Text("metadata");
        var now = time.GetUtcNow();
        var text = message.Text("text") ?? message["attachment"]!.ToJsonString(WireJson.Options);
        outbound.Add(MessengerEvents.Channel, person, message["text"] is null ? "attachment" : "text", text, metadata, messageId, now);
        var receipts = Receipts(person, messageId, message, metadata, now); // the message stands in the conversation whether or not anybody is told
        return GraphVendor.Ok(new JsonObject { ["recipient_id"] = person, ["message_id"] = messageId }) with
        {
            Webhooks = subscriptions.Stands(options.MessengerPage) ? receipts : [],
        };
    }

    IReadOnlyList<OutgoingWebhook> Receipts(string person, string messageId, JsonObject message, string? metadata, DateTimeOffset now)
    {
        var pause = TimeSpan.FromMilliseconds(Math.Max(1, options.ReceiptDelayMs));
        var named = state.NamesMessages() ? messageId : null;
        var echo = events.Echo(sequence.Next("echo"), person, messageId, now, Echoed(message), metadata, fromApi: true);
        state.Observe(echo);
        return
        [
            echo,
            events.Delivered(sequence.Next("delivery"), person, named, now + pause, now + pause) with { After = pause },
            events.Read(sequence.Next("read"), person, now + pause * 2, now + pause * 2) with { After = pause * 2 },
        ];
    }

    static JsonObject Echoed(JsonObject message)
    {
        var echo = new JsonObject();
        if (message["text"] is { } text) echo["text"] = text.DeepClone();
        if (message["attachment"] is { } attachment) echo["attachments"] = new JsonArray(attachment.DeepClone());
        return echo;
    }

    static VendorAnswer Wrong(string message) => GraphVendor.Error(100, message);
}
