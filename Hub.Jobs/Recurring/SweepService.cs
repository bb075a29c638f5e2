using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Hub.Jobs.Recurring;

/// <summary>
/// A loop of each node over what comes due every few seconds. Any number of nodes may do it at once, and a turn that fails is made good by
/// the next.
/// </summary>
/// <param name="what">For the log.</param>
internal sealed partial class SweepService(
    string what, TimeSpan every, Func<CancellationToken, Task> sweep, TimeProvider clock, ILogger<SweepService> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await sweep(stoppingToken);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                Failed(logger, what, error.GetBaseException().GetType().Name); // mostly the database being away
            }
        }
    }

    [LoggerMessage(3004, LogLevel.Warning, "{What} could not be done: {Error}")]
    private static partial void Failed(ILogger logger, string what, string error);
}
