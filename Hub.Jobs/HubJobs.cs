using Hub.Core.Connections;
using Hub.Core.Conversations;
using Hub.Core.Deliveries;
using Hub.Core.Ingest;
using Hub.Core.Sending;
using Hub.Core.Signals;
using Hub.Core.Storage;
using Hub.Core.Sync;
using Hub.Jobs.Conversations;
using Hub.Jobs.Engines;
using Hub.Jobs.Engines.Quartz;
using Hub.Jobs.Ingest;
using Hub.Jobs.Lanes;
using Hub.Jobs.Storage;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace Hub.Jobs;

/// <summary>Registers the background side of the hub.</summary>
public static class HubJobs
{
    private const int LanesAtOnce = 16;

    public static IServiceCollection AddHubJobs(this IServiceCollection services, string connectionString)
    {
        services.AddLaneWorks();
        services.AddSingleton<IJobEngine, QuartzEngine>();
        services.AddQuartz(quartz => Configure(quartz, connectionString));
        services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
        services.AddHostedService<LaneService>();
        services.AddHostedService<IngestService>();
        services.AddSingleton<ConversationSweep>();
        services.AddHostedService<ConversationService>();
        services.AddHostedService<UpgradeService>();
        return services;
    }

    /// <summary>Everything but the engine: for tests that run lanes by hand.</summary>
    public static IServiceCollection AddLaneWorks(this IServiceCollection services)
    {
        services.AddSingleton<LaneDispatch>();
        services.AddSingleton<LaneDeliveries>().AddSingleton<LaneRunner>();
        services.AddSingleton<LaneSweep>();
        services.AddSingleton<Settlement>();
        services.AddSingleton<DeliveryMetrics>();
        services.AddSingleton<TokenKeeper>();
        services.AddSingleton(new Hub.Core.Deliveries.RetryPolicy(Random.Shared.NextDouble));
        services.AddSingleton<LaneWork, SendMessages>();
        services.AddSingleton<LaneWork, MarkRead>();
        services.AddSingleton<LaneWork, FetchAttachments>();
        services.AddSingleton<LaneWork, ReportSignals>();
        services.AddSingleton<LaneWork, SyncContacts>();
        services.AddSingleton<LaneWork, SyncOrders>();
        services.AddSingleton<LaneWork, PollChannel>();
        services.AddSingleton<LaneWork, RefreshTokens>();
        return services;
    }

    private static void Configure(IQuartzBuilder quartz, string connectionString)
    {
        quartz.UseDefaultThreadPool(LanesAtOnce);
        quartz.AddJobType<LaneJob>();
        if (StorageKinds.Of(connectionString) == StorageKind.Sqlite)
            quartz.UseInMemoryStore();
        else
            quartz.UsePersistentStore(store =>
            {
                store.UsePostgres(connectionString);
                store.UseClustering();
                store.ProvisionSchema();
            });
    }
}
