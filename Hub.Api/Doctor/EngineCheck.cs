using System.Data.Common;
using System.Globalization;
using Hub.Core.Storage;
using Hub.Jobs.Engines;

namespace Hub.Api.Doctor;

/// <summary>What wakes lanes, and what would slow it down.</summary>
internal sealed class EngineCheck(HubStore store, JobEngineKind engine)
{
    public async Task<IReadOnlyList<Diagnosis>> Run()
    {
        var name = engine switch
        {
            JobEngineKind.Hangfire => "Hangfire, PostgreSQL",
            JobEngineKind.QuartzClustered => "Quartz.NET, PostgreSQL",
            _ => "Quartz.NET, SQLite",
        };
        var used = Diagnosis.Ok("job engine", $"{name}.", $"{name}.");
        return store.Kind == StorageKind.Postgres ? [used, await Oldest()] : [used];
    }

    private async Task<Diagnosis> Oldest()
    {
        try
        {
            var open = await OldestTransaction.Age(store, CancellationToken.None) ?? TimeSpan.Zero;
            var age = open.ToString(@"d\.hh\:mm\:ss", CultureInfo.InvariantCulture);
            return open < OldestTransaction.Long
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
