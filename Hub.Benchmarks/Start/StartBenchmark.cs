using System.Diagnostics;
using System.Net.Sockets;
using Hub.Benchmarks.Support;
using Hub.Benchmarks.Webhooks;

namespace Hub.Benchmarks.Start;

/// <summary>From the start of the process to the first webhook answered 200, on SQLite.</summary>
static class StartBenchmark
{
    const int Rounds = 5;
    static readonly TimeSpan Settling = TimeSpan.FromSeconds(5);

    public static async Task<IReadOnlyList<BenchmarkRow>> Run(BenchmarkOptions options)
    {
        var figures = new Figures("start");
        var first = new List<double>();
        var later = new List<double>();
        var processor = new List<double>();
        var idle = 0.0;
        for (var round = 0; round < Rounds; round++)
        {
            using var folder = HubFolder.Create();
            first.Add(await TillAccepted(folder, async hub => await WebhookBenchmark.Connect(hub)));
            later.Add(await TillAccepted(folder, async hub =>
            {
                processor.Add(hub.ProcessorTime().TotalMilliseconds);
                await Task.Delay(Settling);
                idle = hub.MegabytesResident();
            }));
        }

        figures.Add("hub", "SQLite, existing database, to the first 200 (median of 5)", Median(later), "ms");
        figures.Add("hub", "SQLite, new database, to the first 200 (median of 5)", Median(first), "ms");
        figures.Add("hub", "SQLite, existing database, processor time till then (median)", Median(processor), "ms");
        figures.Add("hub", "SQLite, resident 5 s after the start", idle, "MB");
        return figures.Rows;
    }

    static async Task<double> TillAccepted(HubFolder folder, Func<HubProcess, Task> then)
    {
        var traffic = new TikTokTraffic(1);
        var start = Stopwatch.GetTimestamp();
        await using var hub = HubProcess.Launch(folder, folder.Sqlite);
        while (true)
        {
            using var sender = new WebhookSender(hub.Port, traffic);
            if (await TrySend(sender) && sender.Latencies.Count > 0)
                break;
            await Task.Delay(2);
        }

        var passed = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        await then(hub);
        return passed;
    }

    static async Task<bool> TrySend(WebhookSender sender)
    {
        try
        {
            await sender.Connect();
            await sender.Send(1, Stopwatch.GetTimestamp());
            return true;
        }
        catch (Exception error) when (error is SocketException or IOException)
        {
            return false; // not listening yet
        }
    }

    static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
