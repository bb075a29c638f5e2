using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Hub.Benchmarks.Support;

/// <summary>What the figures must be read with.</summary>
static class Machine
{
    const int Flushes = 500;

    /// <summary>Runnable and waiting threads, averaged over the last minute; NaN where the system does not say.</summary>
    public static double Load() => File.Exists("/proc/loadavg")
        ? double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture)
        : double.NaN;

    public static string Describe() =>
        $"{RuntimeInformation.OSDescription}, {Processor()}, {Environment.ProcessorCount} cores, .NET {Environment.Version}, "
        + $"load {Load():N1}, one 8 KB flush to disk {FlushMicroseconds():N0} µs (median of {Flushes})";

    /// <summary>What every durable commit waits for at least once, as pg_test_fsync measures it.</summary>
    public static double FlushMicroseconds()
    {
        var path = Path.Combine(Path.GetTempPath(), $"hub-flush-{Environment.ProcessId}");
        using var file = File.OpenHandle(path, FileMode.Create, FileAccess.Write, FileShare.None, FileOptions.DeleteOnClose);
        var block = new byte[8192];
        var times = new double[Flushes];
        for (var i = 0; i < Flushes; i++)
        {
            var start = Stopwatch.GetTimestamp();
            RandomAccess.Write(file, block, 0);
            RandomAccess.FlushToDisk(file);
            times[i] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        }

        Array.Sort(times);
        return times[Flushes / 2];
    }

    static string Processor() => File.Exists("/proc/cpuinfo")
        ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "?"
        : "?";
}
