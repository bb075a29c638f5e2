using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quartz;

namespace Hub.Benchmarks.Engines;

/// <summary>What the hub would do without lanes: Quartz on its clustered PostgreSQL store, one job a delivery.</summary>
static class QuartzPeer
{
    const int Workers = 16;
    const string Number = "number";

    public static EnginePeer Peer { get; } = new("Quartz 4, one job each", 500, Enqueue, Drain, Latency);

    static async Task Enqueue(string connectionString, int jobs)
    {
        using var host = Build(connectionString, _ => { });
        var scheduler = await host.Services.GetRequiredService<ISchedulerFactory>().GetScheduler();
        for (var i = 0; i < jobs; i++)
            await Schedule(scheduler, i);
        await scheduler.Shutdown(waitForJobsToComplete: true);
    }

    static async Task<double> Drain(string connectionString, int jobs)
    {
        var countdown = new Countdown(jobs);
        using var host = Build(connectionString, _ => countdown.One());
        var scheduler = await host.Services.GetRequiredService<ISchedulerFactory>().GetScheduler();
        await scheduler.Start();
        var seconds = await countdown.Seconds();
        await scheduler.Shutdown(waitForJobsToComplete: true);
        return seconds;
    }

    static async Task<double[]> Latency(string connectionString, int jobs)
    {
        var times = new StartTimes(jobs);
        using var host = Build(connectionString, times.Started);
        var scheduler = await host.Services.GetRequiredService<ISchedulerFactory>().GetScheduler();
        await scheduler.Start();
        var took = await times.Ask(number => Schedule(scheduler, number));
        await scheduler.Shutdown(waitForJobsToComplete: true);
        return took;
    }

    static IHost Build(string connectionString, Action<int> work)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(work);
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
        return builder.Build();
    }

    static async Task Schedule(IScheduler scheduler, int number) => await scheduler.ScheduleJob(
        JobBuilder.Create<OneOff>().WithIdentity($"delivery-{number}").UsingJobData(Number, $"{number}").Build(),
        TriggerBuilder.Create().WithIdentity($"now-{number}").StartNow().Build());

    sealed class OneOff(Action<int> work) : IJob
    {
        public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
        {
            work(int.Parse(context.MergedJobDataMap.GetString(Number)!, System.Globalization.CultureInfo.InvariantCulture));
            return ValueTask.CompletedTask;
        }
    }
}
