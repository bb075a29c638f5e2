using System.Security.Cryptography;
using System.Text;

namespace Hub.Sandbox.Meta;

/// <summary>HMAC-SHA256 over the raw body (WhatsApp Cloud API, create-webhook-endpoint).</summary>
static class MetaSignature
{
    public const string HeaderName = "X-Hub-Signature-256";

    public static string Header(string secret, byte[] body) => "sha256=" + Digest(secret, body);

    public static string Digest(string secret, byte[] body) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));
}
