using Hub.Jobs.Engines;
using Hub.Jobs.Lanes;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Hub.Jobs.Recurring;

/// <summary>Tells the engine, once after a start, what recurs.</summary>
internal sealed class RecurringService(
    IJobEngine engine, IEnumerable<RecurringJob> jobs, TimeProvider clock, ILogger<RecurringService> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!await Told(stoppingToken))
            await Task.Delay(Pause, clock, stoppingToken);
    }

    private async Task<bool> Told(CancellationToken stopping)
    {
        try
        {
            await engine.Recur([.. jobs], stopping);
            return true;
        }
        catch (Exception error) when (!stopping.IsCancellationRequested)
        {
            LaneLog.RecurringNotSet(logger, error.GetBaseException().GetType().Name); // mostly the database being away
            return false;
        }
    }
}
