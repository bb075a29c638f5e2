using System.Globalization;
using System.Text.Json.Nodes;
using Hub.Sandbox.Traffic;
using Hub.Sandbox.Webhooks;
using Hub.Sandbox.Wire;

namespace Hub.Sandbox.Zalo;

/// <summary>Composes Zalo webhooks: one event a post, all numbers as text.</summary>
sealed class ZaloEvents(SandboxOptions options)
{
    public const string Channel = "zalo";

    public OutgoingWebhook Text(string id, Person person, string messageId, DateTimeOffset at, string text) =>
        FromPerson(id, person, messageId, at, "text", new JsonObject { ["text"] = text });

    public OutgoingWebhook Image(string id, Person person, string messageId, DateTimeOffset at, string address) =>
        FromPerson(id, person, messageId, at, "image", new JsonObject
        {
            ["attachments"] = new JsonArray(new JsonObject
            {
                ["type"] = "image",
                ["payload"] = new JsonObject { ["thumbnail"] = address, ["url"] = address },
            }),
        });

    /// <summary>What the account sent: by the API, or by a person in Zalo's own tool.</summary>
    public OutgoingWebhook Echo(string id, string user, string messageId, DateTimeOffset at, string text, bool fromApi)
    {
        var body = Event("oa_send_text", options.ZaloAccount, user, at);
        if (!fromApi) body["sender"]!["admin_id"] = Ids.Digits("zalo-admin", 19);
        body["message"] = new JsonObject { ["text"] = text, ["msg_id"] = messageId };
        return OutgoingWebhook.Of(id, Channel, body, new Fact(FactKind.Echo, user, messageId, "text", at));
    }

    /// <summary>They became a follower; nobody has written yet.</summary>
    public OutgoingWebhook Follow(string id, Person person, DateTimeOffset at)
    {
        var body = new JsonObject
        {
            ["oa_id"] = options.ZaloAccount,
            ["follower"] = new JsonObject { ["id"] = person.Zalo },
            ["user_id_by_app"] = Ids.Digits("zalo-by-app:" + person.Key, 19),
            ["event_name"] = "follow",
            ["source"] = "oa_profile",
            ["app_id"] = options.ZaloApp,
            ["timestamp"] = Milliseconds(at),
        };
        return OutgoingWebhook.Of(id, Channel, body, new Fact(FactKind.Other, person.Zalo, null, "follow", at) { Person = person.Key });
    }

    OutgoingWebhook FromPerson(string id, Person person, string messageId, DateTimeOffset at, string type, JsonObject message)
    {
        var body = Event("user_send_" + type, person.Zalo, options.ZaloAccount, at);
        message["msg_id"] = messageId;
        body["message"] = message;
        return OutgoingWebhook.Of(
            id, Channel, body, new Fact(FactKind.Message, person.Zalo, messageId, type, at) { Person = person.Key });
    }

    JsonObject Event(string name, string from, string to, DateTimeOffset at) => new()
    {
        ["app_id"] = options.ZaloApp,
        ["event_name"] = name,
        ["sender"] = new JsonObject { ["id"] = from },
        ["recipient"] = new JsonObject { ["id"] = to },
        ["user_id_by_app"] = Ids.Digits("zalo-by-app:" + (from == options.ZaloAccount ? to : from), 19),
        ["timestamp"] = Milliseconds(at),
    };

    static string Milliseconds(DateTimeOffset at) => at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
}
