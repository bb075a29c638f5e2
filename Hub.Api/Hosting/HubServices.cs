using System.Net;
using Hub.Core.Connections;
using Hub.Core.Ingest;
using Hub.Core.Ingest.Applying;
using Hub.Core.Signals;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Hub.Api.Hosting;

/// <summary>What the hub is made of.</summary>
internal static class HubServices
{
    public static void Add(WebApplicationBuilder builder, HubRole role)
    {
        var options = builder.Configuration.GetSection("Hub").Get<HubOptions>() ?? new HubOptions();
        builder.Services.TryAddSingleton(options);
        builder.Services.TryAddSingleton(TimeProvider.System);
        HubLogging.Add(builder);
        HubKestrel.Add(builder);
        KeyRing.Add(builder.Services, options);
        AddStorage(builder);
        AddConnectors(builder.Services);
        AddIngest(builder.Services, role);
        AddFeatures(builder.Services);
        AddHttp(builder.Services, options);
    }

    private static void AddStorage(WebApplicationBuilder builder) => builder.Services.TryAddSingleton(services =>
        HubStore.Open(
            builder.Configuration.GetConnectionString("Hub") ?? $"Data Source={services.GetRequiredService<HubOptions>().DataDirectory}/hub.db",
            services.GetRequiredService<TimeProvider>()));

    private static void AddConnectors(IServiceCollection services)
    {
        services.AddSingleton<ConnectorPools>();
        services.TryAddSingleton(InstalledCatalog.Load);
        services.AddSingleton(provider => new ConnectorRegistry(provider.GetRequiredService<InstalledCatalog>().Connectors));
        services.AddSingleton<ConnectionVault>();
        services.AddSingleton<ConnectionDirectory>();
    }

    private static void AddIngest(IServiceCollection services, HubRole role)
    {
        services.AddSingleton<IngestMetrics>();
        services.AddSingleton<IngestQueue>();
        services.AddSingleton<WebhookWriter>();
        services.AddSingleton<WebhookIntake>();
        services.AddSingleton<KeywordIndex>();
        services.AddSingleton<EventApplier>();
        services.AddSingleton<IngestPump>();
        if (role.Works())
            services.AddHostedService<IngestWorkers>();
    }

    private static void AddFeatures(IServiceCollection services)
    {
        services.AddSingleton<ApiKeys>();
    }

    private static void AddHttp(IServiceCollection services, HubOptions options)
    {
        services.Configure<ForwardedHeadersOptions>(forwarded =>
        {
            forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            forwarded.KnownIPNetworks.Clear();
            forwarded.KnownProxies.Clear();
            foreach (var proxy in options.KnownProxies)
                forwarded.KnownProxies.Add(IPAddress.Parse(proxy));
        });
    }
}
