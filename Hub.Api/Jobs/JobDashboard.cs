using Hub.Api.Hosting;
using Hub.Jobs.Engines;

namespace Hub.Api.Jobs;

/// <summary>The engine's own page, where this build has one. What the hub owes, and why, is on its Jobs page with every engine.</summary>
internal static partial class JobDashboard
{
    public static void Add(IServiceCollection services, JobEngineKind engine, HubRole role, string connectionString)
    {
        if (role.Serves() && engine == JobEngineKind.Hangfire)
            AddHangfire(services, role, connectionString);
    }

    public static void Map(WebApplication app) => MapHangfire(app);

    // Jobs/Hangfire has the bodies, and is compiled in with -p:JobEngine=Hangfire only.
    static partial void AddHangfire(IServiceCollection services, HubRole role, string connectionString);

    static partial void MapHangfire(WebApplication app);
}
