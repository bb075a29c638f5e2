using System.Data.Common;
using System.Globalization;
using Hub.Core.Storage;
using Hub.Jobs.Engines;
using Microsoft.EntityFrameworkCore;

namespace Hub.Api.Doctor;

/// <summary>What wakes lanes, and what would slow it down.</summary>
internal sealed class EngineCheck(HubStore store, JobEngineKind engine)
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(10);

    public async Task<IReadOnlyList<Diagnosis>> Run()
    {
        var name = engine switch
        {
            JobEngineKind.Hangfire => "Hangfire, PostgreSQL",
            JobEngineKind.QuartzClustered => "Quartz.NET, PostgreSQL",
            _ => "Quartz.NET, SQLite",
        };
        var used = Diagnosis.Ok("job engine", $"{name}.", $"{name}.");
        return store.Kind == StorageKind.Postgres ? [used, await OldestTransaction()] : [used];
    }

    // It keeps dead rows from being cleared away, and every queue in the database walks over those.
    private async Task<Diagnosis> OldestTransaction()
    {
        try
        {
            var seconds = await store.Read(null, db => db.Database.SqlQuery<double>(
                $"""
                 select coalesce(max(extract(epoch from clock_timestamp() - xact_start)), 0)::float8 as "Value"
                 from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
                 """).SingleAsync());
            var age = TimeSpan.FromSeconds(seconds).ToString(@"d\.hh\:mm\:ss", CultureInfo.InvariantCulture);
            return seconds < Long.TotalSeconds
                ? Diagnosis.Ok("oldest transaction", $"Open for {age}.", $"Đã mở {age}.")
                : Diagnosis.Warn(
                    "oldest transaction", $"Open for {age}; it slows every queue down. Find it in pg_stat_activity and end it.",
                    $"Đã mở {age}, làm chậm mọi hàng đợi. Hãy tìm trong pg_stat_activity và kết thúc nó.");
        }
        catch (DbException error)
        {
            return Diagnosis.Warn(
                "oldest transaction", $"It cannot be seen ({error.GetType().Name}).", $"Không xem được ({error.GetType().Name}).");
        }
    }
}
