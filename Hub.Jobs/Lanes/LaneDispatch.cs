using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Jobs.Engines;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Hub.Jobs.Lanes;

/// <summary>What every engine's job does: run the lane, and ask for the next time.</summary>
public sealed class LaneDispatch(LaneRunner runner, IServiceProvider services, HubStore store, ILogger<LaneDispatch> logger)
{
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(5);

    public async Task Run(LaneKey lane, CancellationToken cancellation)
    {
        var engine = services.GetRequiredService<IJobEngine>(); // engines build their jobs, and jobs need the engine
        try
        {
            if (await runner.Run(lane, cancellation) is { } next && !cancellation.IsCancellationRequested)
                await engine.Wake(lane, next, cancellation);
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested) // at shutdown the sweep of the next process goes on
        {
            LaneLog.Failed(logger, lane.ToString(), error.GetBaseException().GetType().Name);
            await engine.Wake(lane, store.Now + AfterFailure, cancellation);
        }
    }
}
