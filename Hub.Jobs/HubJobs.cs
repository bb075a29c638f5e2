using Hub.Core.Commerce.Bookings;
using Hub.Core.Commerce.Notices;
using Hub.Core.Connections;
using Hub.Core.Connections.Disconnects;
using Hub.Core.Contacts;
using Hub.Core.Contacts.Erasing;
using Hub.Core.Conversations;
using Hub.Core.Deliveries;
using Hub.Core.Ingest;
using Hub.Core.Nodes;
using Hub.Core.Sending;
using Hub.Core.Signals;
using Hub.Core.Storage;
using Hub.Core.Sync;
using Hub.Core.Webhooks;
using Hub.Jobs.Engines;
using Hub.Jobs.Ingest;
using Hub.Jobs.Lanes;
using Hub.Jobs.Nodes;
using Hub.Jobs.Recurring;
using Hub.Jobs.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

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
        services.AddSweep<ConversationSweep>("Waking and giving out conversations", TimeSpan.FromSeconds(5), sweep => sweep.Run);
        services.AddSweep<ReminderSweep>("Reminding of bookings", TimeSpan.FromSeconds(15), sweep => sweep.Run);
        services.AddSweep<NoticeSweep>("Telling customers of their orders", TimeSpan.FromSeconds(5), sweep => sweep.Run);
        services.AddSweep<ErasureSweep>("Erasing contacts", TimeSpan.FromSeconds(2), sweep => sweep.Run);
        services.AddHostedService<UpgradeService>();
        services.AddJobTitles();
        services.AddHostedService<RecurringService>();
        return services;
    }

    /// <summary>For every node, also those that only serve: see <see cref="BacklogMetrics"/>.</summary>
    public static IServiceCollection AddBacklogMetrics(this IServiceCollection services)
    {
        services.AddSingleton<CountWorkingNodes>(provider => async cancellation =>
            (await provider.GetRequiredService<NodeList>().Look(cancellation)).Working);
        services.AddSweep<BacklogMetrics>("Counting what waits", BacklogMetrics.Every, backlog => backlog.Count);
        return services;
    }

    /// <summary>For every node: others are told that it is there, and what it does.</summary>
    public static IServiceCollection AddNode(this IServiceCollection services, bool serves, bool works)
    {
        services.AddSingleton<NodeList>();
        return services.AddSingleton<IHostedService>(provider => ActivatorUtilities.CreateInstance<NodeService>(provider, [serves, works]));
    }

    /// <summary>What nodes do that take webhooks, also those that do no other work.</summary>
    public static IServiceCollection AddReceiving(this IServiceCollection services)
    {
        services.AddSweep<AwayWatch>("Counting the minutes in which webhooks are taken", TimeSpan.FromMinutes(1), watch => watch.Beat);
        services.AddSweep<NodeWatch>("Looking whether anybody works", TimeSpan.FromSeconds(15), watch => watch.Look);
        return services;
    }

    /// <summary>What a dashboard shows on a node that may not work itself.</summary>
    public static IServiceCollection AddJobTitles(this IServiceCollection services)
    {
        services.TryAddSingleton<JobTitles>();
        Upkeep.Add(services);
        return services;
    }

    private static void AddSweep<T>(this IServiceCollection services, string what, TimeSpan every, Func<T, Func<CancellationToken, Task>> run)
        where T : class => services
        .AddSingleton<T>()
        .AddSingleton<IHostedService>(provider => ActivatorUtilities.CreateInstance<SweepService>(
            provider, what, every, run(provider.GetRequiredService<T>())));

    /// <summary>Everything but the engine: for tests that run lanes by hand.</summary>
    public static IServiceCollection AddLaneWorks(this IServiceCollection services)
    {
        services.AddSingleton<LaneDeliveries>().AddSingleton<LaneRunner>().AddSingleton(new LaneGate(JobEngines.LanesAtOnce));
        services.AddSingleton<LaneSweep>();
        services.AddSingleton<Settlement>();
        services.AddSingleton<DeliveryMetrics>();
        services.AddSingleton(new RetryPolicy(Random.Shared.NextDouble));
        services.AddSingleton<LaneWork, SendMessages>();
        services.AddSingleton<LaneWork, MarkRead>();
        services.AddSingleton<LaneWork, FetchAttachments>();
        services.AddSingleton<LaneWork, LearnNames>();
        services.AddSingleton<LaneWork, ReportSignals>();
        services.AddSingleton<LaneWork, SyncContacts>();
        services.AddSingleton<LaneWork, SyncOrders>();
        services.AddSingleton<LaneWork, SyncBookings>();
        services.AddSingleton<FollowContacts>().AddSingleton<FollowOrders>().AddSingleton<FollowBookings>();
        services.AddSingleton<LaneWork, ReadCrm>();
        services.AddSingleton<LaneWork, PollChannel>();
        services.AddSingleton<LaneWork, RefreshTokens>();
        services.AddSingleton<LaneWork, CallWebhooks>();
        services.AddSingleton<LaneWork, RevokeAccess>();
        services.AddSingleton<LaneWork, EnsureSubscriptions>();
        return services;
    }
}
