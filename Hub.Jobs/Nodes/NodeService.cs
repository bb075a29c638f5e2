using Hub.Core.Nodes;
using Hub.Core.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Hub.Jobs.Nodes;

/// <summary>Says that this node lives, from its start until it is told to stop.</summary>
internal sealed partial class NodeService(bool serves, bool works, NodeList nodes, HubStore store, TimeProvider clock, ILogger<NodeService> logger)
    : BackgroundService
{
    // A database that is away must not hold up the end: then its silence tells.
    private static readonly TimeSpan LastWord = TimeSpan.FromSeconds(2);

    private readonly Node _me = new()
    {
        Id = store.Ids.Next(),
        Name = $"{Environment.MachineName}:{Environment.ProcessId}",
        Serves = serves,
        Works = works,
        StartedAt = store.Now,
    };

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await Guarded(nodes.Beat, cancellationToken); // before the first call asks who works
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(LastWord);
        await Guarded(nodes.Stop, patience.Token);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(NodeList.BeatEvery, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await Guarded(nodes.Beat, stoppingToken);
    }

    private async Task Guarded(Func<Node, CancellationToken, Task> say, CancellationToken cancellation)
    {
        try
        {
            await say(_me, cancellation);
        }
        catch (Exception error) // mostly the database being away; the next beat makes it good
        {
            if (!cancellation.IsCancellationRequested)
                NotSaid(logger, error.GetBaseException().GetType().Name);
        }
    }

    [LoggerMessage(3009, LogLevel.Warning, "This node could not say that it lives: {Error}")]
    private static partial void NotSaid(ILogger logger, string error);
}
