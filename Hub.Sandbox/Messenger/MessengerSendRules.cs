using System.Text.Json.Nodes;
using Hub.Sandbox.Wire;

namespace Hub.Sandbox.Messenger;

/// <summary>Rules of the Send API's body. A text says what is wrong; null is right.</summary>
static class MessengerSendRules
{
    // The text limit is general knowledge, not from a page of Meta's that we could read.
    const int LongestText = 2000;
    static readonly string[] Tags = ["HUMAN_AGENT", "CONFIRMED_EVENT_UPDATE", "POST_PURCHASE_UPDATE", "ACCOUNT_UPDATE"];

    public static string? Broken(JsonObject body)
    {
        if (body.Unknown("recipient", "messaging_type", "tag", "message", "sender_action", "persona_id",
            "notification_type") is { } unknown)
            return $"Unexpected key '{unknown}'.";
        if (body.Object("recipient") is not { } recipient || (recipient.Text("id") is null == recipient.Text("comment_id") is null))
            return "recipient must have an id or a comment_id.";
        if (body["sender_action"] is not null) return SenderAction(body);
        return Type(body) ?? Message(body.Object("message"));
    }

    static string? SenderAction(JsonObject body)
    {
        if (body["message"] is not null) return "sender_action and message exclude each other.";
        return body.Text("sender_action") is "typing_on" or "typing_off" or "mark_seen" ? null : "sender_action is invalid.";
    }

    static string? Type(JsonObject body)
    {
        var (type, tag) = (body.Text("messaging_type"), body.Text("tag"));
        if (body["messaging_type"] is not null && type is not ("RESPONSE" or "UPDATE" or "MESSAGE_TAG"))
            return "messaging_type is invalid.";
        if (type == "MESSAGE_TAG") return Tags.Contains(tag) ? null : "tag is missing or invalid.";
        return tag is null ? null : "tag goes with messaging_type MESSAGE_TAG only.";
    }

    static string? Message(JsonObject? message)
    {
        if (message is null) return "message is required.";
        if (message.Unknown("text", "attachment", "quick_replies", "metadata", "reply_to") is { } unknown)
            return $"Unexpected key '{unknown}' in message.";
        if (message["text"] is null == message["attachment"] is null) return "message must have either text or attachment.";
        if (message["text"] is not null && message.Text("text") is not { Length: >= 1 and <= LongestText })
            return $"Length of param message[text] must be 1 to {LongestText}.";
        if (message["metadata"] is not null && message.Text("metadata") is null) return "message.metadata must be a string.";
        return Attachment(message) ?? QuickReplies(message);
    }

    static string? QuickReplies(JsonObject message)
    {
        if (message["quick_replies"] is null) return null;
        if (message.Array("quick_replies") is not { Count: >= 1 and <= 13 } replies) return "quick_replies must have 1 to 13 elements.";
        return replies.All(r => r is JsonObject reply
            && (reply.Text("content_type") != "text" || reply.Text("title") is { Length: >= 1 and <= 20 }))
            ? null
            : "A quick reply's title must have 1 to 20 characters.";
    }

    static string? Attachment(JsonObject message)
    {
        if (message["attachment"] is null) return null;
        var attachment = message.Object("attachment");
        var payload = attachment?.Object("payload");
        return attachment?.Text("type") switch
        {
            "image" or "video" or "audio" or "file" =>
                payload?.Text("url") is null && payload?.Text("attachment_id") is null ? "attachment.payload.url is required." : null,
            "template" => Template(payload),
            _ => "attachment.type is invalid.",
        };
    }

    static string? Template(JsonObject? payload) => payload?.Text("template_type") switch
    {
        "generic" => payload.Array("elements") is { Count: >= 1 and <= 10 } ? null : "elements must have 1 to 10 elements.",
        "button" =>
            payload.Text("text") is { Length: > 0 } && payload.Array("buttons") is { Count: >= 1 and <= 3 }
                ? null
                : "A button template has a text and 1 to 3 buttons.",
        null => "template_type is required.",
        _ => null,
    };
}
