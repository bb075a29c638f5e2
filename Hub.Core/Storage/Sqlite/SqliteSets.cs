using Hub.Core.Storage.Sets;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Update;

namespace Hub.Core.Storage.Sqlite;

/// <summary>One prepared statement a set, stepped once a row.</summary>
internal sealed class SqliteSets(DatabaseDependencies dependencies, RelationalDatabaseDependencies relational)
    : SetSaving(dependencies, relational)
{
    protected override Task Write(
        IRelationalConnection connection, IReadOnlyList<(RowSet Set, List<IUpdateEntry> Rows)> sets, CancellationToken cancellation)
    {
        foreach (var (set, rows) in sets)
        {
            using var statement = new SqliteStatement((SqliteConnection)connection.DbConnection, set.Sql(Sql));
            var written = 0;
            foreach (var row in rows)
            {
                for (var i = 0; i < set.Values.Count; i++)
                    statement.Bind(i + 1, row.GetCurrentProviderValue(set.Values[i].Property));
                written += statement.Execute();
            }

            MustBeAll(set, rows, written);
        }

        return Task.CompletedTask;
    }

    private static string Sql(RowSet set) => set.IsInsert
        ? $"insert into {set.Table.Name} ({Join(set.Columns, column => column.Name)}) values ({Join(set.Columns, _ => "?")})"
        : $"update {set.Table.Name} set {Join(set.Columns, (column, i) => $"{column.Name} = ?{i + 1 + set.Table.Keys.Count}")}"
            + $" where {string.Join(" and ", set.Table.Keys.Select((key, i) => $"{key.Name} = ?{i + 1}"))}";

    private static string Join(IEnumerable<SetColumn> columns, Func<SetColumn, string> text) => string.Join(", ", columns.Select(text));

    private static string Join(IEnumerable<SetColumn> columns, Func<SetColumn, int, string> text) => string.Join(", ", columns.Select(text));
}
