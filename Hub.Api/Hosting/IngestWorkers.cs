using Hub.Core.Ingest;

namespace Hub.Api.Hosting;

/// <summary>Keeps the pump going: a few workers on what was announced, and a sweep for what was not.</summary>
internal sealed class IngestWorkers(
    IngestPump pump, IngestQueue queue, HubOptions options, TimeProvider clock, ILogger<IngestWorkers> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, Math.Max(1, options.IngestWorkers)).Select(_ => Work(stoppingToken)).Append(Sweep(stoppingToken)));

    private async Task Work(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            var (workspace, connection) = await queue.Next(stopping);
            try
            {
                await pump.Drain(workspace, connection, stopping);
            }
            catch (Exception error) when (!stopping.IsCancellationRequested)
            {
                HostLog.DrainFailed(logger, connection, error.GetBaseException().GetType().Name); // the sweep brings it back
            }
        }
    }

    private async Task Sweep(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await pump.Sweep();
            }
            catch (Exception error) when (!stopping.IsCancellationRequested)
            {
                HostLog.SweepFailed(logger, error.GetBaseException().GetType().Name);
            }

            await Task.Delay(Pause, clock, stopping);
        }
    }
}
