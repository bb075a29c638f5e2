using System.Data.Common;
using System.Globalization;
using Hub.Core.Storage;
using Hub.Jobs.Engines;
using Microsoft.EntityFrameworkCore;

namespace Hub.Api.Doctor;

/// <summary>What wakes lanes, and what would slow it down.</summary>
internal sealed class EngineCheck(HubStore store, JobEngineKind engine)
{
    private static readonly TimeSpan Heard = TimeSpan.FromMinutes(1);

    public async Task<IReadOnlyList<Diagnosis>> Run()
    {
        var name = engine switch
        {
            JobEngineKind.Hangfire => "Hangfire, PostgreSQL",
            JobEngineKind.QuartzClustered => "Quartz.NET, PostgreSQL",
            _ => "Quartz.NET, SQLite",
        };
        var used = Diagnosis.Ok("job engine", $"{name}.", $"{name}.");
        return store.Kind == StorageKind.Postgres ? [used, await Cluster(), await Oldest()] : [used];
    }

    // Each engine keeps a list of the nodes that work, and when each was heard of last; nodes that only serve are in none.
    private async Task<Diagnosis> Cluster()
    {
        FormattableString alive = engine == JobEngineKind.Hangfire
            ? (FormattableString)$"""select count(*)::int as "Value" from hangfire.server where lastheartbeat > now() - interval '1 minute'"""
            : $"""select count(*)::int as "Value" from qrtz_scheduler_state where last_checkin_time > {(store.Now - Heard).UtcTicks}""";
        try
        {
            var nodes = await store.Read(null, db => db.Database.SqlQuery<int>(alive).SingleAsync());
            return nodes == 0
                ? Diagnosis.Warn(
                    "cluster", "No node works: nothing is sent, synced or reported. Start one with --role jobs or all.",
                    "Không có nút nào làm việc: không gửi, đồng bộ hay báo cáo gì. Hãy chạy một nút với --role jobs hoặc all.")
                : Diagnosis.Ok("cluster", $"{nodes} node(s) work.", $"Có {nodes} nút đang làm việc.");
        }
        catch (DbException) // whose tables the first start of a node makes
        {
            return Diagnosis.Warn("cluster", "No node has worked yet.", "Chưa có nút nào từng làm việc.");
        }
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
