using System.Text.Json.Nodes;
using Hub.Sandbox.Webhooks;
using Hub.Sandbox.Wire;

namespace Hub.Sandbox.Traffic;

/// <summary>The part of a WhatsApp message that its type names.</summary>
static class WhatsAppBodies
{
    public static JsonObject Text(string body) => new() { ["body"] = body };

    public static JsonObject Image(string mediaId) => new()
    {
        ["caption"] = "Mẫu này nè shop",
        ["mime_type"] = "image/png",
        ["sha256"] = Picture.Sha256,
        ["id"] = mediaId,
    };

    public static JsonObject Referral(ReferralFact ad) => new()
    {
        ["source_url"] = "https://fb.me/sandbox",
        ["source_id"] = ad.AdId,
        ["source_type"] = "ad",
        ["headline"] = "Chat with us",
        ["body"] = "Summer sale",
        ["media_type"] = "image",
        ["image_url"] = "https://scontent.example/ad.jpg",
        ["ctwa_clid"] = ad.ClickId,
        ["welcome_message"] = new JsonObject { ["text"] = "Hi there! Let us know how we can help!" },
    };

    public static JsonObject Change(string act, string original, string emoji) => act switch
    {
        "reaction" => new JsonObject { ["message_id"] = original, ["emoji"] = emoji },
        "edit" => new JsonObject
        {
            ["original_message_id"] = original,
            ["message"] = new JsonObject { ["type"] = "text", ["text"] = Text("Ý mình là size L nha shop") },
        },
        _ => new JsonObject { ["original_message_id"] = original },
    };

    public static (string Type, JsonNode? Body) Of(string act, string id) => act switch
    {
        "button" => ("button", new JsonObject { ["payload"] = "yes", ["text"] = "Đồng ý" }),
        "list" => ("interactive", new JsonObject
        {
            ["type"] = "list_reply",
            ["list_reply"] = new JsonObject { ["id"] = "express", ["title"] = "Giao nhanh", ["description"] = "Trong ngày" },
        }),
        "location" => ("location", new JsonObject { ["latitude"] = 10.776889, ["longitude"] = 106.700806, ["name"] = "Bến Thành" }),
        "contacts" => ("contacts", new JsonArray(new JsonObject
        {
            ["name"] = new JsonObject { ["formatted_name"] = "Lê Văn Bình", ["first_name"] = "Bình" },
            ["phones"] = new JsonArray(new JsonObject { ["phone"] = "+84 90 111 2233", ["wa_id"] = "84901112233", ["type"] = "MOBILE" }),
        })),
        "document" => ("document", File(id, "application/pdf", ("filename", "hoa-don.pdf"))),
        "voice" => ("audio", File(id, "audio/ogg; codecs=opus", ("voice", true))),
        "sticker" => ("sticker", File(id, "image/webp", ("animated", false))),
        "system" =>
            ("system", new JsonObject
            {
                ["body"] = "User changed number",
                ["wa_id"] = "849" + Ids.Digits(id, 8),
                ["type"] = "user_changed_number"
            }),
        _ => ("unsupported", null),
    };

    public static void MarkUnsupported(JsonObject message) => message["errors"] = new JsonArray(new JsonObject
    {
        ["code"] = 131051,
        ["title"] = "Message type unknown",
        ["message"] = "Message type unknown",
        ["error_data"] = new JsonObject { ["details"] = "Message type is currently not supported." },
    });

    static JsonObject File(string id, string type, (string Name, JsonNode Value) more) => new()
    {
        ["mime_type"] = type,
        ["sha256"] = Picture.Sha256,
        ["id"] = Ids.Digits(id + "/media", 16),
        [more.Name] = more.Value,
    };
}
