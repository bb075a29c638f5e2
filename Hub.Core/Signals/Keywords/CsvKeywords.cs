using System.Text;

namespace Hub.Core.Signals.Keywords;

/// <summary>CSV as spreadsheets write it (RFC 4180; comma, semicolon or tab), with a header that has a "term" column.</summary>
static class CsvKeywords
{
    static readonly string[] Columns = ["term", "language", "mode", "accents"];

    public sealed record Layout(char Separator, string[] Names);

    /// <summary>Null when the first line is no header: then the file is plain text.</summary>
    public static Layout? Header(string text)
    {
        var end = text.AsSpan().IndexOfAny('\r', '\n');
        var line = end < 0 ? text : text[..end];
        var separator = line.AsSpan().IndexOfAny(",;\t") is var at and >= 0 ? line[at] : ',';
        var names = Array.ConvertAll(line.Split(separator), name => name.Trim().Trim('"').ToLowerInvariant());
        return names.Contains("term") || (names.Length > 1 && Array.TrueForAll(names, name => Columns.Contains(name)))
            ? new Layout(separator, names)
            : null;
    }

    public static void Read(string text, Layout layout, KeywordRows rows)
    {
        if (!layout.Names.Contains("term"))
        {
            rows.Reject(KeywordFileProblems.NoTermColumn(1));
            return;
        }

        var (at, line) = (0, 1);
        ReadRecord(text, layout.Separator, ref at, ref line, out _);
        while (at < text.Length)
        {
            var first = line;
            var cells = ReadRecord(text, layout.Separator, ref at, ref line, out var closed);
            if (!closed)
                rows.Reject(KeywordFileProblems.OpenQuote(first));
            else if (cells.Exists(cell => !string.IsNullOrWhiteSpace(cell)) && !cells[0].StartsWith('#') && !Add(rows, first, layout, cells))
                return;
        }
    }

    static bool Add(KeywordRows rows, int line, Layout layout, List<string> cells)
    {
        return rows.Add(line, Cell("term"), Cell("language"), Cell("mode"), Cell("accents"));

        string? Cell(string name) => Array.IndexOf(layout.Names, name) is var at and >= 0 && at < cells.Count ? cells[at] : null;
    }

    static List<string> ReadRecord(string text, char separator, ref int at, ref int line, out bool closed)
    {
        var (cells, cell, quoted) = (new List<string>(), new StringBuilder(), false);
        for (; at < text.Length; at++)
        {
            var unit = text[at];
            if (unit == '\n')
                line++;
            if (quoted ? unit != '"' : unit != separator && unit != '\n' && (unit != '"' || cell.Length > 0))
                cell.Append(unit);
            else if (quoted && at + 1 < text.Length && text[at + 1] == '"')
                cell.Append(text[++at]);
            else if (unit == '"')
                quoted = !quoted;
            else if (unit == separator)
                Finish(cells, cell);
            else
            {
                at++;
                break;
            }
        }

        Finish(cells, cell);
        closed = !quoted;
        return cells;
    }

    static void Finish(List<string> cells, StringBuilder cell)
    {
        cells.Add(cell.ToString().TrimEnd('\r'));
        cell.Clear();
    }
}
