using Hangfire;
using Hangfire.Common;
using Hangfire.States;
using Hangfire.Storage;
using Hub.Core.Deliveries;
using Hub.Core.Storage;

namespace Hub.Jobs.Engines.Hangfire;

/// <summary>One job a wake-up, at most one under way a lane. Nothing here is static, so that several nodes can live in one process.</summary>
internal sealed class HangfireEngine(JobStorage storage, HangfireFilters filters, HangfireWakes wakes, HubStore store) : IJobEngine
{
    private static readonly RecurringJobOptions Utc = new() { TimeZone = TimeZoneInfo.Utc, MisfireHandling = MisfireHandlingMode.Relaxed };
    private readonly BackgroundJobClient _jobs = new(storage, filters);
    private readonly RecurringJobManager _recurring = new(storage, filters);

    public Task Prepare(CancellationToken cancellation) => wakes.Prepare(cancellation); // the storage made its tables when it was built

    public async Task Wake(LaneKey lane, DateTimeOffset at, CancellationToken cancellation)
    {
        if (await wakes.Ask(lane, at, cancellation) is not { } late)
            return;
        var job = _jobs.Create(JobOf(lane), at <= store.Now ? new EnqueuedState(LaneQueues.Of(lane.Kind)) : new ScheduledState(WholeSecond(at)));
        await wakes.Carried(lane, at, job, cancellation);
        if (late.Length > 0)
            _jobs.Delete(late, ScheduledState.StateName); // only while it waits: one that runs is not to be cut off
    }

    public Task Recur(IReadOnlyCollection<RecurringJob> jobs, CancellationToken cancellation)
    {
        var names = jobs.Select(job => job.Name).ToHashSet(StringComparer.Ordinal);
        using (var connection = storage.GetConnection())
            foreach (var other in connection.GetRecurringJobs().Where(job => !names.Contains(job.Id)))
                _recurring.RemoveIfExists(other.Id);
        foreach (var recurring in jobs)
            _recurring.AddOrUpdate(recurring.Name, JobOf(recurring), recurring.Cron, Utc);
        return Task.CompletedTask;
    }

    // Hangfire keeps whole seconds and would be up to one too early, when nothing is due yet.
    private static DateTime WholeSecond(DateTimeOffset at) =>
        new((at.UtcTicks + TimeSpan.TicksPerSecond - 1) / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, DateTimeKind.Utc);

    private static Job JobOf(LaneKey lane)
    {
        var name = lane.ToString();
        return Job.FromExpression<HangfireJobs>(jobs => jobs.Lane(name, null, CancellationToken.None), LaneQueues.Of(lane.Kind));
    }

    private static Job JobOf(RecurringJob recurring)
    {
        var name = recurring.Name;
        return Job.FromExpression<HangfireJobs>(jobs => jobs.Recurring(name, CancellationToken.None), LaneQueues.Upkeep);
    }
}
