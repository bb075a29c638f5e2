using Hub.Core.Feed;

namespace Hub.Api.Feed;

/// <summary>Keeps the feed going, and the relay to other nodes.</summary>
internal sealed class FeedService(EventFeed feed, FeedRelay relay) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(feed.Run(stoppingToken), relay.Run(stoppingToken));
}
