using Hub.Api.Hosting;
using Hub.Core.Ingest;

namespace Hub.Api.Ingest;

/// <summary>Looks for webhooks that came while their account was being connected. A loop of each node, since somebody waits for them.</summary>
internal sealed class Adopting(Adoption adoption, TimeProvider clock, ILogger<Adopting> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await adoption.Sweep(stoppingToken);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                HostLog.HousekeepingFailed(logger, error.GetBaseException().GetType().Name); // mostly the database being away
            }
        }
    }
}
