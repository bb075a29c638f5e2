using Hub.Core.Commerce.Bookings;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Hub.Jobs.Commerce;

/// <summary>Sends reminders of bookings when they are due. Any number of nodes may do it at once.</summary>
public sealed partial class ReminderService(ReminderSweep sweep, TimeProvider clock, ILogger<ReminderService> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await sweep.Run(stoppingToken);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                Failed(logger, error.GetBaseException().GetType().Name); // mostly the database being away; the next turn makes it good
            }
        }
    }

    [LoggerMessage(3010, LogLevel.Warning, "Reminders of bookings could not be sent: {Error}")]
    private static partial void Failed(ILogger logger, string error);
}
