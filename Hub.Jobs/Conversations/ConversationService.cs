using Hub.Core.Conversations;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Hub.Jobs.Conversations;

/// <summary>Wakes snoozed conversations and gives out those that a team takes in turn. Any number of nodes may do it at once.</summary>
public sealed partial class ConversationService(ConversationSweep sweep, TimeProvider clock, ILogger<ConversationService> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

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

    [LoggerMessage(3004, LogLevel.Warning, "Conversations could not be woken or given out: {Error}")]
    private static partial void Failed(ILogger logger, string error);
}
