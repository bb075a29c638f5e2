using System.Text.Json.Nodes;
using Hub.Sandbox.Line;
using Hub.Sandbox.Messenger;
using Hub.Sandbox.TikTok;
using Hub.Sandbox.Webhooks;
using Hub.Sandbox.WhatsApp;
using Hub.Sandbox.Wire;
using Hub.Sandbox.Zalo;

namespace Hub.Sandbox.Traffic;

/// <summary>Makes one webhook by order. Null when the platform cannot do what is asked.</summary>
sealed class HandMade(
    TikTokWebhooks tikTok, WhatsAppEvents whatsApp, MessengerEvents messenger, LineEvents line, ZaloEvents zalo, BaseAddress address, Sequence sequence, TimeProvider time)
{
    /// <summary>More than planned traffic has.</summary>
    static readonly string[] Channels = [.. TrafficPlan.Channels, LineEvents.Channel, ZaloEvents.Channel];

    public OutgoingWebhook? Make(HandMadeRequest request)
    {
        var id = sequence.Next("hand");
        if (request.Raw is { } raw)
            return Channels.Contains(request.Platform) ? OutgoingWebhook.Of(id, request.Platform, raw) : null;
        var at = time.GetUtcNow().AddSeconds(-request.AgeSeconds);
        var person = new Person(request.From);
        return request.Platform switch
        {
            TikTokWebhooks.Channel => OnTikTok(request, id, person, request.MessageId ?? Ids.TikTok(id), at),
            WhatsAppEvents.Channel => OnWhatsApp(request, id, person, request.MessageId ?? Ids.WhatsApp(id), at),
            MessengerEvents.Channel => OnMessenger(request, id, person, request.MessageId ?? Ids.Messenger(id), at),
            LineEvents.Channel => OnLine(request, id, person, request.MessageId ?? Ids.Digits(id, 18), at),
            ZaloEvents.Channel => OnZalo(request, id, person, request.MessageId ?? Ids.Hex(id, 20), at),
            _ => null,
        };
    }

    OutgoingWebhook? OnZalo(HandMadeRequest request, string id, Person person, string messageId, DateTimeOffset at) => request switch
    {
        { Text: { } text } => zalo.Text(id, person, messageId, at, text),
        { Image: true } => zalo.Image(id, person, messageId, at, $"{address.Value}/messenger-files/{Ids.Hex(id)}.png"),
        { Echo: { } echo } => zalo.Echo(id, person.Zalo, messageId, at, echo, fromApi: false),
        { Follow: true } => zalo.Follow(id, person, at),
        _ => null,
    };

    OutgoingWebhook? OnLine(HandMadeRequest request, string id, Person person, string messageId, DateTimeOffset at) => request switch
    {
        { Text: { } text } => line.Message(id, person, messageId, at, new JsonObject { ["type"] = "text", ["text"] = text }),
        { Image: true } => line.Message(id, person, messageId, at, new JsonObject
        {
            ["type"] = "image",
            ["contentProvider"] = new JsonObject { ["type"] = "line" },
        }),
        { Revoke: true, Original: { } original } => line.Unsend(id, person, original, at),
        _ => null,
    };

    OutgoingWebhook? OnTikTok(HandMadeRequest request, string id, Person person, string messageId, DateTimeOffset at) => request switch
    {
        { Text: { } text } => tikTok.Message(id, person, messageId, at, "text", Body("text", "body", text)),
        { Image: true } => tikTok.Message(id, person, messageId, at, "image", Body("image", "media_id", Ids.Hex(id))),
        { Referral: { } referral } => tikTok.Referral(id, person, at, Fact(referral)),
        { Reaction: { } emoji, Original: { } original } =>
            tikTok.Message(id, person, messageId, at, "reaction", Reaction(person, emoji, original, at)),
        { Read: true } => tikTok.Read(id, person, at, at),
        { Echo: { } echo } => tikTok.Echo(id, person, messageId, at, "text", Body("text", "body", echo), "APP"),
        { Ping: { } ping } => tikTok.Ping(id, person, messageId, at, ping),
        { Comment: { } comment } => tikTok.Comment(id, person, "7" + Ids.Digits(id, 18), at, comment),
        _ => null,
    };

    OutgoingWebhook? OnWhatsApp(HandMadeRequest request, string id, Person person, string messageId, DateTimeOffset at)
    {
        if (request.Echo is { } echo) return whatsApp.Echo(id, person, messageId, at, echo);
        if (request.Order is { } order)
            return WhatsAppOrder.Of(whatsApp, id, person, messageId, at,
                [.. order.Items.Select(i => new OrderLine(i.Sku, i.Quantity, i.Price, i.Currency))], order.CatalogId
                    ?? WhatsAppOrder.Catalog);
        (FactKind Kind, string Type, JsonObject Body)? act = request switch
        {
            { Reaction: { } emoji, Original: { } on } => (FactKind.Reaction, "reaction", WhatsAppBodies.Change("reaction", on, emoji)),
            { Edit: { } edit, Original: { } on } => (FactKind.Edit, "edit", Edited(on, edit)),
            { Revoke: true, Original: { } on } => (FactKind.Revoke, "revoke", WhatsAppBodies.Change("revoke", on, "")),
            { Image: true } => (FactKind.Message, "image", WhatsAppBodies.Image(Ids.Digits(id, 16))),
            { Text: { } text } => (FactKind.Message, "text", WhatsAppBodies.Text(text)),
            _ => null,
        };
        if (act is not var (kind, type, body)) return null;
        var message = whatsApp.From(person, messageId, at, type, body);
        var referral = request.Referral is null ? null : Fact(request.Referral);
        if (referral is not null) message["referral"] = WhatsAppBodies.Referral(referral);
        return whatsApp.Message(id, person, message, WhatsAppEvents.Fact(kind, person, messageId, type, at) with
        {
            Original = type == "image" ? body.Text("id") : request.Original,
            Referral = referral,
        });
    }

    OutgoingWebhook? OnMessenger(HandMadeRequest request, string id, Person person, string messageId, DateTimeOffset at)
    {
        if (request is { Text: null, Image: false, Referral: { } alone })
            return messenger.FromPerson(id, person, at, "referral", MessengerEvents.Referral(Fact(alone)),
                MessengerEvents.Fact(FactKind.Referral, person, null, "referral", at) with { Referral = Fact(alone) });
        if (request.Echo is { } echo)
            return messenger.Echo(id, person.Messenger, messageId, at, new JsonObject { ["text"] = echo }, null, fromApi: false);
        if (request.Read) return messenger.Read(id, person.Messenger, at, at);
        if (request is { Reaction: { } emoji, Original: { } original })
            return messenger.FromPerson(id, person, at, "reaction",
                new JsonObject { ["mid"] = original, ["action"] = "react", ["emoji"] = emoji },
                MessengerEvents.Fact(FactKind.Reaction, person, null, "reaction", at) with { Original = original });
        if (request.Text is null && !request.Image) return null;
        var message = request.Text is { } text ? new JsonObject { ["text"] = text } : Picture(id);
        if (request.Referral is { } referral) message["referral"] = MessengerEvents.Referral(Fact(referral));
        var made = messenger.Message(id, person, messageId, at, request.Text is null ? "image" : "text", message);
        return request.Referral is null ? made : made with { Facts = [made.Facts[0] with { Referral = Fact(request.Referral) }] };
    }

    JsonObject Picture(string id) => new()
    {
        ["attachments"] = new JsonArray(new JsonObject
        {
            ["type"] = "image",
            ["payload"] = new JsonObject { ["url"] = $"{address.Value}/messenger-files/{Ids.Hex(id)}.png" },
        }),
    };

    static ReferralFact Fact(HandMadeReferral referral) => referral.Source == "ad"
        ? new ReferralFact("ad", referral.AdId ?? "1700000000000001", referral.Ref, referral.ClickId ?? "Aff-sandbox")
        : new ReferralFact("short_link", null, referral.Ref ?? "campaign_1", null);

    static JsonObject Body(string type, string member, string value) => new() { [type] = new JsonObject { [member] = value } };

    static JsonObject Edited(string original, string text)
    {
        var edit = WhatsAppBodies.Change("edit", original, "");
        edit["message"]!["text"] = WhatsAppBodies.Text(text);
        return edit;
    }

    static JsonObject Reaction(Person person, string emoji, string original, DateTimeOffset at) => new()
    {
        ["reaction"] = new JsonArray(new JsonObject
        {
            ["operation"] = "ADD",
            ["type"] = "EMOJI",
            ["emoji"] = emoji,
            ["unique_identifier"] = person.TikTokUser,
            ["timestamp"] = at.ToUnixTimeMilliseconds(),
            ["original_msg_id"] = original,
        }),
    };
}
