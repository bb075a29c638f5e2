using System.Text.Json.Nodes;
using Hub.Sandbox.Meta;
using Hub.Sandbox.Wire;

namespace Hub.Sandbox.WhatsApp;

/// <summary>Rules of the message body of <c>POST /{phone-number-id}/messages</c>. Null is right.</summary>
sealed class WhatsAppSendRules(SandboxOptions options, MetaMedia media, WhatsAppState state)
{
    // The text limit is general knowledge, not from a page of Meta's that we could read.
    const int LongestText = 4096;
    static readonly string[] Common =
    [
        "messaging_product", "recipient_type", "to", "type", "context", "biz_opaque_callback_data", "status", "message_id",
        "typing_indicator",
    ];
    static readonly string[] Types =
    [
        "text", "image", "audio", "video", "document", "sticker", "location", "contacts", "interactive", "template", "reaction",
    ];

    public VendorAnswer? Broken(JsonObject body, string type)
    {
        if (body.Unknown([.. Common, .. Types]) is { } unknown)
            return GraphVendor.Error(100, $"Invalid parameter: unexpected key '{unknown}'.");
        if (!Types.Contains(type)) return GraphVendor.Error(131009, "Parameter value is not valid", details: "type is not valid.");
        if (Types.FirstOrDefault(t => t != type && body[t] is not null) is { } extra)
            return Invalid($"{extra} does not go with type {type}.");
        if (body["biz_opaque_callback_data"] is not null && body.Text("biz_opaque_callback_data") is null)
            return Invalid("biz_opaque_callback_data must be a string.");
        if (type == "contacts") return body.Array("contacts") is { Count: > 0 } ? null : Missing("contacts");
        if (body.Object(type) is not { } part) return Missing(type);
        return type switch
        {
            "text" => Text(part),
            "image" or "audio" or "video" or "document" or "sticker" => Media(part, type),
            "location" => part["latitude"] is null || part["longitude"] is null ? Missing("location.latitude and longitude") : null,
            "interactive" => Interactive(part),
            "template" => Template(part),
            _ => Reaction(part),
        };
    }

    static VendorAnswer? Text(JsonObject text) => text.Text("body") switch
    {
        null or "" => Missing("text.body"),
        { Length: > LongestText } => Invalid($"text.body exceeds {LongestText} characters."),
        _ => null,
    };

    VendorAnswer? Media(JsonObject part, string type)
    {
        var (id, link) = (part.Text("id"), part.Text("link"));
        if (id is null == link is null) return Missing($"{type}.id or {type}.link");
        if (id is not null) return media.Knows(id) ? null : Invalid($"{type}.id is not a valid media id.");
        return Uri.TryCreate(link, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            ? null
            : Invalid($"{type}.link is not a URL.");
    }

    VendorAnswer? Reaction(JsonObject reaction)
    {
        if (reaction.Text("emoji") is null) return Missing("reaction.emoji");
        return state.Knows(reaction.Text("message_id")) ? null : Invalid("reaction.message_id is not a message of this conversation.");
    }

    VendorAnswer? Template(JsonObject template)
    {
        if (template.Text("name") is not { Length: > 0 } name) return Missing("template.name");
        if (template.Object("language")?.Text("code") is not { Length: > 0 }) return Missing("template.language.code");
        if (template["components"] is not null and not JsonArray) return Invalid("template.components must be an array.");
        if (!options.Templates.Split(',').Contains(name))
            return GraphVendor.Error(132001, "Template name does not exist in the translation", 404, details: "The template is not approved.");
        var given = (template.Array("components") ?? []).OfType<JsonObject>().Where(part => part.Text("type") == "body")
            .Sum(part => part.Array("parameters")?.Count ?? 0);
        return WhatsAppTemplates.Parameters(name) is { } wanted && wanted != given
            ? GraphVendor.Error(132000, "Number of parameters does not match the expected number of params",
                details: $"body: number of localizable_params ({given}) does not match the expected number of params ({wanted})")
            : null;
    }

    static VendorAnswer? Interactive(JsonObject part)
    {
        if (part.Object("action") is not { } action) return Missing("interactive.action");
        return part.Text("type") switch
        {
            "button" => Buttons(part, action),
            "list" => List(part, action),
            null => Missing("interactive.type"),
            _ => null,
        };
    }

    static VendorAnswer? Buttons(JsonObject part, JsonObject action)
    {
        if (part.Object("body")?.Text("text") is not { Length: > 0 }) return Missing("interactive.body.text");
        if (action.Array("buttons") is not { Count: >= 1 and <= 3 } buttons)
            return Invalid("interactive.action.buttons must have 1 to 3 elements.");
        return buttons.All(b => b is JsonObject button && button.Text("type") == "reply"
            && button.Object("reply") is { } reply && reply.Text("id") is { Length: > 0 }
            && reply.Text("title") is { Length: > 0 and <= 20 })
            ? null
            : Invalid("Every button needs type reply, an id, and a title of 1 to 20 characters.");
    }

    static VendorAnswer? List(JsonObject part, JsonObject action)
    {
        if (part.Object("body")?.Text("text") is not { Length: > 0 }) return Missing("interactive.body.text");
        if (action.Text("button") is not { Length: > 0 }) return Missing("interactive.action.button");
        if (action.Array("sections") is not { Count: > 0 } sections) return Missing("interactive.action.sections");
        return sections.All(s => s is JsonObject section && section.Array("rows") is { Count: > 0 } rows
            && rows.All(r => r is JsonObject row && row.Text("id") is { Length: > 0 } && row.Text("title") is { Length: > 0 }))
            ? null
            : Invalid("Every section needs rows with an id and a title.");
    }

    static VendorAnswer Missing(string what) => GraphVendor.Error(131008, "Required parameter is missing", details: what + " is required.");

    static VendorAnswer Invalid(string what) => GraphVendor.Error(131009, "Parameter value is not valid", details: what);
}
