using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Hub.Sandbox.TikTok;

/// <summary>HMAC-SHA256 over <c>{t}.{raw body}</c> (developers.tiktok.com, webhooks-verification).</summary>
static class TikTokSignature
{
    public const string HeaderName = "Tiktok-Signature";

    public static string Header(string secret, long unixSeconds, byte[] body) =>
        string.Create(CultureInfo.InvariantCulture, $"t={unixSeconds},s={Digest(secret, unixSeconds, body)}");

    public static string Digest(string secret, long unixSeconds, byte[] body)
    {
        var stamp = Encoding.ASCII.GetBytes(unixSeconds.ToString(CultureInfo.InvariantCulture) + ".");
        byte[] signed = [.. stamp, .. body];
        return Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed));
    }
}
