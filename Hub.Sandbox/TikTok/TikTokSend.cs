using System.Text.Json.Nodes;
using Hub.Sandbox.Traffic;
using Hub.Sandbox.Webhooks;
using Hub.Sandbox.Wire;

namespace Hub.Sandbox.TikTok;

/// <summary><c>POST business/message/send/</c>: rules, reply window, then the echo and a read mark.</summary>
sealed class TikTokSend(
    SandboxOptions options, TikTokState state, TikTokWebhooks events, OutboundLedger outbound, Sequence sequence, TimeProvider time)
{
    public VendorAnswer Send(VendorCall call)
    {
        if (call.Json() is not { } body) return Wrong("The body is not a JSON object.");
        if (body.Text("business_id") != options.TikTokBusiness) return TikTokVendor.Failure(40001, "No permission for business_id.");
        if (TikTokSendRules.Broken(body) is { } broken) return Wrong(broken);
        lock (state.Gate) return body["direct_reply"] is null ? ToConversation(body) : ToComment(body);
    }

    VendorAnswer ToConversation(JsonObject body)
    {
        if (body.Text("recipient_type") != "CONVERSATION") return Wrong("recipient_type is invalid.");
        if (state.Find(body.Text("recipient")) is not { } conversation) return Wrong("Param conversation_id is invalid.");
        if (body.Text("message_type") == "SENDER_ACTION") return Sent("", []);
        if (!conversation.MaySend(time.GetUtcNow()))
            return TikTokVendor.Failure(40064, "The message is blocked by the direct message rules.");
        if (body.Text("message_type") == "IMAGE" && !state.HasUpload(body.Object("image")!.Text("media_id")))
            return TikTokVendor.Failure(40007, "image.media_id does not exist.");
        if (body["referenced_message_info"] is JsonObject quoted
            && !conversation.MessageIds.Contains(quoted.Text("referenced_message_id") ?? ""))
            return Wrong("referenced_message_id is invalid.");
        return Deliver(conversation, body);
    }

    VendorAnswer Deliver(TikTokConversation conversation, JsonObject body)
    {
        var now = time.GetUtcNow();
        var messageId = Ids.TikTok(sequence.Next("tiktok-message"));
        var type = body.Text("message_type")!;
        var text = body.Object("text")?.Text("body") ?? body[type.ToLowerInvariant()]?.ToJsonString(WireJson.Options) ?? "";
        var person = new Person(conversation.Person);
        var echo = events.Echo(sequence.Next("echo"), person, messageId, now, type.ToLowerInvariant(), EchoBody(body, type), "API");
        conversation.Sent(now, echo.Facts[0].History!, counts: true);
        outbound.Add(TikTokWebhooks.Channel, conversation.Id, type, text, null, messageId, now);
        var read = now.AddMilliseconds(options.ReceiptDelayMs);
        return Sent(messageId, [echo, events.Read(sequence.Next("read"), person, read, read) with { After = read - now }]);
    }

    VendorAnswer ToComment(JsonObject body)
    {
        var reply = body.Object("direct_reply");
        if (reply?.Text("reply_type") != "COMMENT_REPLY") return Wrong("direct_reply.reply_type is invalid.");
        var comment = reply.Object("comment_reply")?.Text("comment_id");
        if (body["recipient"] is not null || body["recipient_type"] is not null) return Wrong("recipient does not go with direct_reply.");
        if (body.Text("message_type") != "TEXT") return Wrong("message_type does not go with direct_reply.");
        if (!state.TellsOfComments) return TikTokVendor.Failure(40003, "Comment-to-Message is not enabled.");
        if (state.Comment(comment) is not { } found) return TikTokVendor.Failure(40007, "comment_id does not exist.");
        var person = new Person(found.Person);
        var conversation = state.With(person.TikTokConversation, person.Key);
        if (found.Wrong(time.GetUtcNow(), conversation.LastMessage) is { } refused) return TikTokVendor.Failure(40064, refused);
        found.IsAnswered = true;
        return Deliver(conversation, body);
    }

    static JsonObject EchoBody(JsonObject body, string type)
    {
        var echo = type switch
        {
            "TEXT" => new JsonObject { ["text"] = body["text"]!.DeepClone() },
            "IMAGE" => new JsonObject { ["image"] = body["image"]!.DeepClone() },
            "SHARE_POST" =>
                new JsonObject { ["share_post"] = new JsonObject { ["video_id"] = body["share_post"]!["item_id"]!.DeepClone() } },
            _ => new JsonObject { ["template"] = TemplateEcho(body.Object("template")!) },
        };
        if (body["referenced_message_info"] is { } quoted) echo["referenced_message_info"] = quoted.DeepClone();
        return echo;
    }

    static JsonObject TemplateEcho(JsonObject template)
    {
        var buttons = template.Array("buttons")!.Select(b => (JsonNode)new JsonObject
        {
            ["text"] = b!["title"]!.DeepClone(),
            ["type"] = "REPLY",
            ["id"] = b["id"]?.DeepClone(),
        });
        var element = new JsonObject { ["title"] = template["title"]!.DeepClone(), ["buttons"] = new JsonArray([.. buttons]) };
        return new JsonObject { ["type"] = template.Text("type")!.ToLowerInvariant(), ["elements"] = new JsonArray(element) };
    }

    static VendorAnswer Sent(string messageId, IReadOnlyList<OutgoingWebhook> webhooks) =>
        TikTokVendor.Ok(new JsonObject { ["message"] = new JsonObject { ["message_id"] = messageId } }) with { Webhooks = webhooks };

    static VendorAnswer Wrong(string message) => TikTokVendor.Failure(40002, message);
}
