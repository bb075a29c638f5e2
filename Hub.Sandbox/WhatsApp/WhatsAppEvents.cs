using System.Globalization;
using System.Text.Json.Nodes;
using Hub.Sandbox.Traffic;
using Hub.Sandbox.Webhooks;
using Hub.Sandbox.Wire;

namespace Hub.Sandbox.WhatsApp;

/// <summary>Composes WhatsApp webhooks in the documented envelope.</summary>
sealed class WhatsAppEvents(SandboxOptions options)
{
    public const string Channel = "whatsapp";
    public const string DisplayNumber = "15550783881";

    public OutgoingWebhook Message(string id, Person person, JsonObject message, Fact fact)
    {
        var value = Value();
        value["contacts"] = new JsonArray(Contact(person));
        value["messages"] = new JsonArray(message);
        return OutgoingWebhook.Of(id, Channel, Envelope(value, "messages"), fact);
    }

    public JsonObject From(Person person, string messageId, DateTimeOffset at, string type, JsonNode? body)
    {
        var message = new JsonObject
        {
            ["from"] = person.WhatsApp,
            ["id"] = messageId,
            ["timestamp"] = Seconds(at),
            ["type"] = type,
        };
        if (BusinessScopedId(person) is { } user) message["from_user_id"] = user;
        if (body is not null) message[type] = body;
        return message;
    }

    public static Fact Fact(FactKind kind, Person person, string? messageId, string type, DateTimeOffset at) =>
        new(kind, person.WhatsApp, messageId, type, at) { Person = person.Key };

    public OutgoingWebhook Status(string id, string to, string messageId, string status, string? correlation, DateTimeOffset at,
        JsonObject? error = null)
    {
        var wire = new JsonObject { ["id"] = messageId, ["status"] = status, ["timestamp"] = Seconds(at), ["recipient_id"] = to };
        if (correlation is not null) wire["biz_opaque_callback_data"] = correlation;
        if (error is null)
        {
            wire["conversation"] = new JsonObject
            {
                ["id"] = Ids.Hex("conversation:" + to),
                ["origin"] = new JsonObject { ["type"] = "service" },
            };
            wire["pricing"] = new JsonObject { ["billable"] = true, ["pricing_model"] = "PMP", ["category"] = "service" };
        }
        else
        {
            wire["errors"] = new JsonArray(error);
        }
        var value = Value();
        value["statuses"] = new JsonArray(wire);
        return OutgoingWebhook.Of(id, Channel, Envelope(value, "messages"),
            new Fact(FactKind.Receipt, to, null, status, at) { Original = messageId });
    }

    /// <summary>What the shop sent from the WhatsApp Business app on its own phone.</summary>
    public OutgoingWebhook Echo(string id, Person person, string messageId, DateTimeOffset at, string text)
    {
        var value = Value();
        value["message_echoes"] = new JsonArray(new JsonObject
        {
            ["from"] = DisplayNumber,
            ["to"] = person.WhatsApp,
            ["id"] = messageId,
            ["timestamp"] = Seconds(at),
            ["type"] = "text",
            ["text"] = new JsonObject { ["body"] = text },
        });
        return OutgoingWebhook.Of(id, Channel, Envelope(value, "smb_message_echoes"), Fact(FactKind.Echo, person, messageId, "text", at));
    }

    JsonObject Envelope(JsonObject value, string field) => new()
    {
        ["object"] = "whatsapp_business_account",
        ["entry"] = new JsonArray(new JsonObject
        {
            ["id"] = options.WhatsAppAccount,
            ["changes"] = new JsonArray(new JsonObject { ["value"] = value, ["field"] = field }),
        }),
    };

    JsonObject Value() => new()
    {
        ["messaging_product"] = "whatsapp",
        ["metadata"] = new JsonObject { ["display_phone_number"] = DisplayNumber, ["phone_number_id"] = options.WhatsAppNumber },
    };

    static JsonObject Contact(Person person)
    {
        var contact = new JsonObject { ["profile"] = new JsonObject { ["name"] = person.Name }, ["wa_id"] = person.WhatsApp };
        if (BusinessScopedId(person) is { } user) contact["user_id"] = user;
        return contact;
    }

    /// <summary>Some people carry a business-scoped user id beside the number.</summary>
    static string? BusinessScopedId(Person person) =>
        Ids.Hex("bsuid:" + person.Key, 1) is "0" or "1" ? "VN." + Ids.Digits("bsuid:" + person.Key, 14) : null;

    static string Seconds(DateTimeOffset at) => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}
