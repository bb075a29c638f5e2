using System.Text;

namespace Hub.Core.Signals.Keywords;

/// <summary>
/// Reads a keyword list: plain text (a term a line, # for comments), CSV with a header, or a JSON array. UTF-8, with or without
/// a byte order mark.
/// </summary>
public static class KeywordListFile
{
    /// <summary>Bytes.</summary>
    public const int LargestFile = 1 << 20;

    public const int MostRows = 50_000;

    /// <summary>Whatever the bytes hold, the answer is rows and problems. Errors of reading the stream itself are the caller's.</summary>
    public static async Task<KeywordListContent> ParseAsync(Stream stream, CancellationToken cancellation = default)
    {
        var buffer = new byte[LargestFile + 1];
        var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation);
        return length > LargestFile
            ? new KeywordListContent([], [KeywordFileProblems.TooLarge])
            : Parse(buffer.AsMemory(0, length));
    }

    public static KeywordListContent Parse(Stream stream)
    {
        var buffer = new byte[LargestFile + 1];
        var length = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        return length > LargestFile
            ? new KeywordListContent([], [KeywordFileProblems.TooLarge])
            : Parse(buffer.AsMemory(0, length));
    }

    static KeywordListContent Parse(ReadOnlyMemory<byte> bytes)
    {
        var utf8 = bytes.Span.StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes;
        if (IsUtf16(utf8.Span))
            return new KeywordListContent([], [KeywordFileProblems.NotUtf8]);

        var rows = new KeywordRows();
        var start = utf8.Span.IndexOfAnyExcept(" \t\r\n"u8);
        if (start >= 0 && utf8.Span[start] == '[')
            JsonKeywords.Read(utf8.Span, rows);
        else
            ReadLines(Encoding.UTF8.GetString(utf8.Span), rows);
        return rows.Content();
    }

    // A byte order mark of UTF-16, or every second byte zero, as spreadsheets write "Unicode text".
    static bool IsUtf16(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith<byte>([0xFF, 0xFE]) || bytes.StartsWith<byte>([0xFE, 0xFF])
        || (bytes.Length > 1 && (bytes[0] == 0 || bytes[1] == 0));

    static void ReadLines(string text, KeywordRows rows)
    {
        if (CsvKeywords.Header(text) is { } header)
            CsvKeywords.Read(text, header, rows);
        else
            ReadPlain(text, rows);
    }

    static void ReadPlain(string text, KeywordRows rows)
    {
        var line = 0;
        foreach (var content in text.AsSpan().EnumerateLines())
        {
            line++;
            var term = content.Trim();
            if (!term.IsEmpty && term[0] != '#' && !rows.Add(line, term.ToString(), null, null, null))
                return;
        }
    }
}
