using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Hub.Connectors.Abstractions;

namespace Hub.Connectors.Channels.Meta;

/// <summary>
/// Subscription handshake and signature, the same for WhatsApp, Pages and Instagram of one app
/// (developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/create-webhook-endpoint).
/// </summary>
internal static class MetaVerification
{
    private const string SignatureHeader = "X-Hub-Signature-256";
    private const string Prefix = "sha256=";

    public static WebhookVerdict Verify(WebhookRequest request, MetaApp app) => request.Method switch
    {
        "GET" => Handshake(request, app),
        "POST" => Signature(request, app),
        _ => WebhookVerdict.Forged.Instance,
    };

    private static WebhookVerdict Handshake(WebhookRequest request, MetaApp app)
    {
        var query = request.Query;
        if (query.GetValueOrDefault("hub.mode") != "subscribe"
            || query.GetValueOrDefault("hub.challenge") is not { Length: > 0 } challenge
            || query.GetValueOrDefault("hub.verify_token") is not { } token
            || string.IsNullOrEmpty(app.VerifyToken)
            || !SameText(token, app.VerifyToken))
            return WebhookVerdict.Forged.Instance;
        return new WebhookVerdict.Handshake(challenge);
    }

    // Hashed first, so that the comparison takes the same time whatever the length.
    private static bool SameText(string given, string expected) => CryptographicOperations.FixedTimeEquals(
        SHA256.HashData(Encoding.UTF8.GetBytes(given)), SHA256.HashData(Encoding.UTF8.GetBytes(expected)));

    private static WebhookVerdict Signature(WebhookRequest request, MetaApp app)
    {
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (!request.Headers.TryGetValue(SignatureHeader, out var header)
            || !header.StartsWith(Prefix, StringComparison.Ordinal)
            || header.Length != Prefix.Length + (2 * given.Length)
            || Convert.FromHexString(header.AsSpan(Prefix.Length), given, out _, out _) != OperationStatus.Done)
            return WebhookVerdict.Forged.Instance;
        // Both secrets are always tried, so that timing does not tell which one is in use.
        var genuine = Signs(app.AppSecret, request.Body.Span, given) | Signs(app.PreviousAppSecret, request.Body.Span, given);
        return genuine ? WebhookVerdict.Genuine.Instance : WebhookVerdict.Forged.Instance;
    }

    private static bool Signs(string? secret, ReadOnlySpan<byte> body, ReadOnlySpan<byte> given)
    {
        if (string.IsNullOrEmpty(secret))
            return false;
        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body, expected);
        return CryptographicOperations.FixedTimeEquals(expected, given);
    }
}
