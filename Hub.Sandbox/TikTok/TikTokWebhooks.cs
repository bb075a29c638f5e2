using System.Text.Json.Nodes;
using Hub.Sandbox.Traffic;
using Hub.Sandbox.Webhooks;
using Hub.Sandbox.Wire;

namespace Hub.Sandbox.TikTok;

/// <summary>Composes the webhooks: an envelope whose <c>content</c> is itself a JSON text.</summary>
sealed class TikTokWebhooks(SandboxOptions options)
{
    public const string Channel = "tiktok";
    const string ShopName = "sandbox_shop";

    public OutgoingWebhook Message(string id, Person person, string messageId, DateTimeOffset at, string type, JsonObject body,
        string? keyword = null)
    {
        var content = Content(person, messageId, at, type, body, fromPerson: true);
        content["is_follower"] = false;
        var kind = type == "reaction" ? FactKind.Reaction : FactKind.Message;
        return Envelope(id, "im_receive_msg", content, at,
            Fact(kind, person, messageId, type, at) with { Keyword = keyword, History = content });
    }

    /// <summary>What the business sent, from the API or from its own phone (<paramref name="source"/> API or APP).</summary>
    public OutgoingWebhook Echo(string id, Person person, string messageId, DateTimeOffset at, string type, JsonObject body, string source)
    {
        var content = Content(person, messageId, at, type, body, fromPerson: false);
        content["message_tag"] = new JsonObject { ["source"] = source };
        return Envelope(id, "im_send_msg", content, at, Fact(FactKind.Echo, person, messageId, type, at) with { History = content });
    }

    public OutgoingWebhook Referral(string id, Person person, DateTimeOffset at, ReferralFact referral)
    {
        var content = Between(person, at, fromPerson: true);
        content["conversation_id"] = person.TikTokConversation;
        content["is_follower"] = false;
        content["referral"] = referral.Source == "ad"
            ? new JsonObject { ["source"] = "ad", ["ad"] = Ad(referral, at.ToUnixTimeMilliseconds()) }
            : new JsonObject { ["source"] = "short_link", ["short_link"] = ShortLink(referral) };
        return Envelope(id, "im_referral_msg", content, at,
            Fact(FactKind.Referral, person, null, "referral", at) with { Referral = referral });
    }

    public OutgoingWebhook Read(string id, Person person, DateTimeOffset at, DateTimeOffset watermark)
    {
        var content = Between(person, at, fromPerson: true);
        content["conversation_id"] = person.TikTokConversation;
        content["read"] = new JsonObject { ["last_read_timestamp"] = watermark.ToUnixTimeMilliseconds() };
        return Envelope(id, "im_mark_read_msg", content, at, Fact(FactKind.Receipt, person, null, "read", at));
    }

    /// <summary>A person inside EEA, CH or UK wrote: the webhook tells no more than that.</summary>
    public OutgoingWebhook Ping(string id, Person person, string messageId, DateTimeOffset at, string text)
    {
        var hidden = Content(person, messageId, at, "text", new JsonObject { ["text"] = new JsonObject { ["body"] = text } },
            fromPerson: true);
        var content = new JsonObject { ["to"] = ShopName, ["to_user"] = Shop(), ["timestamp"] = at.ToUnixTimeMilliseconds() };
        return Envelope(id, "im_receive_msg_eu", content, at, Fact(FactKind.Ping, person, messageId, "text", at) with { History = hidden });
    }

    public OutgoingWebhook Comment(string id, Person person, string commentId, DateTimeOffset at, string text)
    {
        var content = Between(person, at, fromPerson: true);
        content["comment_id"] = commentId;
        content["comment_text"] = text;
        content["is_follower"] = false;
        return Envelope(id, "im_receive_high_intent_comment", content, at,
            Fact(FactKind.Other, person, null, "comment", at) with { Original = commentId });
    }

    /// <summary>Of the account itself: nobody's conversation.</summary>
    public OutgoingWebhook AutoMessage(string id, string name, JsonObject content, DateTimeOffset at)
    {
        content["timestamp"] = at.ToUnixTimeMilliseconds();
        return Envelope(id, name, content, at, new Fact(FactKind.Other, "", null, "auto_message", at));
    }

    public static JsonObject Ad(ReferralFact referral, long timestamp) => new()
    {
        ["advertiser_id"] = "7000000000000000001",
        ["ad_id"] = referral.AdId,
        ["timestamp"] = timestamp,
        ["ad_name"] = "Sandbox ad " + referral.AdId?[^4..],
        ["embed_url"] = "https://www.tiktok.com/player/v1/" + referral.AdId,
        ["message_material_id"] = "7" + Ids.Digits("material:" + referral.AdId, 18),
    };

    public static JsonObject ShortLink(ReferralFact referral) =>
        new() { ["ref"] = referral.Ref, ["prefilled_message"] = "Xin chào", ["prefilled_message_audit_status"] = "PASS" };

    JsonObject Content(Person person, string messageId, DateTimeOffset at, string type, JsonObject body, bool fromPerson)
    {
        var content = Between(person, at, fromPerson);
        content["conversation_id"] = person.TikTokConversation;
        content["message_id"] = messageId;
        content["type"] = type;
        foreach (var (name, value) in body) content[name] = value?.DeepClone();
        return content;
    }

    JsonObject Between(Person person, DateTimeOffset at, bool fromPerson)
    {
        var user = new JsonObject { ["id"] = person.TikTokUser, ["role"] = "personal_account" };
        return new JsonObject
        {
            ["timestamp"] = at.ToUnixTimeMilliseconds(),
            ["unique_identifier"] = person.TikTokUser,
            ["from_user"] = fromPerson ? user : Shop(),
            ["to_user"] = fromPerson ? Shop() : user,
            ["from"] = fromPerson ? person.Username : ShopName,
            ["to"] = fromPerson ? ShopName : person.Username,
        };
    }

    JsonObject Shop() => new() { ["id"] = options.TikTokBusiness, ["role"] = "business_account" };

    static Fact Fact(FactKind kind, Person person, string? messageId, string type, DateTimeOffset at) =>
        new(kind, person.TikTokConversation, messageId, type, at) { Person = person.Key };

    OutgoingWebhook Envelope(string id, string name, JsonObject content, DateTimeOffset at, Fact fact) =>
        OutgoingWebhook.Of(id, Channel, new JsonObject
        {
            ["client_key"] = options.TikTokApp,
            ["event"] = name,
            ["create_time"] = at.ToUnixTimeSeconds(),
            ["user_openid"] = options.TikTokBusiness,
            ["content"] = content.ToJsonString(WireJson.Options),
        }, fact);
}
