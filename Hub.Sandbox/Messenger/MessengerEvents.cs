using System.Text.Json.Nodes;
using Hub.Sandbox.Traffic;
using Hub.Sandbox.Webhooks;

namespace Hub.Sandbox.Messenger;

/// <summary>Composes Messenger webhooks: <c>entry[].messaging[]</c> of the object <c>page</c>.</summary>
sealed class MessengerEvents(SandboxOptions options)
{
    public const string Channel = "messenger";
    const long AppId = 1517776481860111;

    public OutgoingWebhook FromPerson(string id, Person person, DateTimeOffset at, string member, JsonObject body, Fact fact) =>
        Envelope(id, at, Event(person.Messenger, options.MessengerPage, at, member, body), fact);

    public OutgoingWebhook Message(string id, Person person, string messageId, DateTimeOffset at, string type, JsonObject message,
        string? keyword = null)
    {
        message["mid"] = messageId;
        return FromPerson(id, person, at, "message", message,
            Fact(FactKind.Message, person, messageId, type, at) with { Keyword = keyword, History = (JsonObject)message.DeepClone() });
    }

    /// <summary>What the Page sent. With metadata it came from the API, without from a person at the Page's inbox.</summary>
    public OutgoingWebhook Echo(string id, string psid, string messageId, DateTimeOffset at, JsonObject message, string? metadata,
        bool fromApi)
    {
        var echo = (JsonObject)message.DeepClone();
        echo.Remove("metadata");
        echo["is_echo"] = true;
        if (fromApi) echo["app_id"] = AppId;
        if (metadata is not null) echo["metadata"] = metadata;
        echo["mid"] = messageId;
        var type = echo["text"] is not null ? "text" : "attachment";
        return Envelope(id, at, Event(options.MessengerPage, psid, at, "message", echo),
            new Fact(FactKind.Echo, psid, messageId, type, at) { History = (JsonObject)echo.DeepClone() });
    }

    public OutgoingWebhook Delivered(string id, string psid, string? messageId, DateTimeOffset at, DateTimeOffset watermark)
    {
        var delivery = new JsonObject { ["watermark"] = watermark.ToUnixTimeMilliseconds() };
        if (messageId is not null) delivery["mids"] = new JsonArray(messageId);
        var wire = Event(psid, options.MessengerPage, at, "delivery", delivery);
        wire.Remove("timestamp");
        return Envelope(id, at, wire, new Fact(FactKind.Receipt, psid, null, "delivered", at));
    }

    public OutgoingWebhook Read(string id, string psid, DateTimeOffset at, DateTimeOffset watermark) =>
        Envelope(id, at,
            Event(psid, options.MessengerPage, at, "read", new JsonObject { ["watermark"] = watermark.ToUnixTimeMilliseconds() }),
            new Fact(FactKind.Receipt, psid, null, "read", at));

    public static JsonObject Referral(ReferralFact referral)
    {
        var wire = new JsonObject
        {
            ["ref"] = referral.Ref,
            ["source"] = referral.Source == "ad" ? "ADS" : "SHORTLINK",
            ["type"] = "OPEN_THREAD"
        };
        if (referral.AdId is null) return wire;
        wire["ad_id"] = referral.AdId;
        wire["ads_context_data"] = new JsonObject { ["ad_title"] = "Sandbox ad", ["post_id"] = "1" + referral.AdId };
        return wire;
    }

    public static Fact Fact(FactKind kind, Person person, string? messageId, string type, DateTimeOffset at) =>
        new(kind, person.Messenger, messageId, type, at) { Person = person.Key };

    static JsonObject Event(string from, string to, DateTimeOffset at, string member, JsonObject body) => new()
    {
        ["sender"] = new JsonObject { ["id"] = from },
        ["recipient"] = new JsonObject { ["id"] = to },
        ["timestamp"] = at.ToUnixTimeMilliseconds(),
        [member] = body,
    };

    OutgoingWebhook Envelope(string id, DateTimeOffset at, JsonObject messaging, Fact fact) =>
        OutgoingWebhook.Of(id, Channel, new JsonObject
        {
            ["object"] = "page",
            ["entry"] = new JsonArray(new JsonObject
            {
                ["id"] = options.MessengerPage,
                ["time"] = at.ToUnixTimeMilliseconds(),
                ["messaging"] = new JsonArray(messaging),
            }),
        }, fact);
}
