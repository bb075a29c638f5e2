using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quartz;

namespace Hub.Benchmarks.Deliveries;

/// <summary>
/// What the hub would do without lanes: Quartz on its clustered PostgreSQL store, one job a delivery. The job does nothing at all, which
/// is in Quartz's favour.
/// </summary>
static class QuartzPeer
{
    const int Workers = 16;

    public static async Task<double> JobsPerSecond(string connectionString, int jobs)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddQuartz(quartz =>
        {
            quartz.UseDefaultThreadPool(Workers);
            quartz.AddJobType<OneOff>();
            quartz.UsePersistentStore(store =>
            {
                store.UsePostgres(connectionString);
                store.UseClustering();
                store.ProvisionSchema();
            });
        });
        builder.Services.AddSingleton(new Countdown(jobs));
        using var host = builder.Build();
        var scheduler = await host.Services.GetRequiredService<ISchedulerFactory>().GetScheduler();
        for (var i = 0; i < jobs; i++)
            await scheduler.ScheduleJob(
                JobBuilder.Create<OneOff>().WithIdentity($"delivery-{i}").Build(), TriggerBuilder.Create().WithIdentity($"now-{i}").StartNow().Build());
        var start = Stopwatch.GetTimestamp();
        await scheduler.Start();
        await host.Services.GetRequiredService<Countdown>().Done;
        var passed = Stopwatch.GetElapsedTime(start);
        await scheduler.Shutdown(waitForJobsToComplete: true);
        return jobs / passed.TotalSeconds;
    }

    sealed class Countdown(int count)
    {
        readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        int _left = count;

        public Task Done => _done.Task;

        public void One()
        {
            if (Interlocked.Decrement(ref _left) == 0)
                _done.SetResult();
        }
    }

    sealed class OneOff(Countdown countdown) : IJob
    {
        public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
        {
            countdown.One();
            return ValueTask.CompletedTask;
        }
    }
}
