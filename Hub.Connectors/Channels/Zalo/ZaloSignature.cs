using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Hub.Connectors.Abstractions;

namespace Hub.Connectors.Channels.Zalo;

/// <summary>
/// <c>X-ZEvent-Signature</c>: SHA-256, in hex, of app id, raw body, time and the OA secret key, one behind the other; no HMAC. The time is the body's
/// <c>timestamp</c>; others report the header <c>X-ZEvent-Timestamp</c>. Either needs the secret.
/// </summary>
internal sealed class ZaloSignature(string appId)
{
    private const string Header = "X-ZEvent-Signature";
    private const string TimeHeader = "X-ZEvent-Timestamp";
    private const string Prefix = "mac=";
    private const int LongestTime = 20;

    public WebhookVerdict Verify(WebhookRequest request, params string?[] secrets)
    {
        if (request.Method != "POST")
            return WebhookVerdict.Forged.Instance;
        if (Of(request, Header) is not { } signature)
            // Zalo asks whether somebody is there: genuine or not, it says nothing and nothing of it is kept.
            return IsProbe(request.Body) ? new WebhookVerdict.Handshake("") : WebhookVerdict.Forged.Instance;
        if (Digest(signature) is not { } given || appId.Length == 0 || Signed(request.Body) is not { } signed || signed.App != appId)
            return WebhookVerdict.Forged.Instance;
        string?[] times = [signed.Time, Of(request, TimeHeader)];
        var isGenuine = false;
        foreach (var secret in secrets.Where(secret => !string.IsNullOrEmpty(secret)))
            foreach (var time in times.Where(time => time is { Length: > 0 and <= LongestTime } && time.All(char.IsAsciiDigit)))
                isGenuine |= CryptographicOperations.FixedTimeEquals(Hash(request.Body.Span, time!, secret!), given);
        return isGenuine ? WebhookVerdict.Genuine.Instance : WebhookVerdict.Forged.Instance;
    }

    /// <summary>Has the looks of a signature: worth looking up whose secret it takes.</summary>
    public static bool IsSigned(WebhookRequest request) => Of(request, Header) is { } signature && Digest(signature) is not null;

    private byte[] Hash(ReadOnlySpan<byte> body, string time, string secret)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(appId));
        hash.AppendData(body);
        hash.AppendData(Encoding.UTF8.GetBytes(time));
        hash.AppendData(Encoding.UTF8.GetBytes(secret));
        return hash.GetHashAndReset();
    }

    private static byte[]? Digest(string text)
    {
        var hex = text.StartsWith(Prefix, StringComparison.Ordinal) ? text[Prefix.Length..] : text;
        return hex.Length == SHA256.HashSizeInBytes * 2 && hex.All(char.IsAsciiHexDigit) ? Convert.FromHexString(hex) : null;
    }

    private static (string? App, string? Time)? Signed(ReadOnlyMemory<byte> body) =>
        ZaloWebhook.Read<(string?, string?)?>(body, root => (root.Text("app_id"), root.Text("timestamp")), null);

    private static bool IsProbe(ReadOnlyMemory<byte> body) =>
        ZaloWebhook.Read(body, root => root.ValueKind == JsonValueKind.Object && !root.EnumerateObject().Any(), false);

    private static string? Of(WebhookRequest request, string name) =>
        request.Headers.FirstOrDefault(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
}
