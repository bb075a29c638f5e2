using System.Buffers.Binary;
using System.Buffers.Text;

namespace Hub.Api.Http;

/// <summary>The place of the last row of a page: what the list is sorted by, and ids that break ties.</summary>
public readonly record struct Cursor(DateTimeOffset At, Guid Id, Guid Second = default)
{
    private const byte Version = 1;
    private const int Length = 1 + 8 + 16 + 16;

    /// <summary>Opaque to callers, so that its form may change.</summary>
    public string Write()
    {
        Span<byte> bytes = stackalloc byte[Length];
        bytes[0] = Version;
        BinaryPrimitives.WriteInt64BigEndian(bytes[1..], At.ToUnixTimeMilliseconds());
        Id.TryWriteBytes(bytes[9..], bigEndian: true, out _);
        Second.TryWriteBytes(bytes[25..], bigEndian: true, out _);
        return Base64Url.EncodeToString(bytes);
    }

    public static bool TryRead(string text, out Cursor cursor)
    {
        cursor = default;
        Span<byte> bytes = stackalloc byte[Length + 3];
        if (text.Length > 64 || !Base64Url.IsValid(text, out var length) || length != Length)
            return false;
        Base64Url.DecodeFromChars(text, bytes);
        var at = BinaryPrimitives.ReadInt64BigEndian(bytes[1..]);
        if (bytes[0] != Version || at < DateTimeOffset.MinValue.ToUnixTimeMilliseconds() || at > DateTimeOffset.MaxValue.ToUnixTimeMilliseconds())
            return false;
        cursor = new Cursor(
            DateTimeOffset.FromUnixTimeMilliseconds(at), new Guid(bytes[9..25], bigEndian: true), new Guid(bytes[25..Length], bigEndian: true));
        return true;
    }
}
