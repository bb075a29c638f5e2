using Hub.Core.Commerce.Bookings;
using Hub.Core.Connections;
using Hub.Core.Conversations;
using Hub.Core.Deliveries;
using Hub.Core.Ingest;
using Hub.Core.Sending;
using Hub.Core.Signals;
using Hub.Core.Sync;
using Hub.Jobs.Commerce;
using Hub.Jobs.Conversations;
using Hub.Jobs.Engines;
using Hub.Jobs.Ingest;
using Hub.Jobs.Lanes;
using Hub.Jobs.Recurring;
using Hub.Jobs.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Hub.Jobs;

/// <summary>Registers the background side of the hub.</summary>
public static class HubJobs
{
    public static IServiceCollection AddHubJobs(this IServiceCollection services, JobEngineKind engine, string connectionString)
    {
        services.AddLaneWorks();
        services.AddSingleton<IDispatch, Dispatch>();
        services.AddJobEngine(engine, connectionString);
        services.AddHostedService<LaneService>();
        services.AddHostedService<IngestService>();
        services.AddSingleton<ConversationSweep>();
        services.AddHostedService<ConversationService>();
        services.AddSingleton<ReminderSweep>();
        services.AddHostedService<ReminderService>();
        services.AddHostedService<UpgradeService>();
        services.AddJobTitles();
        services.AddHostedService<RecurringService>();
        return services;
    }

    /// <summary>What a dashboard shows on a node that may not work itself.</summary>
    public static IServiceCollection AddJobTitles(this IServiceCollection services)
    {
        services.TryAddSingleton<JobTitles>();
        Upkeep.Add(services);
        return services;
    }

    /// <summary>Everything but the engine: for tests that run lanes by hand.</summary>
    public static IServiceCollection AddLaneWorks(this IServiceCollection services)
    {
        services.AddSingleton<LaneDeliveries>().AddSingleton<LaneRunner>();
        services.AddSingleton<LaneSweep>();
        services.AddSingleton<Settlement>();
        services.AddSingleton<DeliveryMetrics>();
        services.AddSingleton<TokenKeeper>();
        services.AddSingleton(new RetryPolicy(Random.Shared.NextDouble));
        services.AddSingleton<LaneWork, SendMessages>();
        services.AddSingleton<LaneWork, MarkRead>();
        services.AddSingleton<LaneWork, FetchAttachments>();
        services.AddSingleton<LaneWork, ReportSignals>();
        services.AddSingleton<LaneWork, SyncContacts>();
        services.AddSingleton<LaneWork, SyncOrders>();
        services.AddSingleton<LaneWork, SyncBookings>();
        services.AddSingleton<LaneWork, PollChannel>();
        services.AddSingleton<LaneWork, RefreshTokens>();
        return services;
    }
}
