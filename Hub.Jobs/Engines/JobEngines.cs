using Hub.Core.Storage;
using Hub.Jobs.Engines.Quartz;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Hub.Jobs.Engines;

public enum JobEngineKind
{
    QuartzInMemory,
    QuartzClustered,

    /// <summary>Only in a build with <c>-p:JobEngine=Hangfire</c>, and only on PostgreSQL.</summary>
    Hangfire,
}

/// <summary>The one that this hub uses.</summary>
public sealed record ChosenEngine(JobEngineKind Kind);

/// <summary>Which engines this build has, and which of them is used.</summary>
public static partial class JobEngines
{
    /// <summary>Lanes that a node runs at once.</summary>
    public const int LanesAtOnce = 16;

    /// <summary>Whether this build has Hangfire.</summary>
    public static bool HasHangfire
    {
        get
        {
            var has = false;
            Find(ref has);
            return has;
        }
    }

    /// <param name="wanted"><c>quartz</c>, <c>hangfire</c>, or nothing for the best that this build has for the database.</param>
    /// <exception cref="StorageException">This build or this database cannot do that.</exception>
    public static JobEngineKind Choose(string connectionString, string? wanted)
    {
        var isPostgres = StorageKinds.Of(connectionString) == StorageKind.Postgres;
        return wanted?.ToLowerInvariant() switch
        {
            "hangfire" when !HasHangfire => throw new StorageException(
                "This build has no Hangfire. Build it with -p:JobEngine=Hangfire, or leave Hub__JobEngine out."),
            "hangfire" when !isPostgres => throw new StorageException("Hangfire needs PostgreSQL. Set ConnectionStrings__Hub, or leave Hub__JobEngine out."),
            "hangfire" => JobEngineKind.Hangfire,
            null or "" when isPostgres && HasHangfire => JobEngineKind.Hangfire,
            null or "" or "quartz" => isPostgres ? JobEngineKind.QuartzClustered : JobEngineKind.QuartzInMemory,
            _ => throw new StorageException("Hub__JobEngine must be quartz or hangfire."),
        };
    }

    /// <summary>For nodes that work.</summary>
    public static IServiceCollection AddJobEngine(this IServiceCollection services, JobEngineKind kind, string connectionString)
    {
        services.TryAddSingleton<JobTitles>();
        if (kind == JobEngineKind.Hangfire)
            AddHangfire(services, connectionString);
        else
            QuartzSetup.Add(services, kind, connectionString);
        return services;
    }

    // Engines/Hangfire has the bodies, and is compiled in with -p:JobEngine=Hangfire only.
    static partial void Find(ref bool hangfire);

    static partial void AddHangfire(IServiceCollection services, string connectionString);
}
