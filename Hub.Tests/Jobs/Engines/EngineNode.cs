using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Jobs.Engines;
using Hub.Jobs.Lanes;
using Hub.Jobs.Recurring;
using Hub.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Hub.Tests.Jobs.Engines;

/// <summary>A node of a cluster that has an engine and the sweep, and nothing to do but what a test asks.</summary>
internal sealed class EngineNode : IAsyncDisposable
{
    private readonly IHost _host;

    private EngineNode(IHost host)
    {
        _host = host;
        Engine = host.Services.GetRequiredService<IJobEngine>();
        Store = host.Services.GetRequiredService<HubStore>();
    }

    public IJobEngine Engine { get; }

    public HubStore Store { get; }

    public static Task<EngineNode> Start(JobEngineKind kind, string connectionString, IDispatch dispatch, params RecurringJob[] recurring) =>
        Start(kind, connectionString, dispatch, TimeProvider.System, recurring);

    /// <param name="clock">The engine's; the hub's own is the system's.</param>
    public static async Task<EngineNode> Start(
        JobEngineKind kind, string connectionString, IDispatch dispatch, TimeProvider clock, params RecurringJob[] recurring)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton(clock).AddSingleton(dispatch);
        builder.Services.AddSingleton(_ => HubStore.Open(connectionString, TimeProvider.System));
        var lab = new LabConnector(LabConnector.NewManifest("lab"));
        builder.Services.AddSingleton(new ConnectorRegistry([new InstalledConnector("lab", InstalledState.Active, lab.Manifest, lab, null)]));
        builder.Services.AddSingleton<LaneBell>().AddSingleton<LaneSweep>();
        builder.Services.AddJobEngine(kind, connectionString);
        builder.Services.AddHostedService<LaneService>().AddHostedService<RecurringService>();
        foreach (var job in recurring)
            builder.Services.AddSingleton(job);
        var node = new EngineNode(builder.Build());
        await node.Store.Alone(() => node.Engine.Prepare(CancellationToken.None), CancellationToken.None);
        await node._host.StartAsync();
        return node;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        if (_host is IAsyncDisposable host)
            await host.DisposeAsync();
    }
}
