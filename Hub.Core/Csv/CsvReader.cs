using System.Text;

namespace Hub.Core.Csv;

/// <summary>
/// Reads CSV as spreadsheets write it (RFC 4180), record by record and never the whole file: quoted fields with separators, quotes and line
/// ends in them; comma, semicolon or tab, whichever the first line has most of; with or without a byte order mark. Empty lines are passed over.
/// </summary>
internal sealed class CsvReader(TextReader text)
{
    public const int LongestField = 10_000;
    public const int MostFields = 200;
    private const string Separators = ",;\t";
    private const char ByteOrderMark = '\uFEFF';
    private readonly char[] _buffer = new char[16 << 10];
    private readonly StringBuilder _field = new();
    private int _at;
    private int _length;
    private int _line = 1;
    private char _separator;

    /// <summary>On which the last record began; from 1.</summary>
    public int Line { get; private set; }

    /// <returns>Null at the end.</returns>
    /// <exception cref="CsvException">From here on nothing can be read.</exception>
    public async ValueTask<IReadOnlyList<string>?> Read(CancellationToken cancellation)
    {
        if (_separator == default)
            await Begin(cancellation);
        while (await Peek(cancellation) is { } next)
        {
            if (next is '\r' or '\n')
                await EndLine(cancellation);
            else
                return await Record(cancellation);
        }

        return null;
    }

    private async ValueTask<List<string>> Record(CancellationToken cancellation)
    {
        Line = _line;
        var fields = new List<string>();
        while (true)
        {
            fields.Add(await Field(cancellation));
            if (fields.Count > MostFields)
                throw new CsvException(Line, CsvFault.TooManyFields);
            if (await Peek(cancellation) != _separator)
            {
                await EndLine(cancellation);
                return fields;
            }

            _at++;
        }
    }

    private async ValueTask<string> Field(CancellationToken cancellation)
    {
        _field.Clear();
        if (await Peek(cancellation) == '"')
            await Quoted(cancellation);
        while (await Peek(cancellation) is { } c && c != _separator && c is not ('\r' or '\n')) // behind a quote too: some programs write so
            Take(c);
        return _field.ToString();
    }

    private async ValueTask Quoted(CancellationToken cancellation)
    {
        _at++;
        while (await Peek(cancellation) is { } c)
        {
            if (c == '\n')
                _line++;
            if (c != '"')
            {
                Take(c);
                continue;
            }

            _at++;
            if (await Peek(cancellation) != '"')
                return;
            Take('"');
        }

        throw new CsvException(Line, CsvFault.OpenQuote);
    }

    private void Take(char c)
    {
        if (_field.Length >= LongestField)
            throw new CsvException(Line, CsvFault.FieldTooLong);
        _field.Append(c);
        _at++;
    }

    // CR, LF or both.
    private async ValueTask EndLine(CancellationToken cancellation)
    {
        if (await Peek(cancellation) == '\r')
            _at++;
        if (await Peek(cancellation) == '\n')
            _at++;
        _line++;
    }

    private async ValueTask Begin(CancellationToken cancellation)
    {
        if (await Peek(cancellation) == ByteOrderMark)
            _at++;
        var (counts, quoted) = (new int[3], false);
        foreach (var c in _buffer.AsSpan(_at, _length - _at))
        {
            if (c == '"')
                quoted = !quoted;
            else if (!quoted && c is '\r' or '\n')
                break;
            else if (!quoted && Separators.IndexOf(c, StringComparison.Ordinal) is var which and >= 0)
                counts[which]++;
        }

        _separator = Separators[Array.IndexOf(counts, counts.Max())];
    }

    private ValueTask<char?> Peek(CancellationToken cancellation) => _at < _length ? new ValueTask<char?>(_buffer[_at]) : Fill(cancellation);

    private async ValueTask<char?> Fill(CancellationToken cancellation)
    {
        _at = 0;
        _length = await text.ReadBlockAsync(_buffer, cancellation);
        return _length > 0 ? _buffer[0] : null;
    }
}

internal enum CsvFault
{
    OpenQuote,
    FieldTooLong,
    TooManyFields,
}

internal sealed class CsvException(int line, CsvFault fault) : Exception($"Line {line}: {fault}")
{
    public int Line => line;

    public CsvFault Fault => fault;
}
