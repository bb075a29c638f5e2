using System.Text.Json;

namespace Hub.Core.Signals.Keywords;

/// <summary>A JSON array of texts, or of objects with term, language, mode and accents. Other members are passed over.</summary>
static class JsonKeywords
{
    static readonly JsonReaderOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    public static void Read(ReadOnlySpan<byte> utf8, KeywordRows rows)
    {
        var reader = new Utf8JsonReader(utf8, Options);
        var lines = new LineCounter();
        try
        {
            reader.Read();
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                if (!ReadElement(ref reader, lines.At(utf8, reader.TokenStartIndex), rows))
                    return;
            reader.Read();
        }
        catch (JsonException problem)
        {
            rows.Reject(KeywordFileProblems.BadJson((int)(problem.LineNumber ?? 0) + 1));
        }
    }

    static bool ReadElement(ref Utf8JsonReader reader, int line, KeywordRows rows)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return rows.Add(line, Text(ref reader), null, null, null);
            case JsonTokenType.StartObject:
                return ReadObject(ref reader, line, rows);
            default:
                reader.Skip();
                rows.Reject(KeywordFileProblems.NotAKeyword(line));
                return true;
        }
    }

    static bool ReadObject(ref Utf8JsonReader reader, int line, KeywordRows rows)
    {
        var members = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = Text(ref reader);
            reader.Read();
            if (reader.TokenType == JsonTokenType.String)
                members[name] = Text(ref reader);
            else
                reader.Skip();
        }

        if (members.TryGetValue("term", out var term))
            return rows.Add(line, term, Member("language"), Member("mode"), Member("accents"));
        rows.Reject(KeywordFileProblems.NotAKeyword(line));
        return true;

        string? Member(string name) => members.GetValueOrDefault(name);
    }

    // GetString refuses escapes of lone surrogates and broken UTF-8; such a term is then reported as unreadable.
    static string Text(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return "\uFFFD";
        }
    }

    // Counts on from where the last element was, so that a file of many lines is walked once.
    sealed class LineCounter
    {
        int _line = 1, _upTo;

        public int At(ReadOnlySpan<byte> utf8, long index)
        {
            _line += utf8[_upTo..(int)index].Count((byte)'\n');
            _upTo = (int)index;
            return _line;
        }
    }
}
