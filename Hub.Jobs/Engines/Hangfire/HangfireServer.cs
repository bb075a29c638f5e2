using Hangfire;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Hub.Jobs.Engines.Hangfire;

/// <summary>Takes jobs, from the start of this node until it stops.</summary>
internal sealed class HangfireServer(JobStorage storage, HangfireFilters filters, IServiceProvider services) : IHostedService, IDisposable
{
    // A server that has not been heard of for longer is taken off the list of those alive.
    private static readonly TimeSpan Silent = TimeSpan.FromSeconds(40);
    private BackgroundJobServer? _server;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _server = new BackgroundJobServer(
            new BackgroundJobServerOptions
            {
                WorkerCount = JobEngines.LanesAtOnce,
                Queues = LaneQueues.All,
                SchedulePollingInterval = TimeSpan.FromSeconds(1),
                HeartbeatInterval = TimeSpan.FromSeconds(10),
                ServerCheckInterval = TimeSpan.FromSeconds(20),
                ServerTimeout = Silent,
                ShutdownTimeout = TimeSpan.FromSeconds(18),
                Activator = new Instances(services),
                FilterProvider = filters,
            },
            storage);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _server!.SendStop();
        await _server.WaitForShutdownAsync(cancellationToken);
    }

    public void Dispose() => _server?.Dispose();

    private sealed class Instances(IServiceProvider services) : JobActivator
    {
        public override object ActivateJob(Type jobType) => services.GetRequiredService(jobType);
    }
}
