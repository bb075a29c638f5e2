using System.Text;

namespace Hub.Core.Csv;

/// <summary>
/// Writes fields so that no spreadsheet takes one for a formula, and reads them back. A customer may call herself =HYPERLINK(…); whoever
/// opens the export must not run it. What could be a formula gets an apostrophe in front (OWASP, CSV injection).
/// </summary>
internal static class CsvText
{
    private const string Dangerous = "=+-@\t\r\n＝＋－＠";
    private const char Apostrophe = '\'';

    /// <summary>A whole line, quoted throughout.</summary>
    public static string Line(IEnumerable<string?> fields)
    {
        var line = new StringBuilder();
        foreach (var field in fields)
            line.Append(line.Length > 0 ? "," : "").Append('"').Append(Safe(field ?? "").Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
        return line.Append("\r\n").ToString();
    }

    public static string Safe(string text) => IsDangerous(text) ? Apostrophe + text : text;

    /// <summary>Undoes <see cref="Safe"/>.</summary>
    public static string Plain(string text) => text.Length > 1 && text[0] == Apostrophe && IsDangerous(text) ? text[1..] : text;

    // Whatever apostrophes stand in front already: then taking one away is always the way back.
    private static bool IsDangerous(string text) =>
        text.AsSpan().TrimStart(Apostrophe) is { Length: > 0 } rest && Dangerous.Contains(rest[0], StringComparison.Ordinal);
}
