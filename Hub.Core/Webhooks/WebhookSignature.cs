using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Hub.Core.Webhooks;

/// <summary>Signatures of Standard Webhooks 1.0: HMAC-SHA256 over id, time and body, one for each secret that is live.</summary>
public static class WebhookSignature
{
    private const string Prefix = "whsec_";
    private const int SecretBytes = 32;

    public static string NewSecret() => Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretBytes));

    /// <param name="secrets">As they were shown, with their prefix.</param>
    /// <returns>The header <c>webhook-signature</c>.</returns>
    public static string Of(string messageId, DateTimeOffset at, string body, IEnumerable<string> secrets)
    {
        var signed = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{messageId}.{at.ToUnixTimeSeconds()}.{body}"));
        return string.Join(' ', secrets.Select(secret => "v1," + Convert.ToBase64String(HMACSHA256.HashData(Key(secret), signed))));
    }

    private static byte[] Key(string secret) => Convert.FromBase64String(secret[Prefix.Length..]);
}
