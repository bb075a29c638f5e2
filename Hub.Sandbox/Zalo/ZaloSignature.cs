using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Hub.Sandbox.Zalo;

/// <summary>SHA-256 of app id, raw body, the body's time and the OA secret key; no HMAC.</summary>
static class ZaloSignature
{
    public const string HeaderName = "X-ZEvent-Signature";

    public static string Header(string app, string secret, byte[] body) => "mac=" + Digest(app, secret, body);

    public static string Digest(string app, string secret, byte[] body)
    {
        var time = (string?)(JsonNode.Parse(body) as JsonObject)?["timestamp"] ?? "";
        return Convert.ToHexStringLower(SHA256.HashData([.. Encoding.UTF8.GetBytes(app), .. body, .. Encoding.UTF8.GetBytes(time + secret)]));
    }
}
