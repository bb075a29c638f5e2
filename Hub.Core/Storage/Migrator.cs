using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Hub.Core.Storage;

/// <summary>Migrates forward, or refuses and changes nothing.</summary>
internal static class Migrator
{
    // An index over many millions of rows.
    private static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    public static async Task Run(HubStore store, CancellationToken cancellation)
    {
        await store.Database.Prepare(cancellation);
        await using var db = store.OpenDb();
        var known = db.Database.GetMigrations().ToHashSet(StringComparer.Ordinal);
        var foreign = (await db.Database.GetAppliedMigrationsAsync(cancellation)).Where(id => !known.Contains(id)).ToList();
        if (foreign.Count > 0)
            throw new StorageException(
                $"The database was changed by a newer hub (migration {foreign[^1]}). Start that version, or restore a backup from before.");
        db.Database.SetCommandTimeout(Longest);
        await db.Database.MigrateAsync(cancellation);
    }
}
