using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Hub.Connectors.Channels.TikTok;

/// <summary>
/// Event keys. Built from fields that webhook and REST answer share, so that a message seen by both is one message.
/// </summary>
internal static class TikTokKeys
{
    public static string Message(string messageId) => "msg:" + messageId;

    /// <summary>Seconds: the webhook gives milliseconds, the conversation list seconds of the same moment.</summary>
    public static string AdReferral(string? conversation, string? adId, DateTimeOffset at) =>
        "ref:" + Digest("ad", conversation, adId, at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));

    /// <summary>Without a time: the conversation list has none for links.</summary>
    public static string LinkReferral(string? conversation, string? reference) => "ref:" + Digest("link", conversation, reference);

    public static string Reaction(string message, string actor, string? time, string operation, string? emoji) =>
        "react:" + Digest(message, actor, time, operation, emoji);

    public static string Other(string name, ReadOnlySpan<byte> content) => $"{name}:{Short(SHA256.HashData(content))}";

    private static string Digest(params string?[] parts) => Short(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))));

    private static string Short(byte[] hash) => Convert.ToHexStringLower(hash.AsSpan(0, 16));
}
