using System.Text.Json.Nodes;
using Hub.Sandbox.Messenger;
using Hub.Sandbox.Webhooks;
using Hub.Sandbox.Wire;

namespace Hub.Sandbox.Traffic;

/// <summary>People who write to the Page on Messenger.</summary>
sealed class MessengerScript(Random random, int seed, MessengerEvents events, Func<string> baseAddress)
    : ChannelScript(random, seed, MessengerEvents.Channel)
{
    protected override (string Act, int Weight)[] Acts { get; } =
    [
        ("text", 42), ("keyword", 15), ("quick_reply", 5), ("image", 6), ("sticker", 2), ("reaction", 6), ("read", 6), ("echo", 5),
        ("reply", 4), ("referral", 5), ("postback", 4),
    ];

    protected override string[] Arrival() => Random.Next(10) switch
    {
        < 3 => ["get_started", "text"],
        < 5 => ["ad_text"],
        < 6 => ["text", "referral"],
        _ => ["text"],
    };

    protected override OutgoingWebhook Play(Member member, string act, DateTimeOffset at)
    {
        var person = member.Person;
        switch (act)
        {
            case "get_started": return Postback(member, at, Random.Next(2) == 0 ? Ad() : Link());
            case "postback": return Postback(member, at, null);
            case "referral": return Referral(person, at, Random.Next(2) == 0 ? Ad() : Link());
            case "read": return events.Read(Id, person.Messenger, at, at);
            case "echo":
                var said = new JsonObject { ["text"] = Pick(ShopTalk.Replies) };
                return events.Echo(Id, person.Messenger, Shop(member, Ids.Messenger), at, said, null, fromApi: false);
            case "keyword":
                var (text, keyword) = ShopTalk.Asking(Random, person);
                return Say(member, at, "text", new JsonObject { ["text"] = text }, keyword);
            case "reaction" when member.OwnMessages.Count > 0: return Reaction(member, at);
            case "image": return Say(member, at, "image", Attachment("image", $"{baseAddress()}/messenger-files/{Ids.Hex(Id)}.png"));
            case "sticker": return Say(member, at, "sticker", Attachment("sticker", $"{baseAddress()}/messenger-files/{Ids.Hex(Id)}.png"));
            case "quick_reply":
                return Say(member, at, "text",
                    new JsonObject { ["text"] = "Màu đỏ", ["quick_reply"] = new JsonObject { ["payload"] = "RED" } });
            default:
                return Say(member, at, "text", Question(member, act));
        }
    }

    JsonObject Question(Member member, string act)
    {
        var message = new JsonObject { ["text"] = ShopTalk.Question(Random, member.Person) };
        if (act == "ad_text") message["referral"] = MessengerEvents.Referral(Ad());
        if (act == "reply" && member.OwnMessages.Count > 0)
            message["reply_to"] = new JsonObject { ["mid"] = Pick(member.OwnMessages), ["is_self_reply"] = true };
        return message;
    }

    OutgoingWebhook Say(Member member, DateTimeOffset at, string type, JsonObject message, string? keyword = null)
    {
        var webhook = events.Message(Id, member.Person, Own(member, Ids.Messenger), at, type, message, keyword);
        if (message["referral"] is not JsonObject referral) return webhook;
        var fact = webhook.Facts[0] with { Referral = new ReferralFact("ad", referral.Text("ad_id"), referral.Text("ref"), null) };
        return webhook with { Facts = [fact] };
    }

    OutgoingWebhook Postback(Member member, DateTimeOffset at, ReferralFact? referral)
    {
        var messageId = Own(member, Ids.Messenger);
        var body = new JsonObject { ["mid"] = messageId, ["title"] = "Bắt đầu", ["payload"] = referral is null ? "MENU" : "GET_STARTED" };
        if (referral is not null) body["referral"] = MessengerEvents.Referral(referral);
        var fact = MessengerEvents.Fact(FactKind.Message, member.Person, messageId, "postback", at) with { Referral = referral };
        return events.FromPerson(Id, member.Person, at, "postback", body, fact);
    }

    OutgoingWebhook Referral(Person person, DateTimeOffset at, ReferralFact referral) =>
        events.FromPerson(Id, person, at, "referral", MessengerEvents.Referral(referral),
            MessengerEvents.Fact(FactKind.Referral, person, null, "referral", at) with { Referral = referral });

    OutgoingWebhook Reaction(Member member, DateTimeOffset at)
    {
        var original = Pick(member.OwnMessages);
        var body = new JsonObject { ["mid"] = original, ["action"] = "react", ["emoji"] = Pick(ShopTalk.Emoji) };
        var fact = MessengerEvents.Fact(FactKind.Reaction, member.Person, null, "reaction", at) with { Original = original };
        return events.FromPerson(Id, member.Person, at, "reaction", body, fact);
    }

    static JsonObject Attachment(string type, string url) =>
        new() { ["attachments"] = new JsonArray(new JsonObject { ["type"] = type, ["payload"] = new JsonObject { ["url"] = url } }) };
}
