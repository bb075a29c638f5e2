using Hub.Api.Hosting;
using Hub.Core.Teams;

namespace Hub.Api.Auth;

/// <summary>Looks again and again whether those with open streams may still have them.</summary>
internal sealed class CallerWatching(CallerWatch watch, TimeProvider clock, ILogger<CallerWatching> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(CallerWatch.Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await watch.Look(stoppingToken);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                HostLog.HousekeepingFailed(logger, error.GetBaseException().GetType().Name); // mostly the database being away
            }
        }
    }
}
