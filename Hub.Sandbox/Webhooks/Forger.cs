using System.Text;
using Hub.Sandbox.Line;
using Hub.Sandbox.Meta;
using Hub.Sandbox.TikTok;
using Hub.Sandbox.Wire;
using Hub.Sandbox.Zalo;

namespace Hub.Sandbox.Webhooks;

/// <summary>Makes webhooks that a hub must refuse. Their message ids are their own, so a stored one is seen.</summary>
sealed class Forger(SandboxOptions options, TimeProvider time)
{
    static readonly byte[] Tail = " "u8.ToArray();

    public static bool CanForge(OutgoingWebhook webhook) => webhook.Facts.Any(f => f.IsInBody);

    public Post Forge(OutgoingWebhook genuine, int number)
    {
        var webhook = WithOtherIds(genuine, "forged", number);
        return new Post(webhook, PostKind.Forged, webhook.Channel switch
        {
            "tiktok" => TikTok(webhook.Body, number),
            LineEvents.Channel => Line(webhook.Body, number),
            ZaloEvents.Channel => Zalo(webhook.Body, number),
            _ => Meta(webhook.Body, number),
        });
    }

    /// <summary>Only TikTok signs a time, so only TikTok can be stale.</summary>
    public Post Stale(OutgoingWebhook genuine, int number)
    {
        var webhook = WithOtherIds(genuine, "stale", number);
        var hourAgo = time.GetUtcNow().AddHours(-1).ToUnixTimeSeconds();
        return new Post(webhook, PostKind.Stale,
            WebhookSigner.Header(TikTokSignature.HeaderName, TikTokSignature.Header(options.TikTokSecret, hourAgo, webhook.Body)));
    }

    Dictionary<string, string> TikTok(byte[] body, int number)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        var name = TikTokSignature.HeaderName;
        return (number % 6) switch
        {
            0 => WebhookSigner.Header(name, TikTokSignature.Header("not-" + options.TikTokSecret, now, body)),
            1 => [],
            2 => WebhookSigner.Header(name, TikTokSignature.Header("", now, body)),
            3 => WebhookSigner.Header(name, TikTokSignature.Header(options.TikTokSecret, now, body)[..^8]),
            4 => WebhookSigner.Header(name, TikTokSignature.Header(options.TikTokSecret, now, [.. body, .. Tail])),
            _ => WebhookSigner.Header(name, $"t={now},s={MetaSignature.Digest(options.TikTokSecret, body)}"),
        };
    }

    Dictionary<string, string> Meta(byte[] body, int number)
    {
        var name = MetaSignature.HeaderName;
        return (number % 6) switch
        {
            0 => WebhookSigner.Header(name, MetaSignature.Header("not-" + options.MetaSecret, body)),
            1 => [],
            2 => WebhookSigner.Header(name, MetaSignature.Header("", body)),
            3 => WebhookSigner.Header(name, MetaSignature.Header(options.MetaSecret, body)[..^8]),
            4 => WebhookSigner.Header(name, MetaSignature.Header(options.MetaSecret, [.. body, .. Tail])),
            _ => WebhookSigner.Header(name, "sha1=" + MetaSignature.Digest(options.MetaSecret, body)[..40]),
        };
    }

    Dictionary<string, string> Line(byte[] body, int number) => (number % 4) switch
    {
        0 => WebhookSigner.Header(LineSignature.HeaderName, LineSignature.Header("not-" + options.LineSecret, body)),
        1 => [],
        2 => WebhookSigner.Header(LineSignature.HeaderName, LineSignature.Header("", body)),
        _ => WebhookSigner.Header(LineSignature.HeaderName, LineSignature.Header(options.LineSecret, [.. body, .. Tail])),
    };

    Dictionary<string, string> Zalo(byte[] body, int number)
    {
        var genuine = ZaloSignature.Header(options.ZaloApp, options.ZaloOaSecret, body);
        return (number % 4) switch
        {
            0 => WebhookSigner.Header(ZaloSignature.HeaderName, ZaloSignature.Header(options.ZaloApp, "not-" + options.ZaloOaSecret, body)),
            1 => [],
            2 => WebhookSigner.Header(ZaloSignature.HeaderName, ZaloSignature.Header(options.ZaloApp, options.ZaloSecret, body)),
            _ => WebhookSigner.Header(ZaloSignature.HeaderName, genuine[..^8]),
        };
    }

    static OutgoingWebhook WithOtherIds(OutgoingWebhook genuine, string word, int number)
    {
        var body = Encoding.UTF8.GetString(genuine.Body);
        var facts = new List<Fact>();
        foreach (var fact in genuine.Facts.Where(f => f.IsInBody))
        {
            var id = $"{word}-{number}-{Ids.Hex(genuine.Id + fact.MessageId, 24)}";
            body = body.Replace(fact.MessageId!, id);
            facts.Add(fact with { MessageId = id });
        }
        return genuine with { Id = $"{genuine.Id}/{word}", Body = Encoding.UTF8.GetBytes(body), Facts = facts };
    }
}
