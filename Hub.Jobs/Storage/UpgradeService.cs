using Hub.Core.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Hub.Jobs.Storage;

/// <summary>Works off, once after a start, what a migration has left to the program.</summary>
public sealed partial class UpgradeService(HubStore store, TimeProvider clock, ILogger<UpgradeService> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!await Done(stoppingToken))
            await Task.Delay(Pause, clock, stoppingToken);
    }

    private async Task<bool> Done(CancellationToken stopping)
    {
        try
        {
            await store.Upgrade(stopping);
            return true;
        }
        catch (Exception error) when (!stopping.IsCancellationRequested)
        {
            Failed(logger, error.GetBaseException().GetType().Name); // mostly the database being away
            return false;
        }
    }

    [LoggerMessage(3005, LogLevel.Warning, "Older data could not be brought to this version yet: {Error}")]
    private static partial void Failed(ILogger logger, string error);
}
