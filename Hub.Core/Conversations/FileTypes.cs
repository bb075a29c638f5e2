namespace Hub.Core.Conversations;

/// <summary>
/// What a file is by its first bytes. Only types that a browser shows or saves without running anything are kept: no SVG, no HTML.
/// </summary>
public static class FileTypes
{
    private static readonly (byte[] Magic, int Offset, string Type)[] Known =
    [
        ([0xFF, 0xD8, 0xFF], 0, "image/jpeg"),
        ([0x89, (byte)'P', (byte)'N', (byte)'G'], 0, "image/png"),
        ("GIF8"u8.ToArray(), 0, "image/gif"),
        ("WEBP"u8.ToArray(), 8, "image/webp"),
        ("ftyp"u8.ToArray(), 4, "video/mp4"),
        ([0x1A, 0x45, 0xDF, 0xA3], 0, "video/webm"),
        ("OggS"u8.ToArray(), 0, "audio/ogg"),
        ("ID3"u8.ToArray(), 0, "audio/mpeg"),
        ([0xFF, 0xFB], 0, "audio/mpeg"),
        ([0xFF, 0xF1], 0, "audio/aac"),
        ("#!AMR"u8.ToArray(), 0, "audio/amr"),
        ("WAVE"u8.ToArray(), 8, "audio/wav"),
        ("%PDF-"u8.ToArray(), 0, "application/pdf"),
        ([(byte)'P', (byte)'K', 3, 4], 0, "application/zip"), // also the Office formats
    ];

    /// <returns>Null for a type that is not kept.</returns>
    public static string? Detect(ReadOnlySpan<byte> bytes)
    {
        foreach (var (magic, offset, type) in Known)
            if (bytes.Length >= offset + magic.Length && bytes.Slice(offset, magic.Length).SequenceEqual(magic))
                return type;
        return null;
    }
}
