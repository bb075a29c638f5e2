using System.Text.Json.Nodes;
using Hub.Sandbox.Webhooks;
using Hub.Sandbox.WhatsApp;
using Hub.Sandbox.Wire;

namespace Hub.Sandbox.Traffic;

/// <summary>People who write to the shop on WhatsApp.</summary>
sealed class WhatsAppScript(Random random, int seed, WhatsAppEvents events, string trackingIdFormat)
    : ChannelScript(random, seed, WhatsAppEvents.Channel)
{
    protected override (string Act, int Weight)[] Acts { get; } =
    [
        ("text", 38), ("keyword", 14), ("order", 8), ("image", 6), ("reaction", 6), ("edit", 4), ("revoke", 3), ("button", 4), ("list", 2),
        ("location", 2), ("contacts", 1), ("unsupported", 1), ("document", 2), ("voice", 2), ("sticker", 2), ("echo", 4), ("system", 1),
    ];

    protected override string[] Arrival() => Random.Next(10) switch
    {
        < 4 => ["ctwa"],
        < 6 => ["tiktok_ad"],
        _ => ["text"],
    };

    protected override OutgoingWebhook Play(Member member, string act, DateTimeOffset at)
    {
        var person = member.Person;
        switch (act)
        {
            case "echo": return events.Echo(Id, person, Shop(member, Ids.WhatsApp), at, Pick(ShopTalk.Replies));
            case "order": return WhatsAppOrder.Of(events, Id, person, Own(member, Ids.WhatsApp), at, Lines(person));
            case "ctwa": return FromMetaAd(member, at);
            case "tiktok_ad": return FromTikTokAd(member, at);
            case "keyword":
                var (text, keyword) = ShopTalk.Asking(Random, person);
                return Say(member, at, "text", WhatsAppBodies.Text(text), fact => fact with { Keyword = keyword });
            case "reaction" or "edit" or "revoke" when member.OwnMessages.Count > 0: return Change(member, act, at);
            case "image":
                var picture = Ids.Digits(Id + "/media", 16);
                return Say(member, at, "image", WhatsAppBodies.Image(picture), fact => fact with { Original = picture });
            case "text" or "reaction" or "edit" or "revoke":
                return Say(member, at, "text", WhatsAppBodies.Text(ShopTalk.Question(Random, person)));
            default:
                var (type, body) = WhatsAppBodies.Of(act, Id);
                var file = act is "document" or "voice" or "sticker" ? body!["id"]!.GetValue<string>() : null;
                return Say(member, at, type, body, fact => fact with { Original = file }, act == "system" ? FactKind.Other : FactKind.Message);
        }
    }

    OutgoingWebhook Say(
        Member member, DateTimeOffset at, string type, JsonNode? body, Func<Fact, Fact>? adorn = null, FactKind kind = FactKind.Message)
    {
        var messageId = kind == FactKind.Message ? Own(member, Ids.WhatsApp) : Ids.WhatsApp(Id + "/" + type);
        var message = events.From(member.Person, messageId, at, type, body);
        if (type == "unsupported") WhatsAppBodies.MarkUnsupported(message);
        var fact = WhatsAppEvents.Fact(kind, member.Person, messageId, type, at);
        return events.Message(Id, member.Person, message, adorn is null ? fact : adorn(fact));
    }

    OutgoingWebhook FromMetaAd(Member member, DateTimeOffset at)
    {
        var ad = Ad() with { ClickId = "Aff-" + Ids.Hex(Id + "/click", 40) };
        var messageId = Own(member, Ids.WhatsApp);
        var message = events.From(member.Person, messageId, at, "text", WhatsAppBodies.Text(ShopTalk.Question(Random, member.Person)));
        message["referral"] = WhatsAppBodies.Referral(ad);
        return events.Message(Id, member.Person, message,
            WhatsAppEvents.Fact(FactKind.Message, member.Person, messageId, "text", at) with { Referral = ad });
    }

    OutgoingWebhook FromTikTokAd(Member member, DateTimeOffset at)
    {
        var tracking = "TT" + Ids.Hex("tracking:" + Random.Next(20), 12).ToUpperInvariant();
        var text = ShopTalk.Question(Random, member.Person) + " " + string.Format(System.Globalization.CultureInfo.InvariantCulture,
            trackingIdFormat, tracking);
        return Say(member, at, "text", WhatsAppBodies.Text(text),
            fact => fact with { Referral = new ReferralFact("tracking_id", null, tracking, null) });
    }

    OutgoingWebhook Change(Member member, string act, DateTimeOffset at)
    {
        // People mend what they have just written, sometimes again, and then take it back; now and then it is something older.
        var original = act == "reaction" || Random.Next(3) == 0 ? Pick(member.OwnMessages) : member.OwnMessages[^1];
        if (act == "revoke") member.OwnMessages.Remove(original);
        var messageId = Ids.WhatsApp(Id + "/" + act);
        var kind = act switch { "reaction" => FactKind.Reaction, "edit" => FactKind.Edit, _ => FactKind.Revoke };
        var message = events.From(member.Person, messageId, at, act, WhatsAppBodies.Change(act, original, Pick(ShopTalk.Emoji)));
        return events.Message(Id, member.Person, message,
            WhatsAppEvents.Fact(kind, member.Person, messageId, act, at) with { Original = original });
    }

    IReadOnlyList<OrderLine> Lines(Person person)
    {
        var vietnamese = person.WritesVietnamese;
        return [.. Enumerable.Range(0, 1 + Random.Next(3)).Select(line =>
        {
            var price = vietnamese ? 50_000m * (1 + Random.Next(10)) : 5m * (1 + Random.Next(10));
            return new OrderLine($"sku-{line + 1}{Random.Next(10)}", 1 + Random.Next(3), price, vietnamese ? "VND" : "USD");
        })];
    }
}
