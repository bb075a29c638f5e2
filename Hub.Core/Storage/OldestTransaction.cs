using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Storage;

/// <summary>
/// How long the oldest transaction in the database is open. It keeps dead rows from being cleared away, and every queue walks over those.
/// </summary>
public static class OldestTransaction
{
    /// <summary>From here on somebody should look.</summary>
    public static readonly TimeSpan Long = TimeSpan.FromMinutes(10);

    /// <returns>Null on SQLite, where it does not matter.</returns>
    public static async Task<TimeSpan?> Age(HubStore store, CancellationToken cancellation)
    {
        if (store.Kind != StorageKind.Postgres)
            return null;
        var seconds = await store.Read(null, db => db.Database.SqlQuery<double>(
            $"""
             select coalesce(max(extract(epoch from clock_timestamp() - xact_start)), 0)::float8 as "Value"
             from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
             """).SingleAsync(cancellation));
        return TimeSpan.FromSeconds(Math.Max(0, seconds));
    }
}
