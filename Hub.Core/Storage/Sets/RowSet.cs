namespace Hub.Core.Storage.Sets;

/// <summary>What one statement writes: new rows of a table, or changes of the same columns in many of its rows.</summary>
internal sealed class RowSet
{
    private string? _sql;

    public RowSet(SetTable table, IReadOnlyList<SetColumn> columns, bool isInsert)
    {
        (Table, Columns, IsInsert) = (table, columns, isInsert);
        Values = isInsert ? columns : [.. table.Keys, .. columns];
    }

    public SetTable Table { get; }

    /// <summary>All of a new row, the changed ones of an update.</summary>
    public IReadOnlyList<SetColumn> Columns { get; }

    public bool IsInsert { get; }

    /// <summary>What the statement is given for each row: an update's keys come first.</summary>
    public IReadOnlyList<SetColumn> Values { get; }

    /// <summary>A model belongs to one database, so its statements are written once.</summary>
    public string Sql(Func<RowSet, string> write) => _sql ??= write(this);
}
