using System.Text.Json.Nodes;
using Hub.Sandbox.Traffic;
using Hub.Sandbox.Webhooks;
using Hub.Sandbox.Wire;

namespace Hub.Sandbox.Line;

/// <summary>Composes LINE webhooks: <c>{destination, events: […]}</c> (line-openapi, webhook.yml).</summary>
sealed class LineEvents(SandboxOptions options)
{
    public const string Channel = "line";

    public OutgoingWebhook Message(string id, Person person, string messageId, DateTimeOffset at, JsonObject message)
    {
        var type = message.Text("type")!;
        message["id"] = messageId;
        message["quoteToken"] = Ids.Hex("quote:" + messageId);
        return Envelope(id, Event(id, person, at, "message", "message", message), Fact(FactKind.Message, person, messageId, type, at));
    }

    public OutgoingWebhook Unsend(string id, Person person, string messageId, DateTimeOffset at) => Envelope(
        id, Event(id, person, at, "unsend", "unsend", new JsonObject { ["messageId"] = messageId }),
        Fact(FactKind.Revoke, person, null, "unsend", at) with { Original = messageId });

    static Fact Fact(FactKind kind, Person person, string? messageId, string type, DateTimeOffset at) =>
        new(kind, person.Line, messageId, type, at) { Person = person.Key };

    static JsonObject Event(string id, Person person, DateTimeOffset at, string type, string member, JsonObject body) => new()
    {
        ["type"] = type,
        ["mode"] = "active",
        ["timestamp"] = at.ToUnixTimeMilliseconds(),
        ["source"] = new JsonObject { ["type"] = "user", ["userId"] = person.Line },
        ["webhookEventId"] = Ids.Hex("line-event:" + id, 26).ToUpperInvariant(),
        ["deliveryContext"] = new JsonObject { ["isRedelivery"] = false },
        ["replyToken"] = Ids.Hex("line-reply:" + id),
        [member] = body,
    };

    OutgoingWebhook Envelope(string id, JsonObject happened, Fact fact) => OutgoingWebhook.Of(
        id, Channel, new JsonObject { ["destination"] = options.LineBot, ["events"] = new JsonArray(happened) }, fact);
}
