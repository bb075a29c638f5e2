using Hub.Core.Feed;

namespace Hub.Api.Feed;

/// <summary>Where some nodes only serve and others only work: the ones tell the others what there is to do.</summary>
internal sealed class WorkService(WorkRelay relay, bool works) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => works ? relay.Hear(stoppingToken) : relay.Tell(stoppingToken);
}
