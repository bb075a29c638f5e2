using System.Data.Common;
using Hub.Connectors.Abstractions;
using Hub.Core.Nodes;
using Hub.Core.Storage;
using Hub.Jobs.Engines;

namespace Hub.Api.Doctor;

/// <summary>What wakes lanes, and what would slow it down.</summary>
internal sealed class EngineCheck(HubStore store, NodeList nodes, JobEngineKind engine)
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
        var view = await nodes.Look(CancellationToken.None);
        var cluster = Cluster(view, view.Working > 0 ? default : await WaitingWork.Count(store, CancellationToken.None));
        // A hub on SQLite that does not run is no finding: nobody can post anything to it either.
        return store.Kind == StorageKind.Postgres ? [used, cluster, await Oldest()]
            : view.Alive.Count > 0 ? [used, cluster] : [used];
    }

    internal static Diagnosis Cluster(NodeView view, (int Deliveries, int Webhooks) waiting)
    {
        if (view.Working > 0)
            return Diagnosis.Ok("cluster", $"{view.Working} node(s) work.", $"Có {view.Working} nút đang làm việc.");
        var (en, vi) = view.IdleSince is { } since
            ? ($"No node has worked since {since:yyyy-MM-dd HH:mm} UTC", $"Không có nút nào làm việc từ {since:yyyy-MM-dd HH:mm} UTC")
            : ("No node has worked yet", "Chưa có nút nào từng làm việc");
        const string startEn = "Start one with --role jobs or all.";
        const string startVi = "Hãy chạy một nút với --role jobs hoặc all.";
        return waiting is (0, 0)
            ? Diagnosis.Warn("cluster", $"{en}: nothing would be sent, synced or reported. {startEn}", $"{vi}: sẽ không gửi, đồng bộ hay báo cáo gì. {startVi}")
            : Diagnosis.Fail(
                "cluster", $"{en}, and {waiting.Deliveries} job(s) and {waiting.Webhooks} webhook(s) wait. {startEn}",
                $"{vi}, còn {waiting.Deliveries} việc và {waiting.Webhooks} webhook đang chờ. {startVi}");
    }

    internal static Diagnosis Oldest(TimeSpan open)
    {
        var age = Age(open);
        return open < OldestTransaction.Long
            ? Diagnosis.Ok("oldest transaction", $"Open for {age.En}.", $"Đã mở {age.Vi}.")
            : Diagnosis.Warn(
                "oldest transaction", $"Open for {age.En}; it slows every queue down. Find it in pg_stat_activity and end it.",
                $"Đã mở {age.Vi}, làm chậm mọi hàng đợi. Hãy tìm trong pg_stat_activity và kết thúc nó.");
    }

    private static LocalizedText Age(TimeSpan open) => open switch
    {
        { TotalSeconds: < 1 } => new("less than a second", "chưa đến một giây"),
        { TotalMinutes: < 1 } => new($"{open.Seconds} s", $"{open.Seconds} giây"),
        { TotalHours: < 1 } => new($"{open.Minutes} min {open.Seconds} s", $"{open.Minutes} phút {open.Seconds} giây"),
        _ => new($"{(int)open.TotalHours} h {open.Minutes} min", $"{(int)open.TotalHours} giờ {open.Minutes} phút"),
    };

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
