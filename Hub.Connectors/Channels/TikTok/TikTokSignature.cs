using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Hub.Connectors.Abstractions;

namespace Hub.Connectors.Channels.TikTok;

/// <summary>
/// <c>Tiktok-Signature: t={unix seconds},s={hex}</c>, where s is HMAC-SHA256 of <c>{t}.{raw body}</c> under the app secret
/// (TikTok for Developers, webhooks-verification).
/// </summary>
internal sealed class TikTokSignature(TikTokSettings settings, TimeProvider clock)
{
    private const int LongestChallenge = 256;

    private readonly byte[][] _secrets =
    [
        .. new[] { settings.AppSecret, settings.PreviousAppSecret }
            .Where(secret => !string.IsNullOrEmpty(secret))
            .Select(secret => Encoding.UTF8.GetBytes(secret!)),
    ];

    public WebhookVerdict Verify(WebhookRequest request)
    {
        if (_secrets.Length == 0)
            return WebhookVerdict.Forged.Instance;
        if (request.Method.Equals("GET", StringComparison.OrdinalIgnoreCase))
            return Handshake(request);
        if (!TryRead(request, out var time, out var claimed) || !IsSigned(time, claimed, request.Body.Span))
            return WebhookVerdict.Forged.Instance;
        var age = clock.GetUtcNow().ToUnixTimeSeconds() - long.Parse(time, NumberStyles.None, CultureInfo.InvariantCulture);
        return Math.Abs(age) <= settings.ToleranceSeconds ? WebhookVerdict.Genuine.Instance : WebhookVerdict.Stale.Instance;
    }

    // One third party alone mentions the challenge, so it may be switched off. Only what looks like a token is ever echoed.
    private WebhookVerdict Handshake(WebhookRequest request) =>
        settings.EchoChallenge
        && request.Query.TryGetValue("challenge", out var challenge)
        && challenge.Length is > 0 and <= LongestChallenge
        && challenge.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '=')
            ? new WebhookVerdict.Handshake(challenge)
            : WebhookVerdict.Forged.Instance;

    private static bool TryRead(WebhookRequest request, out string time, out byte[] claimed)
    {
        (time, claimed) = ("", []);
        var header = request.Headers.FirstOrDefault(
            header => header.Key.Equals("Tiktok-Signature", StringComparison.OrdinalIgnoreCase)).Value;
        var parts = header?.Split(',').Select(part => part.Trim().Split('=', 2)).Where(part => part.Length == 2).ToArray() ?? [];
        if (Single(parts, "t") is not { Length: > 0 and <= 12 } t || !t.All(char.IsAsciiDigit))
            return false;
        if (Single(parts, "s") is not { Length: 2 * SHA256.HashSizeInBytes } s || !s.All(char.IsAsciiHexDigit))
            return false;
        (time, claimed) = (t, Convert.FromHexString(s));
        return true;
    }

    // A second value of the same name would leave open which one was checked.
    private static string? Single(string[][] parts, string name)
    {
        var values = parts.Where(part => part[0] == name).ToArray();
        return values.Length == 1 ? values[0][1] : null;
    }

    private bool IsSigned(string time, byte[] claimed, ReadOnlySpan<byte> body)
    {
        var signed = false;
        foreach (var secret in _secrets)
            signed |= CryptographicOperations.FixedTimeEquals(Sign(secret, time, body), claimed);
        return signed;
    }

    private static byte[] Sign(byte[] secret, string time, ReadOnlySpan<byte> body)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret);
        hmac.AppendData(Encoding.ASCII.GetBytes(time + "."));
        hmac.AppendData(body);
        return hmac.GetHashAndReset();
    }
}
