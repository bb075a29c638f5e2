using System.Security.Cryptography;
using System.Text;

namespace Hub.Sandbox.Wire;

/// <summary>Ids in each platform's looks, derived from a text so that the same seed gives the same ids.</summary>
static class Ids
{
    public static string Hex(string of, int length = 32) => Convert.ToHexStringLower(Hash(of))[..length];

    /// <summary>As TikTok writes conversations and messages: base64 that may hold '+' and '/'.</summary>
    public static string TikTok(string of) => Convert.ToBase64String(Hash(of)[..19]);

    public static string TikTokUser(string of) => "+" + Convert.ToBase64String(Hash(of)).TrimEnd('=') + Hex(of, 20);

    public static string WhatsApp(string of) => "wamid." + Convert.ToBase64String(Encoding.ASCII.GetBytes("HBg" + Hex(of, 36)));

    public static string Messenger(string of) => "m_" + Convert.ToBase64String(Hash(of)).Replace('+', '-').Replace('/', '_').TrimEnd('=');

    public static string Digits(string of, int length)
    {
        var hash = Hash(of);
        return string.Create(length, hash, static (span, bytes) =>
        {
            for (var i = 0; i < span.Length; i++) span[i] = (char)('0' + (bytes[i % bytes.Length] + i) % 10);
        });
    }

    static byte[] Hash(string of) => SHA256.HashData(Encoding.UTF8.GetBytes(of));
}
