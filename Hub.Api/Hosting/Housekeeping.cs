using Hub.Core.Conversations;
using Hub.Core.Ingest;
using Hub.Core.Teams;

namespace Hub.Api.Hosting;

/// <summary>Small things that nobody waits for.</summary>
internal sealed class Housekeeping(
    Adoption adoption, IdempotentCalls calls, Sessions sessions, AttachmentRemoval attachments, TimeProvider clock, ILogger<Housekeeping> logger) : BackgroundService
{
    private static readonly TimeSpan AdoptEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ExpireEvery = TimeSpan.FromMinutes(10);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        Repeat(AdoptEvery, () => adoption.Sweep(stoppingToken), stoppingToken),
        Repeat(ExpireEvery, () => calls.Expire(stoppingToken), stoppingToken),
        Repeat(ExpireEvery, () => sessions.Expire(stoppingToken), stoppingToken),
        Repeat(ExpireEvery, () => attachments.Sweep(stoppingToken), stoppingToken));

    private async Task Repeat(TimeSpan every, Func<Task> work, CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(every, clock);
        while (await timer.WaitForNextTickAsync(stopping))
        {
            try
            {
                await work();
            }
            catch (Exception error) when (!stopping.IsCancellationRequested)
            {
                HostLog.HousekeepingFailed(logger, error.GetBaseException().GetType().Name); // mostly the database being away
            }
        }
    }
}
