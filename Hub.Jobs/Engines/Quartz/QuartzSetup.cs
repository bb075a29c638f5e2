using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace Hub.Jobs.Engines.Quartz;

internal static class QuartzSetup
{
    // A node that has not checked in for both together is dead; its jobs run elsewhere well within a minute.
    private static readonly TimeSpan CheckIn = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // What is asked for on a node starts there at once, if it has a worker. This is how soon another one with more room looks for it: Quartz's own
    // half a minute would leave that to the sweep.
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    public static void Add(IServiceCollection services, JobEngineKind kind, string connectionString)
    {
        services.AddSingleton<IJobEngine, QuartzEngine>();
        services.AddQuartz(quartz => Configure(quartz, kind, connectionString));
        services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
    }

    private static void Configure(IQuartzBuilder quartz, JobEngineKind kind, string connectionString)
    {
        quartz.UseDefaultThreadPool(JobEngines.LanesAtOnce);
        quartz.AddJobType<LaneJob>();
        quartz.AddJobType<UpkeepJob>();
        if (kind == JobEngineKind.QuartzInMemory)
            quartz.UseInMemoryStore();
        else
        {
            quartz.ConfigureScheduler(scheduler => scheduler.IdleWaitTime = Look);
            quartz.UsePersistentStore(store =>
            {
                store.UsePostgres(connectionString);
                store.UseClustering(cluster => (cluster.CheckinInterval, cluster.CheckinMisfireThreshold) = (CheckIn, Patience));
                store.ProvisionSchema();
            });
        }
    }
}
