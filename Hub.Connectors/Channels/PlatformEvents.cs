using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Hub.Connectors.Abstractions;

namespace Hub.Connectors.Channels;

internal static class PlatformEvents
{
    /// <summary>One side of a thread always reacts under one key, whatever ids an event happens to carry.</summary>
    public const string ContactActor = "contact";

    public const string BusinessActor = "business";

    private const int HashDigits = 32;

    /// <summary>Key of an event to which the platform gives no id: the same bytes are the same event.</summary>
    public static string HashKey(JsonElement source) => "ref:" + Hash(source.Bytes());

    /// <summary>For keys that would be too long, or hold what a person wrote.</summary>
    public static string HashOf(string text) => Hash(Encoding.UTF8.GetBytes(text));

    private static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes))[..HashDigits];

    public static UnknownEvent Unknown(string name, JsonElement source, DateTimeOffset at) =>
        new() { EventKey = HashKey(source), OccurredAt = at, Name = name };

    /// <summary>Reads one element; when that cannot be read, its siblings are none the worse.</summary>
    public static IReadOnlyList<ChannelEvent> Guard(
        string name, JsonElement source, DateTimeOffset at, Func<IEnumerable<ChannelEvent>> read)
    {
        try
        {
            return [.. read()];
        }
        catch (InvalidOperationException)
        {
            // A field name with half a surrogate pair: looking any field up beside it throws.
            return [Unknown($"{name}/unreadable", source, at)];
        }
    }
}
