using Hub.Core.Storage.Sets;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Update;
using Npgsql;

namespace Hub.Core.Storage.Postgres;

/// <summary>All sets in one round trip, each row set an array a column.</summary>
internal sealed class PostgresSets(DatabaseDependencies dependencies, RelationalDatabaseDependencies relational)
    : SetSaving(dependencies, relational)
{
    protected override async Task Write(
        IRelationalConnection connection, IReadOnlyList<(RowSet Set, List<IUpdateEntry> Rows)> sets, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(
            (NpgsqlConnection)connection.DbConnection, (NpgsqlTransaction)connection.CurrentTransaction!.GetDbTransaction());
        foreach (var (set, rows) in sets)
            batch.BatchCommands.Add(Command(set, rows));
        await batch.ExecuteNonQueryAsync(cancellation);
        for (var i = 0; i < sets.Count; i++)
            MustBeAll(sets[i].Set, sets[i].Rows, batch.BatchCommands[i].RecordsAffected);
    }

    private static NpgsqlBatchCommand Command(RowSet set, List<IUpdateEntry> rows)
    {
        var command = new NpgsqlBatchCommand(set.Sql(Sql));
        foreach (var column in set.Values)
        {
            var values = Array.CreateInstance(column.Type, rows.Count);
            for (var i = 0; i < rows.Count; i++)
                values.SetValue(rows[i].GetCurrentProviderValue(column.Property), i);
            command.Parameters.Add(new NpgsqlParameter { Value = values });
        }

        return command;
    }

    // The driver tells the arrays' types. Without casts, which would cut a text where the column is too short.
    private static string Sql(RowSet set)
    {
        var arrays = string.Join(", ", set.Values.Select((_, i) => $"${i + 1}"));
        if (set.IsInsert)
            return $"insert into {set.Table.Name} ({Join(set.Columns, column => column.Name)}) select * from unnest({arrays})";
        var names = string.Join(", ", set.Values.Select((_, i) => $"v{i}"));
        var keys = set.Table.Keys.Count;
        return $"update {set.Table.Name} as t set {string.Join(", ", set.Columns.Select((column, i) => $"{column.Name} = s.v{i + keys}"))}"
            + $" from unnest({arrays}) as s({names}) where {string.Join(" and ", set.Table.Keys.Select((key, i) => $"t.{key.Name} = s.v{i}"))}";
    }

    private static string Join(IEnumerable<SetColumn> columns, Func<SetColumn, string> text) => string.Join(", ", columns.Select(text));
}
