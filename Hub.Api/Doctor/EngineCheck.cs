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
        return store.Kind == StorageKind.Postgres ? [used, await Cluster(), await Oldest()] : [used];
    }

    private async Task<Diagnosis> Cluster() => await WorkingNodes.Count(store, engine, CancellationToken.None) switch
    {
        null => Diagnosis.Warn("cluster", "No node has worked yet.", "Chưa có nút nào từng làm việc."),
        0 => Diagnosis.Warn(
            "cluster", "No node works: nothing is sent, synced or reported. Start one with --role jobs or all.",
            "Không có nút nào làm việc: không gửi, đồng bộ hay báo cáo gì. Hãy chạy một nút với --role jobs hoặc all."),
        { } nodes => Diagnosis.Ok("cluster", $"{nodes} node(s) work.", $"Có {nodes} nút đang làm việc."),
    };

    internal static Diagnosis Oldest(TimeSpan open)
    {
        var age = open.ToString(@"d\.hh\:mm\:ss", CultureInfo.InvariantCulture);
        return open < OldestTransaction.Long
            ? Diagnosis.Ok("oldest transaction", $"Open for {age}.", $"Đã mở {age}.")
            : Diagnosis.Warn(
                "oldest transaction", $"Open for {age}; it slows every queue down. Find it in pg_stat_activity and end it.",
                $"Đã mở {age}, làm chậm mọi hàng đợi. Hãy tìm trong pg_stat_activity và kết thúc nó.");
    }

    private async Task<Diagnosis> Oldest()
    {
        try
        {
            return Oldest(await OldestTransaction.Age(store, CancellationToken.None) ?? TimeSpan.Zero);
        }
        catch (DbException error)
        {
            return Diagnosis.Warn(
                "oldest transaction", $"It cannot be seen ({error.GetType().Name}).", $"Không xem được ({error.GetType().Name}).");
        }
    }
}
