using System.Text.Json.Nodes;
using Hub.Sandbox;
using Hub.Sandbox.Messenger;
using Hub.Sandbox.TikTok;
using Hub.Sandbox.Traffic;
using Hub.Sandbox.Webhooks;
using Hub.Sandbox.Wire;
using Hub.Sandbox.WhatsApp;

namespace Hub.Tests.Promises;

/// <summary>Webhooks as the platforms would post them: the sandbox composes and signs, the test posts.</summary>
internal sealed class Signed(SandboxOptions options)
{
    private readonly WebhookSigner _signer = new(options);

    /// <summary>A text from one person.</summary>
    public OutgoingWebhook Text(string channel, string person, string message, string text, DateTimeOffset? at = null)
    {
        var (who, when) = (new Person(person), at ?? TimeProvider.System.GetUtcNow());
        switch (channel)
        {
            case "tiktok":
                var body = new JsonObject { ["text"] = new JsonObject { ["body"] = text } };
                return new TikTokWebhooks(options).Message(message, who, message, when, "text", body);
            case "whatsapp":
                var events = new WhatsAppEvents(options);
                var wire = events.From(who, message, when, "text", WhatsAppBodies.Text(text));
                return events.Message(message, who, wire, WhatsAppEvents.Fact(FactKind.Message, who, message, "text", when));
            default:
                return new MessengerEvents(options).Message(message, who, message, when, "text", new JsonObject { ["text"] = text });
        }
    }

    public HttpRequestMessage Request(OutgoingWebhook webhook, DateTimeOffset? signedAt = null) =>
        Request(webhook.Channel, webhook.Body, signedAt);

    public HttpRequestMessage Request(string channel, byte[] body, DateTimeOffset? signedAt = null) =>
        Request(channel, body, _signer.Sign(channel, body, signedAt ?? TimeProvider.System.GetUtcNow()));

    public static HttpRequestMessage Request(string channel, byte[] body, IReadOnlyDictionary<string, string> headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/webhooks/{channel}") { Content = new ByteArrayContent(body) };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }
}
