using Hub.Sandbox.Line;
using Hub.Sandbox.Meta;
using Hub.Sandbox.TikTok;
using Hub.Sandbox.Zalo;

namespace Hub.Sandbox.Webhooks;

/// <summary>Signs a webhook in the way of its platform.</summary>
sealed class WebhookSigner(SandboxOptions options)
{
    public IReadOnlyDictionary<string, string> Sign(string channel, byte[] body, DateTimeOffset at) => channel switch
    {
        "tiktok" => Header(TikTokSignature.HeaderName, TikTokSignature.Header(options.TikTokSecret, at.ToUnixTimeSeconds(), body)),
        LineEvents.Channel => Header(LineSignature.HeaderName, LineSignature.Header(options.LineSecret, body)),
        ZaloEvents.Channel => Header(ZaloSignature.HeaderName, ZaloSignature.Header(options.ZaloApp, options.ZaloOaSecret, body)),
        _ => Header(MetaSignature.HeaderName, MetaSignature.Header(options.MetaSecret, body)),
    };

    public static Dictionary<string, string> Header(string name, string value) => new() { [name] = value };
}
