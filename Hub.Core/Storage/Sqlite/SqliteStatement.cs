using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Hub.Core.Storage.Sqlite;

/// <summary>
/// A prepared statement without the driver's parameter objects, which cost more than the row itself. Values are stored exactly as the
/// driver stores them.
/// </summary>
internal sealed class SqliteStatement : IDisposable
{
    private const int GuidLength = 36;
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private byte[] _text = new byte[2048];

    public SqliteStatement(SqliteConnection connection, string sql)
    {
        _database = connection.Handle!;
        Check(raw.sqlite3_prepare_v2(_database, sql, out _statement));
    }

    public void Bind(int at, object? value) => Check(value switch
    {
        null => raw.sqlite3_bind_null(_statement, at),
        long number => raw.sqlite3_bind_int64(_statement, at, number),
        int number => raw.sqlite3_bind_int64(_statement, at, number),
        bool flag => raw.sqlite3_bind_int64(_statement, at, flag ? 1 : 0),
        double number => raw.sqlite3_bind_double(_statement, at, number),
        string text => Text(at, text),
        Guid id => Text(at, id),
        byte[] bytes => raw.sqlite3_bind_blob(_statement, at, bytes),
        decimal amount => Text(at, amount.ToString("0.0###########################", CultureInfo.InvariantCulture)),
        _ => throw new NotSupportedException($"No SQLite value: {value.GetType()}"),
    });

    public void Bind(int at, Guid id) => Check(Text(at, id));

    public void Bind(int at, long number) => Check(raw.sqlite3_bind_int64(_statement, at, number));

    /// <returns>How many rows it has written.</returns>
    public int Execute()
    {
        var result = raw.sqlite3_step(_statement);
        var written = raw.sqlite3_changes(_database);
        raw.sqlite3_reset(_statement); // its code is that of the step
        Check(result == raw.SQLITE_DONE ? raw.SQLITE_OK : result);
        return written;
    }

    public void Dispose() => _statement.Dispose();

    private int Text(int at, string text)
    {
        var longest = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (longest > _text.Length)
            _text = new byte[longest];
        return raw.sqlite3_bind_text(_statement, at, _text.AsSpan(0, Encoding.UTF8.GetBytes(text, _text)));
    }

    private int Text(int at, Guid id)
    {
        id.TryFormat(_text, out _);
        Ascii.ToUpperInPlace(_text.AsSpan(0, GuidLength), out _);
        return raw.sqlite3_bind_text(_statement, at, _text.AsSpan(0, GuidLength));
    }

    private void Check(int result) => SqliteException.ThrowExceptionForRC(result, _database);
}
