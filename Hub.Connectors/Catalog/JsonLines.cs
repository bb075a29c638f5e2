using System.Text;
using System.Text.Json;

namespace Hub.Connectors.Catalog;

/// <summary>
/// The line of every value of a JSON text, by path (<c>connectors[0].settings.appSecret</c>): what a parsed document no longer knows and a
/// person who mends the file needs. Also refuses what parses but cannot be used: a name that stands twice, half a surrogate pair.
/// </summary>
internal sealed class JsonLines
{
    private readonly Dictionary<string, int> _lines = new(StringComparer.Ordinal);
    private readonly Stack<Level> _levels = new();
    private int _line = 1;
    private int _counted;

    public static JsonReaderOptions Options { get; } = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <exception cref="JsonException">Not JSON; with line and position, both from 0.</exception>
    public static JsonLines Read(ReadOnlySpan<byte> json)
    {
        var lines = new JsonLines();
        var reader = new Utf8JsonReader(json, Options);
        while (reader.Read())
        {
            lines.CountTo(json, (int)reader.TokenStartIndex);
            lines.Note(ref reader);
        }
        return lines;
    }

    /// <returns>Line of the value, or of the nearest that holds it.</returns>
    public int Of(string path)
    {
        while (path.Length > 0)
        {
            if (_lines.TryGetValue(path, out var line))
                return line;
            path = path[..Math.Max(0, path.LastIndexOfAny(['.', '[']))];
        }
        return 1;
    }

    private void Note(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                var level = _levels.Pop();
                _levels.Push(level with { Name = TextOf(ref reader) });
                break;
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                _levels.Pop();
                break;
            default:
                var path = NextPath();
                if (!_lines.TryAdd(path, _line))
                    throw Unusable("A name stands twice.");
                if (reader.TokenType == JsonTokenType.String)
                    TextOf(ref reader);
                else if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                    _levels.Push(new Level(path, reader.TokenType == JsonTokenType.StartArray, "", 0));
                break;
        }
    }

    private string NextPath()
    {
        if (!_levels.TryPop(out var level))
            return "";
        _levels.Push(level with { Index = level.Index + 1 });
        if (level.IsArray)
            return $"{level.Path}[{level.Index}]";
        // A name with a dot would look like two levels.
        var name = level.Name.AsSpan().ContainsAny('.', '[') ? $"['{level.Name}']" : level.Name;
        return level.Path.Length == 0 ? name : $"{level.Path}.{name}";
    }

    private string TextOf(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw Unusable("A text is not valid Unicode.");
        }
    }

    private JsonException Unusable(string why) => new(why, path: null, lineNumber: _line - 1, bytePositionInLine: 0);

    private void CountTo(ReadOnlySpan<byte> json, int index)
    {
        _line += json[_counted..index].Count((byte)'\n');
        _counted = index;
    }

    private readonly record struct Level(string Path, bool IsArray, string Name, int Index);
}
