using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Ingest;
using Hub.Jobs.Lanes;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Hub.Jobs.Ingest;

/// <summary>Applies stored webhooks as they come, and sweeps for those of other processes.</summary>
public sealed class IngestService(
    IngestPump pump, IngestQueue queue, ConnectorRegistry connectors, IngestMetrics metrics, TimeProvider clock, ILogger<IngestService> logger)
    : BackgroundService
{
    private const int Workers = 2;
    private static readonly TimeSpan SweepEvery = TimeSpan.FromSeconds(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        metrics.Begin(connectors.All.Where(installed => installed.Connector is IReceive).Select(installed => installed.Id));
        return Task.WhenAll([Sweep(stoppingToken), .. Enumerable.Range(0, Workers).Select(_ => Task.Run(() => Work(stoppingToken), stoppingToken))]);
    }

    private async Task Work(CancellationToken stopping)
    {
        while (true)
        {
            var (workspace, connection) = await queue.Next(stopping);
            await Guarded(connection, () => pump.Turn(workspace, connection, stopping));
        }
    }

    private async Task Sweep(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(SweepEvery, clock);
        do
            await Guarded(Guid.Empty, pump.Sweep);
        while (await timer.WaitForNextTickAsync(stopping));
    }

    // Whatever is wrong, mostly the database being away, the webhooks stay pending and the next sweep announces them again.
    private async Task Guarded(Guid connection, Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            LaneLog.IngestFailed(logger, connection, error.GetBaseException().GetType().Name);
        }
    }
}
