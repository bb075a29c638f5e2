using Hub.Core.Deliveries;
using Quartz;

namespace Hub.Jobs.Engines.Quartz;

/// <summary>One job and one trigger a lane, both named after it: in memory on SQLite, clustered on PostgreSQL.</summary>
internal sealed class QuartzEngine(ISchedulerFactory schedulers, JobTitles titles, TimeProvider clock) : IJobEngine
{
    private const string Lanes = "lanes";
    private const string Upkeep = "upkeep";

    public async Task Prepare(CancellationToken cancellation) => await schedulers.GetScheduler(cancellation);

    public async Task Wake(LaneKey lane, DateTimeOffset at, CancellationToken cancellation)
    {
        var scheduler = await schedulers.GetScheduler(cancellation);
        var trigger = new TriggerKey(lane.ToString(), Lanes);
        if (await scheduler.GetTrigger(trigger, cancellation) is { NextFireTimeUtc: { } next } && next <= at)
            return;
        var job = JobBuilder.Create<LaneJob>()
            .WithIdentity(lane.ToString(), Lanes).WithDescription(titles.Of(lane))
            .UsingJobData(LaneJob.LaneEntry, lane.ToString()).RequestRecovery().Build();
        await scheduler.ScheduleJob(
            job, TriggerBuilder.Create(clock).WithIdentity(trigger).StartAt(at).Build(), ScheduleJobOptions.Replacing, cancellation);
    }

    public async Task Recur(IReadOnlyCollection<RecurringJob> jobs, CancellationToken cancellation)
    {
        var scheduler = await schedulers.GetScheduler(cancellation);
        var names = jobs.Select(job => job.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var other in await scheduler.GetJobKeys(GroupMatcher<JobKey>.GroupEquals(Upkeep), cancellation))
            if (!names.Contains(other.Name))
                await scheduler.DeleteJob(other, cancellation);
        foreach (var recurring in jobs)
            await scheduler.ScheduleJob(Job(recurring), Trigger(recurring), ScheduleJobOptions.Replacing, cancellation);
    }

    private static IJobDetail Job(RecurringJob recurring) => JobBuilder.Create<UpkeepJob>()
        .WithIdentity(recurring.Name, Upkeep).WithDescription(recurring.Title)
        .UsingJobData(UpkeepJob.NameEntry, recurring.Name).Build();

    private ITrigger Trigger(RecurringJob recurring) => TriggerBuilder.Create(clock)
        .WithIdentity(recurring.Name, Upkeep)
        .WithSchedule(CronScheduleBuilder.Create(recurring.Cron).InTimeZone(TimeZoneInfo.Utc)
            .WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed))
        .Build();
}
