using System.Security.Cryptography;

namespace Hub.Sandbox.Wire;

/// <summary>The one picture that people send: a PNG of one pixel.</summary>
static class Picture
{
    public static readonly byte[] Bytes = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    public static readonly string Sha256 = Convert.ToBase64String(SHA256.HashData(Bytes));
}
