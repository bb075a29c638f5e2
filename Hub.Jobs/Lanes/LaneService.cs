using System.Threading.Channels;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Jobs.Engines;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Hub.Jobs.Lanes;

/// <summary>Wakes lanes: at once when something was owed here, and by the sweep for everything else.</summary>
public sealed class LaneService(
    LaneBell bell, LaneSweep sweep, IJobEngine engine, HubStore store, TimeProvider clock, ILogger<LaneService> logger) : BackgroundService
{
    private static readonly TimeSpan SweepEvery = TimeSpan.FromSeconds(5);
    private readonly Channel<LaneKey> _rung = Channel.CreateUnbounded<LaneKey>(new UnboundedChannelOptions { SingleReader = true });

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        bell.Rung += Heard;
        return base.StartAsync(cancellationToken);
    }

    public override Task StopAsync(CancellationToken cancellationToken)
    {
        bell.Rung -= Heard;
        return base.StopAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(Wake(stoppingToken), Sweep(stoppingToken));

    private void Heard(LaneKey lane) => _rung.Writer.TryWrite(lane);

    private async Task Wake(CancellationToken stopping)
    {
        var lanes = new HashSet<LaneKey>();
        while (await _rung.Reader.WaitToReadAsync(stopping))
        {
            while (_rung.Reader.TryRead(out var lane))
                lanes.Add(lane);
            foreach (var lane in lanes)
                await Guarded(() => engine.Wake(lane, store.Now, stopping));
            lanes.Clear();
        }
    }

    private async Task Sweep(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(SweepEvery, clock);
        do
            await Guarded(sweep.Run);
        while (await timer.WaitForNextTickAsync(stopping));
    }

    // The database may be away for a while; the next sweep makes good what this one could not do.
    private async Task Guarded(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            LaneLog.WakeFailed(logger, error.GetBaseException().GetType().Name);
        }
    }
}

internal static partial class LaneLog
{
    [LoggerMessage(3001, LogLevel.Error, "Lane {Lane} failed: {Error}")]
    public static partial void Failed(ILogger logger, string lane, string error);

    [LoggerMessage(3002, LogLevel.Warning, "Lanes could not be woken: {Error}")]
    public static partial void WakeFailed(ILogger logger, string error);

    [LoggerMessage(3003, LogLevel.Warning, "Webhooks of connection {Connection} could not be applied: {Error}")]
    public static partial void IngestFailed(ILogger logger, Guid connection, string error);

    [LoggerMessage(3006, LogLevel.Warning, "Recurring job {Name} failed: {Error}")]
    public static partial void RecurringFailed(ILogger logger, string name, string error);

    [LoggerMessage(3007, LogLevel.Warning, "The engine could not be told what recurs: {Error}")]
    public static partial void RecurringNotSet(ILogger logger, string error);
}
