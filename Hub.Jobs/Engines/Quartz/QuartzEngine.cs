using Hub.Core.Deliveries;
using Quartz;

namespace Hub.Jobs.Engines.Quartz;

/// <summary>One job and one trigger a lane, both named after it: in memory on SQLite, clustered on PostgreSQL.</summary>
internal sealed class QuartzEngine(ISchedulerFactory schedulers) : IJobEngine
{
    private const string Group = "lanes";

    public async Task Wake(LaneKey lane, DateTimeOffset at, CancellationToken cancellation)
    {
        var scheduler = await schedulers.GetScheduler(cancellation);
        var trigger = new TriggerKey(lane.ToString(), Group);
        if (await scheduler.GetTrigger(trigger, cancellation) is { NextFireTimeUtc: { } next } && next <= at)
            return;
        var job = JobBuilder.Create<LaneJob>()
            .WithIdentity(lane.ToString(), Group).WithDescription(LaneTitles.Of(lane))
            .UsingJobData(LaneJob.LaneEntry, lane.ToString()).Build();
        await scheduler.ScheduleJob(
            job, TriggerBuilder.Create().WithIdentity(trigger).StartAt(at).Build(), ScheduleJobOptions.Replacing, cancellation);
    }
}
