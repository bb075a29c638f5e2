using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Jobs.Engines;
using Hub.Jobs.Lanes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Hub.Jobs;

/// <summary>What every engine's jobs do: run the lane and ask for the next time, or run what recurs.</summary>
internal sealed class Dispatch(
    LaneRunner runner,
    IEnumerable<RecurringJob> recurring,
    IServiceProvider services,
    HubStore store,
    IHostApplicationLifetime host,
    ILogger<Dispatch> logger) : IDispatch
{
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(5);
    private readonly Dictionary<string, RecurringJob> _recurring = recurring.ToDictionary(job => job.Name, StringComparer.Ordinal);

    public async Task Lane(LaneKey lane, CancellationToken cancellation)
    {
        var engine = services.GetRequiredService<IJobEngine>(); // engines build their jobs, and jobs need the engine
        using var over = Ending(cancellation);
        try
        {
            if (await runner.Run(lane, over.Token) is { } next && !over.IsCancellationRequested)
                await engine.Wake(lane, next, over.Token);
        }
        catch (Exception error) when (!over.IsCancellationRequested) // at shutdown the sweep of another process goes on
        {
            LaneLog.Failed(logger, lane.ToString(), error.GetBaseException().GetType().Name);
            await engine.Wake(lane, store.Now + AfterFailure, over.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // The host stops, which is no failure to tell an engine of: what is owed is found by another node, or at the next start.
        }
    }

    public async Task Recurring(string name, CancellationToken cancellation)
    {
        if (!_recurring.TryGetValue(name, out var job))
            return; // another version's, while both run side by side
        using var over = Ending(cancellation);
        try
        {
            await job.Run(over.Token);
        }
        catch (Exception error) when (!over.IsCancellationRequested)
        {
            var type = error.GetBaseException().GetType().Name;
            LaneLog.RecurringFailed(logger, name, type); // mostly the database being away
            throw new JobFailed(type);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // The host stops; the next time comes by the schedule.
        }
    }

    // The host tells first that it stops; an engine may let its jobs run on for a while.
    private CancellationTokenSource Ending(CancellationToken cancellation) =>
        CancellationTokenSource.CreateLinkedTokenSource(cancellation, host.ApplicationStopping);
}
