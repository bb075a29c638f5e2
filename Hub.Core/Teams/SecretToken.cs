using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Hub.Core.Teams;

/// <summary>What lets somebody in: only its hash is stored.</summary>
public static class SecretToken
{
    /// <summary>256 random bits.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>SHA-256, hex. With 256 random bits in the token a slow hash would add nothing.</summary>
    public static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
