using Hub.Core.Feed;
using Hub.Core.Storage;
using Hub.Core.Storage.Postgres;
using Hub.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hub.Tests.Core.Feed;

/// <summary>Two nodes of one PostgreSQL.</summary>
public sealed class FeedRelayTests
{
    [Test]
    [CancelAfter(120_000)]
    public async Task Others_ask_anew_when_a_node_starts_and_when_it_could_not_tell_everything(CancellationToken cancellation)
    {
        await using var lab = await Lab.Create(StorageKind.Postgres);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var (one, other) = (new EventFeed(lab.Store, TimeProvider.System), new EventFeed(lab.Store, TimeProvider.System));
        var (resyncs, probed) = (0, new SemaphoreSlim(0));
        other.Happened += happened =>
        {
            if (happened == FeedEvent.ResyncAll)
                Interlocked.Increment(ref resyncs);
            else if (happened.Type == FeedEventType.Presence)
                probed.Release();
        };
        Task[] hearing = [other.Run(stop.Token), Relay(lab, other).Run(stop.Token)];
        await Until(() => resyncs == 1, cancellation); // it listens now

        Task[] telling = [one.Run(stop.Token), Relay(lab, one).Run(stop.Token)];
        await Until(() => resyncs == 2, cancellation);
        one.Publish(EventFeedTests.Many(60_000, happened => happened));
        await Until(() => resyncs >= 3, cancellation);
        do
            Probe();
        while (!await probed.WaitAsync(200, cancellation));
        var asked = resyncs;
        Probe();
        await probed.WaitAsync(cancellation);

        Assert.That(resyncs, Is.EqualTo(asked), "and then goes on");
        await stop.CancelAsync();
        Assert.That(() => Task.WhenAll([.. hearing, .. telling]), Throws.InstanceOf<OperationCanceledException>());

        void Probe() => one.Publish(EventFeedTests.Many(1, happened => happened with { Type = FeedEventType.Presence }));
    }

    [Test]
    public async Task The_connection_that_listens_notices_when_its_server_is_gone()
    {
        await using var lab = await Lab.Create(StorageKind.Postgres);
        await using var connection = await ((PostgresDatabase)lab.Store.Database).OpenToListen(CancellationToken.None);

        Assert.That(connection.ConnectionString, Does.Contain("Keepalive=30"));
    }

    private static FeedRelay Relay(Lab lab, EventFeed feed) => new(lab.Store, feed, TimeProvider.System, NullLogger<FeedRelay>.Instance);

    private static async Task Until(Func<bool> isSo, CancellationToken cancellation)
    {
        while (!isSo())
            await Task.Delay(20, cancellation);
    }
}
