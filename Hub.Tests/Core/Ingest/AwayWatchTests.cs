using Hub.Core.Connections;
using Hub.Core.Deliveries;
using Hub.Core.Ingest;
using Hub.Core.Storage;
using Hub.Tests.Core.Conversations;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Core.Ingest;

/// <summary>A hub that was away itself asks platforms for what they may have given up to repeat.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
[CancelAfter(30_000)]
public sealed class AwayWatchTests(StorageKind kind) : LabTest(kind)
{
    [Test]
    public async Task A_channel_is_asked_once_for_the_time_in_which_nobody_took_webhooks(CancellationToken cancellation)
    {
        await Beat(cancellation);
        Lab.Clock.Advance(TimeSpan.FromMinutes(59));
        await Beat(cancellation);
        var last = Lab.Store.Now;
        Assert.That(((await Channel()).BlindFrom, await Polls()), Is.EqualTo(((DateTimeOffset?)null, 0)), "platforms repeat for so long");

        Lab.Clock.Advance(TimeSpan.FromHours(5));
        await Beat(cancellation);

        Assert.That(((await Channel()).BlindFrom, (await Channel()).BlindUntil, await Polls()),
            Is.EqualTo(((DateTimeOffset?)last, (DateTimeOffset?)Lab.Store.Now, 1)));
        await Lab.Run(DeliveryKind.Poll);
        Lab.Clock.Advance(TimeSpan.FromMinutes(1));
        await Beat(cancellation);
        Assert.That(((await Channel()).BlindFrom, await Polls()), Is.EqualTo(((DateTimeOffset?)null, 0)), "and no second time");
    }

    [TestCase(ConnectionState.Paused, 1)]
    [TestCase(ConnectionState.Disabled, 0)]
    [TestCase(ConnectionState.Disconnected, 0)]
    public async Task One_that_waits_for_somebody_is_asked_when_it_goes_on_and_one_that_is_off_is_not(
        ConnectionState state, int polls, CancellationToken cancellation)
    {
        await Lab.Change(db => db.Connections.ExecuteUpdateAsync(set => set.SetProperty(row => row.State, state), cancellation));
        await Beat(cancellation);
        Lab.Clock.Advance(TimeSpan.FromHours(5));

        await Beat(cancellation);

        Assert.That(await Polls(), Is.EqualTo(polls));
    }

    [Test]
    public async Task A_hub_that_never_counted_was_not_away(CancellationToken cancellation)
    {
        await Beat(cancellation);

        Assert.That(await Polls(), Is.Zero);
    }

    private Task Beat(CancellationToken cancellation) =>
        new AwayWatch(Lab.Store, Lab.Get<ConnectorRegistry>(), new AwayAfter(TimeSpan.FromHours(1))).Beat(cancellation);

    private Task<Connection> Channel() => Lab.Read(db => db.Connections.SingleAsync());

    private Task<int> Polls() =>
        Lab.Read(db => db.Deliveries.CountAsync(row => row.Kind == DeliveryKind.Poll && row.State == DeliveryState.Owed));
}
