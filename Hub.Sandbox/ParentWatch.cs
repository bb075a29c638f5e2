using System.Diagnostics;

namespace Hub.Sandbox;

/// <summary>Ends the program when the process that started it is gone, however that ended.</summary>
sealed class ParentWatch(SandboxOptions options, IHostApplicationLifetime lifetime, TimeProvider time) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Parent == 0) return;
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(500), time);
        while (IsAlive(options.Parent) && await timer.WaitForNextTickAsync(stoppingToken)) { }
        lifetime.StopApplication();
    }

    static bool IsAlive(int id)
    {
        try
        {
            using var parent = Process.GetProcessById(id);
            return !parent.HasExited && !IsZombie(id);
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>A killed process that nobody has waited for still has an id on Linux.</summary>
    static bool IsZombie(int id)
    {
        try
        {
            var stat = OperatingSystem.IsLinux() ? File.ReadAllText($"/proc/{id}/stat") : "";
            return stat.Contains(") Z", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return true;
        }
    }
}
