using System.Security.Cryptography;
using System.Text;

namespace Hub.Sandbox.Line;

/// <summary>Base64 of HMAC-SHA256 over the raw body (developers.line.biz, verify-webhook-signature).</summary>
static class LineSignature
{
    public const string HeaderName = "x-line-signature";

    public static string Header(string secret, byte[] body) => Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));
}
