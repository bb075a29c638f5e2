using Hub.Core.Feed;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Core.Feed;

/// <summary>The feed while the database is away, and with more than it holds.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class EventFeedTests(StorageKind kind)
{
    private CancellationTokenSource _stop = null!;
    private readonly PauseCounter _clock = new();
    private Lab _lab = null!;
    private EventFeed _feed = null!;
    private Task? _running;

    [SetUp]
    public async Task Start()
    {
        (_stop, _running) = (new CancellationTokenSource(), null);
        _clock.Pauses = 0;
        _lab = await Lab.Create(kind);
        _feed = new EventFeed(_lab.Store, _clock);
    }

    [TearDown]
    public async Task Stop()
    {
        await _stop.CancelAsync();
        if (_running is not null)
            Assert.That(() => _running, Throws.InstanceOf<OperationCanceledException>());
        if (_lab is not null)
            await _lab.DisposeAsync();
        _stop.Dispose();
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task While_the_database_is_away_nobody_is_told_to_ask_it_and_what_happened_is_told_later(CancellationToken cancellation)
    {
        var agent = Guid.NewGuid();
        var thread = await ThreadOf(agent);
        _feed = new EventFeed(_lab.Store, _clock); // has heard nothing of that
        var one = await _feed.Listen(Own(agent), null, cancellation);
        var two = await _feed.Listen(All(), null, cancellation);
        Run();
        await Rename("conversations", "away");

        _feed.Publish([new FeedEvent(_lab.Workspace, FeedEventType.NoteAdded, thread)]);
        await Asked(3, cancellation);
        var (agents, others) = (one.Subscription.Items.Count, two.Subscription.Items.Count);
        await Rename("away", "conversations");

        Assert.That((agents, others), Is.EqualTo((0, 0)));
        Assert.That((await one.Subscription.Items.ReadAsync(cancellation)).Event.Type, Is.EqualTo(FeedEventType.NoteAdded));
        Assert.That((await two.Subscription.Items.ReadAsync(cancellation)).Event.Type, Is.EqualTo(FeedEventType.NoteAdded));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Who_comes_while_the_database_is_asked_for_others_is_told_to_ask_anew(CancellationToken cancellation)
    {
        using var first = (await _feed.Listen(Own(Guid.NewGuid()), null, cancellation)).Subscription;
        var (elsewhere, agent) = (Guid.NewGuid(), Guid.NewGuid());
        Run();
        await Rename("conversations", "away");
        _feed.Publish(
        [
            new FeedEvent(_lab.Workspace, FeedEventType.NoteAdded, Guid.NewGuid()),
            new FeedEvent(elsewhere, FeedEventType.NoteAdded, Guid.NewGuid()),
        ]);
        await Asked(1, cancellation);
        var late = await _feed.Listen(Own(agent) with { WorkspaceId = elsewhere }, null, cancellation);
        await Rename("away", "conversations");

        Assert.That((await late.Subscription.Items.ReadAsync(cancellation)).Event.Type, Is.EqualTo(FeedEventType.Resync));
    }

    [Test]
    public async Task A_listener_who_goes_before_it_has_begun_leaves_nothing_behind()
    {
        Run();
        var listening = await _feed.Listen(Own(Guid.NewGuid()), null, CancellationToken.None);
        _feed.Publish([new FeedEvent(_lab.Workspace, FeedEventType.NotificationChanged, Guid.NewGuid(), MemberId: listening.Subscription.Caller.Id)]);
        await listening.Subscription.Items.ReadAsync();
        listening.Subscription.Dispose();
        Assert.That(_feed.Listeners, Is.Zero);

        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();
        Assert.That(() => _feed.Listen(Own(Guid.NewGuid()), listening.From, gone.Token), Throws.InstanceOf<OperationCanceledException>());

        Assert.That(_feed.Listeners, Is.Zero);
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task More_than_the_feed_can_hold_ends_in_a_resync_for_everybody(CancellationToken cancellation)
    {
        var resync = new TaskCompletionSource();
        _feed.Happened += happened =>
        {
            if (happened == FeedEvent.ResyncAll)
                resync.TrySetResult();
        };
        _feed.Publish(Many(100_001, happened => happened));
        Run();

        await resync.Task.WaitAsync(cancellation);
        var listening = await _feed.Listen(Own(Guid.NewGuid()), null, cancellation);
        _feed.LostSome();
        Assert.That((await listening.Subscription.Items.ReadAsync(cancellation)).Event.Type, Is.EqualTo(FeedEventType.Resync));
        var back = await _feed.Listen(Own(Guid.NewGuid()), listening.From, cancellation);
        Assert.That(back.First.Select(item => item.Event.Type), Is.EqualTo([FeedEventType.Resync]), "also who was away then");
    }

    internal static IReadOnlyCollection<FeedEvent> Many(int count, Func<FeedEvent, FeedEvent> change) => [.. Enumerable.Range(0, count)
        .Select(_ => change(new FeedEvent(Guid.NewGuid(), FeedEventType.MessageChanged, Guid.NewGuid(), Guid.NewGuid())))];

    // So many times it has asked a database that is away, and paused after each.
    private async Task Asked(int times, CancellationToken cancellation)
    {
        while (_clock.Pauses < times)
            await Task.Delay(10, cancellation);
    }

    private void Run() => _running = _feed.Run(_stop.Token);

    private Caller All() => Caller.Key(_lab.Workspace, Guid.NewGuid(), [Permissions.All]);

    private Caller Own(Guid member) => new(_lab.Workspace, CallerKind.Member, member, [Permissions.All], VisibilityScope.Own, []);

    private async Task<Guid> ThreadOf(Guid agent)
    {
        await _lab.Apply(Contacts.MergeLab.Says("84901", "m1", _lab.Clock.GetUtcNow()));
        return await _lab.Store.Write(null, null, async db =>
        {
            var thread = await db.Conversations.SingleAsync();
            thread.AssigneeId = agent;
            return thread.Id;
        }, CancellationToken.None);
    }

    private async Task Rename(string from, string to)
    {
        await using var db = _lab.Store.OpenDb();
#pragma warning disable EF1002 // names of tables
        await db.Database.ExecuteSqlRawAsync($"alter table {from} rename to {to}");
#pragma warning restore EF1002
    }

    /// <summary>The system's clock, on which a second's pause is over after a tenth and counted.</summary>
    private sealed class PauseCounter : TimeProvider
    {
        private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
        private int _pauses;

        public int Pauses
        {
            get => Volatile.Read(ref _pauses);
            set => Volatile.Write(ref _pauses, value);
        }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime != Pause)
                return base.CreateTimer(callback, state, dueTime, period);
            Interlocked.Increment(ref _pauses);
            return base.CreateTimer(callback, state, Pause / 10, period);
        }
    }
}
