using System.Text.Json.Nodes;
using Hub.Sandbox.Wire;

namespace Hub.Sandbox.TikTok;

/// <summary>The field rules of <c>business/message/send/</c> (page 1832184403754242). A text says what is wrong; null is right.</summary>
static class TikTokSendRules
{
    public static string? Broken(JsonObject body) => body.Text("message_type") switch
    {
        "TEXT" => Text(body),
        "IMAGE" => Exclusive(body, "image") ?? Required(body, "image", "media_id"),
        "SHARE_POST" => Exclusive(body, "share_post") ?? SharePost(body),
        "TEMPLATE" => Exclusive(body, "template") ?? Template(body.Object("template")),
        "SENDER_ACTION" => body.Text("sender_action") is "TYPING" or "MARK_READ" ? null : "sender_action is invalid.",
        _ => "message_type is invalid.",
    };

    static string? Text(JsonObject body)
    {
        if (Exclusive(body, "text") is { } wrong) return wrong;
        var text = body.Object("text")?.Text("body");
        if (string.IsNullOrEmpty(text)) return "text.body is required.";
        return text.Length > 6000 ? "text.body exceeds 6000 characters." : null;
    }

    static string? Exclusive(JsonObject body, string part)
    {
        string[] parts = ["text", "image", "share_post", "template"];
        if (parts.FirstOrDefault(other => other != part && body[other] is not null) is { } extra)
            return $"{extra} does not go with message_type.";
        var quotes = body["referenced_message_info"] is not null;
        return quotes && part != "text" ? "referenced_message_info goes with TEXT only." : null;
    }

    static string? SharePost(JsonObject body)
    {
        if (Required(body, "share_post", "item_id") is { } wrong) return wrong;
        return body.Object("share_post")!.Text("item_id")!.All(char.IsAsciiDigit)
            ? null
            : "share_post.item_id is not a post of this account.";
    }

    static string? Required(JsonObject body, string part, string member) =>
        string.IsNullOrEmpty(body.Object(part)?.Text(member)) ? $"{part}.{member} is required." : null;

    static string? Template(JsonObject? template)
    {
        if (template is null) return "template is required.";
        var type = template.Text("type");
        if (type is not ("QA_BUTTON_CARD" or "QA_LINK_CARD")) return "template.type is invalid.";
        if (template.Text("title") is not { Length: > 0 and <= 40 }) return "template.title must have 1 to 40 characters.";
        if (template.Array("buttons") is not { Count: >= 1 and <= 3 } buttons) return "template.buttons must have 1 to 3 elements.";
        var longest = type == "QA_BUTTON_CARD" ? 20 : 40;
        return buttons.Select(b => Button(b as JsonObject, longest)).FirstOrDefault(wrong => wrong is not null);
    }

    static string? Button(JsonObject? button, int longest)
    {
        if (button?.Text("type") != "REPLY") return "template.buttons.type is invalid.";
        if (button.Text("title") is not { Length: > 0 } title || title.Length > longest)
            return $"template.buttons.title must have 1 to {longest} characters.";
        return button["id"] is not null && button.Text("id") is not { Length: <= 40 } ? "template.buttons.id exceeds 40 characters." : null;
    }
}
