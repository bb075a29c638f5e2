using System.Security.Cryptography;
using System.Text;
using Hub.Connectors.Abstractions;

namespace Hub.Connectors.Channels.Line;

/// <summary>
/// <c>x-line-signature</c>: base64 of HMAC-SHA256 over the raw body under the channel secret
/// (developers.line.biz/en/docs/messaging-api/verify-webhook-signature). It carries no time.
/// </summary>
internal static class LineSignature
{
    private const string Header = "x-line-signature";

    public static WebhookVerdict Verify(WebhookRequest request, string? secret)
    {
        if (request.Method != "POST" || string.IsNullOrEmpty(secret) || Given(request) is not { } given)
            return WebhookVerdict.Forged.Instance;
        var expected = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), request.Body.Span);
        if (!CryptographicOperations.FixedTimeEquals(expected, given))
            return WebhookVerdict.Forged.Instance;
        // LINE's connectivity test: genuine, and about nothing.
        return LineWebhook.IsEmpty(request.Body) ? new WebhookVerdict.Handshake("") : WebhookVerdict.Genuine.Instance;
    }

    /// <summary>Has the looks of a signature: worth looking up whose secret it takes.</summary>
    public static bool IsSigned(WebhookRequest request) => Given(request) is not null;

    private static byte[]? Given(WebhookRequest request)
    {
        var text = request.Headers.FirstOrDefault(header => header.Key.Equals(Header, StringComparison.OrdinalIgnoreCase)).Value;
        var given = new byte[HMACSHA256.HashSizeInBytes];
        // Exactly one digest in canonical base64: 43 characters and one of padding.
        return text is { Length: 44 } && Convert.TryFromBase64String(text, given, out var length) && length == given.Length
            && Convert.ToBase64String(given) == text
            ? given
            : null;
    }
}
