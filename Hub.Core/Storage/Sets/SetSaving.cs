using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Update;

namespace Hub.Core.Storage.Sets;

/// <summary>
/// Saves what a context tracks in one statement for each table and set of changed columns. EF's own way, one statement a row, costs the
/// hub more than the row costs the database. Deletions, tables with parents and whatever runs outside a transaction stay EF's.
/// </summary>
internal abstract class SetSaving(DatabaseDependencies dependencies, RelationalDatabaseDependencies relational)
    : RelationalDatabase(dependencies, relational)
{
    public override async Task<int> SaveChangesAsync(IList<IUpdateEntry> entries, CancellationToken cancellationToken = default)
    {
        var connection = RelationalDependencies.Connection;
        if (connection.CurrentTransaction is null || entries.Any(entry => entry.EntityState == EntityState.Deleted))
            return await base.SaveChangesAsync(entries, cancellationToken);
        var rest = new List<IUpdateEntry>();
        var sets = Sets(entries, rest);
        if (sets.Count > 0)
            await Write(connection, sets, cancellationToken);
        return entries.Count - rest.Count + (rest.Count > 0 ? await base.SaveChangesAsync(rest, cancellationToken) : 0);
    }

    /// <exception cref="DbUpdateConcurrencyException">A row that was to be changed is gone.</exception>
    protected abstract Task Write(
        IRelationalConnection connection, IReadOnlyList<(RowSet Set, List<IUpdateEntry> Rows)> sets, CancellationToken cancellation);

    protected static void MustBeAll(RowSet set, List<IUpdateEntry> rows, int written)
    {
        if (written != rows.Count)
            throw new DbUpdateConcurrencyException($"{rows.Count - written} of {rows.Count} rows of {set.Table.Name} are gone.", rows);
    }

    // Changes before new rows, which may have what a changed row gave up; changes in the order of their ids, so that two transactions
    // that change the same rows wait for each other instead of crosswise.
    private static List<(RowSet Set, List<IUpdateEntry> Rows)> Sets(IList<IUpdateEntry> entries, List<IUpdateEntry> rest)
    {
        var sets = new Dictionary<RowSet, List<IUpdateEntry>>(ReferenceEqualityComparer.Instance);
        foreach (var entry in entries)
        {
            if (SetTable.Of(entry.EntityType) is not { } table)
                rest.Add(entry);
            else if ((entry.EntityState == EntityState.Added ? table.Insert : table.Update(entry)) is { Columns.Count: > 0 } set)
                (sets.TryGetValue(set, out var rows) ? rows : sets[set] = []).Add(entry);
        }

        foreach (var (set, rows) in sets)
            if (!set.IsInsert)
                rows.Sort((one, other) => Id(one).CompareTo(Id(other)));
        return [.. sets.Select(pair => (pair.Key, pair.Value)).OrderBy(set => set.Key.IsInsert)];
    }

    private static Guid Id(IUpdateEntry entry) => entry.ToEntityEntry().Entity is WorkspaceRow row ? row.Id : Guid.Empty;
}
