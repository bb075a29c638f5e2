using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Hub.Core.Storage;

/// <summary>
/// Makes UUIDv7 ids that rise strictly within a process: deliveries of one conversation leave in the order of their ids, and the
/// framework's own version 7 is random within a millisecond.
/// </summary>
public sealed class Ids(TimeProvider clock)
{
    private readonly Lock _lock = new();
    private long _lastTick;

    /// <summary>Below every id that is made from this time on.</summary>
    public static Guid Before(DateTimeOffset time)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(bytes, time.ToUnixTimeMilliseconds() << 16);
        return new Guid(bytes, bigEndian: true);
    }

    public Guid Next()
    {
        Span<byte> bytes = stackalloc byte[16];
        RandomNumberGenerator.Fill(bytes[8..]);
        var tick = NextTick();
        BinaryPrimitives.WriteInt64BigEndian(bytes, tick >> 12 << 16);
        BinaryPrimitives.WriteUInt16BigEndian(bytes[6..], (ushort)(0x7000 | (tick & 0xFFF)));
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3F));
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>An id that follows from <paramref name="name"/>: the same whoever makes it, at the place of <paramref name="time"/> among others.</summary>
    public static Guid Named(DateTimeOffset time, string name)
    {
        Span<byte> bytes = stackalloc byte[16];
        SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16).CopyTo(bytes);
        var place = BinaryPrimitives.ReadUInt16BigEndian(bytes[6..]) & 0xFFF;
        BinaryPrimitives.WriteInt64BigEndian(bytes, time.ToUnixTimeMilliseconds() << 16);
        BinaryPrimitives.WriteUInt16BigEndian(bytes[6..], (ushort)(0x7000 | place));
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3F));
        return new Guid(bytes, bigEndian: true);
    }

    // Milliseconds with 12 more bits for the place within one, which spill into the next millisecond when full.
    private long NextTick()
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds() << 12;
        lock (_lock)
            return _lastTick = Math.Max(now, _lastTick + 1);
    }
}
