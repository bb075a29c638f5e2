using Hangfire;
using Hangfire.PostgreSql;
using Hub.Jobs.Engines.Hangfire;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Hub.Jobs.Engines;

/// <summary>Compiled in with <c>-p:JobEngine=Hangfire</c>.</summary>
public static partial class JobEngines
{
    // A dead node's job shows up again after this; its lane's lease is as long, so another node has it within a minute.
    private static readonly TimeSpan Invisible = TimeSpan.FromSeconds(30);

    // Scheduling stands still for so long when a node dies in the middle of it: the default would be ten minutes.
    private static readonly TimeSpan Locked = TimeSpan.FromSeconds(30);

    // Jobs made on this node start at once. This is how soon it notices those of others.
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(2);

    // What is done tells nothing that deliveries do not tell better.
    private static readonly TimeSpan DoneKept = TimeSpan.FromHours(1);

    /// <summary>Hangfire's tables, for the engine and its dashboard. The first use makes them.</summary>
    public static void AddHangfireStorage(IServiceCollection services, string connectionString) => services.TryAddSingleton<JobStorage>(_ =>
    {
        var options = new PostgreSqlStorageOptions
        {
            UseSlidingInvisibilityTimeout = true,
            InvisibilityTimeout = Invisible,
            DistributedLockTimeout = Locked,
            QueuePollInterval = Poll,
            AllowDegradedModeWithoutStorage = false,
        };
        return new PostgreSqlStorage(new HubConnectionFactory(connectionString), options) { JobExpirationTimeout = DoneKept };
    });

    static partial void Find(ref bool hangfire) => hangfire = true;

    static partial void AddHangfire(IServiceCollection services, string connectionString)
    {
        AddHangfireStorage(services, connectionString);
        services.AddSingleton<HangfireFilters>();
        services.AddSingleton<HangfireWakes>();
        services.AddSingleton<HangfireJobs>();
        services.AddSingleton<IJobEngine, HangfireEngine>();
        services.AddHostedService<HangfireServer>();
    }
}
