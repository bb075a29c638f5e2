using System.Collections.Concurrent;
using System.Diagnostics;
using Hub.Connectors.Abstractions;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Jobs.Engines;
using Hub.Tests.Promises;
using Hub.Tests.Support;

namespace Hub.Tests.Jobs.Engines;

/// <summary>What the hub relies on, whichever engine it has.</summary>
[TestFixtureSource(nameof(Kinds))]
[NonParallelizable] // it asks how soon
public sealed class JobEngineTests(JobEngineKind kind)
{
    private static readonly RecurringJob EverySecond = new("tick", "Tick", "* * * * * ?", _ => Task.CompletedTask);
    private readonly Recorder _recorder = new();
    private Lab _lab = null!;

    public static IEnumerable<JobEngineKind> Kinds =>
        Enum.GetValues<JobEngineKind>().Where(kind => kind != JobEngineKind.Hangfire || JobEngines.HasHangfire);

    private bool IsClustered => kind != JobEngineKind.QuartzInMemory;

    [SetUp]
    public async Task OpenLab() => _lab = await Lab.Create(IsClustered ? StorageKind.Postgres : StorageKind.Sqlite);

    [TearDown]
    public async Task CloseLab()
    {
        if (_lab is not null)
            await _lab.DisposeAsync();
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_lane_is_woken_once_at_the_earliest_time_however_often_it_is_asked(CancellationToken cancellation)
    {
        await using var node = await Node();
        var (often, moved, last) = (NewLane(), NewLane(), NewLane());
        var soon = node.Store.Now + TimeSpan.FromSeconds(4); // asking takes a while on a busy machine

        await node.Engine.Wake(moved, node.Store.Now + TimeSpan.FromSeconds(40), cancellation);
        for (var i = 0; i < 20; i++)
            await node.Engine.Wake(often, soon, cancellation);
        await node.Engine.Wake(often, soon + TimeSpan.FromSeconds(40), cancellation);
        await node.Engine.Wake(moved, node.Store.Now, cancellation);
        await node.Engine.Wake(last, soon + TimeSpan.FromSeconds(3), cancellation);
        await _recorder.Until(last.ToString(), 1, cancellation); // by then whatever else was to run has run

        var atSoon = _recorder.Of(often);
        var earlier = _recorder.Of(moved);
        Assert.That((atSoon.Count, earlier.Count), Is.EqualTo((1, 1)));
        Assert.That(atSoon[0], Is.GreaterThanOrEqualTo(soon).And.LessThan(soon + TimeSpan.FromSeconds(4)));
        Assert.That(earlier[0], Is.LessThan(soon + TimeSpan.FromSeconds(1)));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_lane_that_is_asked_again_while_it_runs_runs_again(CancellationToken cancellation)
    {
        await using var node = await Node();
        var lane = NewLane();

        for (var run = 1; run <= 3; run++)
        {
            await node.Engine.Wake(lane, node.Store.Now, cancellation);
            await _recorder.Until(lane.ToString(), run, cancellation);
        }

        Assert.That(_recorder.Of(lane), Has.Count.EqualTo(3));
    }

    [Test]
    [CancelAfter(90_000)]
    public async Task What_recurs_runs_on_its_schedule_once_in_the_cluster_until_it_is_no_more(CancellationToken cancellation)
    {
        await using var node = await Node(EverySecond);
        await using var other = IsClustered ? await Node(EverySecond) : null;
        await _recorder.Until(EverySecond.Name, 1, cancellation);
        var from = _recorder.Of(EverySecond.Name).Count;

        var times = await _recorder.Until(EverySecond.Name, from + 4, cancellation);
        await node.Engine.Recur([], cancellation);
        var end = node.Store.Now + TimeSpan.FromSeconds(2);
        await node.Engine.Wake(NewLane(), end, cancellation);
        await HubHost.Until(() => Task.FromResult(node.Store.Now), now => now > end + TimeSpan.FromSeconds(3), cancellation);

        Assert.That(times[from + 3] - times[from - 1], Is.GreaterThan(TimeSpan.FromSeconds(2.5)), "one node at a time");
        Assert.That(_recorder.Of(EverySecond.Name).Where(at => at > end), Is.Empty);
    }

    [Test]
    [CancelAfter(90_000)]
    public async Task What_was_to_run_runs_after_a_restart(CancellationToken cancellation)
    {
        var lane = NewLane();
        await using (var node = await Node())
        {
            await node.Engine.Wake(lane, node.Store.Now + TimeSpan.FromSeconds(3), cancellation);
            if (!IsClustered) // nothing is left of it, and the sweep finds what is owed
            {
                await _lab.Conversations(1);
                lane = _lab.Lane(DeliveryKind.FetchAttachment);
                await Owe(lane, node.Store.Now + TimeSpan.FromSeconds(3));
            }
        }

        Assert.That(_recorder.Of(lane), Is.Empty);
        await using var next = await Node();

        await _recorder.Until(lane.ToString(), 1, cancellation);
    }

    [Test]
    [CancelAfter(120_000)]
    public async Task A_lane_never_runs_twice_at_once_whoever_wakes_it_and_leaves_nothing(CancellationToken cancellation)
    {
        await using var crm = await Lab.Create(_lab.Store.Kind, LabConnector.NewManifest("lab", ConnectorKind.Channel, ConnectorKind.Crm));
        await using var beside = crm.Beside();
        var (running, most, calls) = (0, 0, 0);
        crm.Connector.OnContacts = beside.Connector.OnContacts = async batch =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            calls++;
            await Task.Delay(30, cancellation);
            Interlocked.Decrement(ref running);
            return new BatchAnswer([.. batch.Select(item => new WriteResult(item.Key, new Outcome.Accepted(item.Key)))]);
        };
        var lane = crm.Lane(DeliveryKind.SyncContact);
        var (first, second) = (new LaneRuns(crm), new LaneRuns(beside));
        await using var node = await EngineNode.Start(kind, crm.ConnectionString, first);
        await using var other = IsClustered ? await EngineNode.Start(kind, crm.ConnectionString, second) : null;
        (first.Engine, second.Engine) = (node.Engine, other?.Engine ?? node.Engine);

        for (var round = 1; round <= 15; round++)
        {
            await crm.Conversations(4 * round);
            await Task.WhenAll(first.Engine.Wake(lane, node.Store.Now, cancellation), second.Engine.Wake(lane, node.Store.Now, cancellation));
        }

        await HubHost.Until(
            () => crm.Deliveries(DeliveryKind.SyncContact), rows => rows.TrueForAll(row => row.State == DeliveryState.Done), cancellation);
        Assert.That((most, calls > 1), Is.EqualTo((1, true)));
    }

    [Test]
    [CancelAfter(90_000)]
    public async Task Lanes_that_come_back_at_once_let_those_go_first_that_waited_for_a_worker(CancellationToken cancellation)
    {
        var endless = new Endless(cancellation);
        await using var node = await EngineNode.Start(kind, _lab.ConnectionString, endless);
        endless.Engine = node.Engine;
        var (busy, late) = (Enumerable.Range(0, 24).Select(_ => NewLane()).ToList(), NewLane()); // there are 16 workers

        foreach (var lane in busy)
            await node.Engine.Wake(lane, node.Store.Now, cancellation);
        await HubHost.Until(() => Task.FromResult(endless.Runs), runs => runs > 32, cancellation);
        var (before, asked) = (endless.Runs, Stopwatch.GetTimestamp());
        await node.Engine.Wake(late, node.Store.Now, cancellation);
        await HubHost.Until(() => Task.FromResult(endless.Of(late)), runs => runs > 0, cancellation);

        var took = Stopwatch.GetElapsedTime(asked);
        var all = busy.ConvertAll(endless.Of);
        endless.IsOver = true;
        Assert.That(took, Is.LessThan(TimeSpan.FromSeconds(15)));
        Assert.That(all, Is.All.Positive, $"none of them has to wait for ever; {before} runs before, {endless.Runs} after");
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task What_a_full_node_cannot_take_another_takes(CancellationToken cancellation)
    {
        if (!IsClustered)
            Assert.Ignore("One process is all there is.");
        var (first, second) = (new Holding(cancellation), new Holding(cancellation));
        await using var node = await EngineNode.Start(kind, _lab.ConnectionString, first);
        await using var other = await EngineNode.Start(kind, _lab.ConnectionString, second);
        const int Lanes = JobEngines.LanesAtOnce + (JobEngines.LanesAtOnce / 2);

        for (var lane = 0; lane < Lanes; lane++)
            await node.Engine.Wake(NewLane(), node.Store.Now, cancellation);
        await HubHost.Until(() => Task.FromResult(first.Held + second.Held), held => held == Lanes, cancellation);

        Assert.That(new[] { first.Held, second.Held }, Is.All.AtMost(JobEngines.LanesAtOnce), "each within its own measure, and none waits for the node that was asked");
        first.Release();
        second.Release();
    }

    private static LaneKey NewLane() => new(Guid.NewGuid(), Guid.NewGuid(), DeliveryKind.SyncContact);

    private Task<EngineNode> Node(params RecurringJob[] recurring) => EngineNode.Start(kind, _lab.ConnectionString, _recorder, recurring);

    private Task Owe(LaneKey lane, DateTimeOffset due) => _lab.Store.Write(null, null, db => Task.FromResult(db.Deliveries.Add(new Delivery
    {
        WorkspaceId = lane.WorkspaceId,
        ConnectionId = lane.ConnectionId,
        Id = _lab.Store.Ids.Next(),
        Kind = lane.Kind,
        SubjectId = Guid.NewGuid(),
        OwedAt = due,
        DueAt = due,
    })), CancellationToken.None);

    /// <summary>Lanes with more work than a turn, each asking for the next at its end, as the hub's runner does.</summary>
    private sealed class Endless(CancellationToken over) : IDispatch
    {
        private readonly ConcurrentDictionary<LaneKey, int> _runs = [];

        public IJobEngine Engine { get; set; } = null!;

        public bool IsOver { get; set; }

        public int Runs => _runs.Values.Sum();

        public int Of(LaneKey lane) => _runs.GetValueOrDefault(lane);

        public async Task Lane(LaneKey lane, CancellationToken cancellation)
        {
            await Task.Delay(100, over);
            _runs.AddOrUpdate(lane, 1, (_, runs) => runs + 1);
            if (!IsOver)
                await Engine.Wake(lane, TimeProvider.System.GetUtcNow(), over);
        }

        public Task Recurring(string name, CancellationToken cancellation) => Task.CompletedTask;
    }

    /// <summary>Lanes that stay until they are let go.</summary>
    private sealed class Holding(CancellationToken over) : IDispatch
    {
        private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _held;

        public int Held => Volatile.Read(ref _held);

        public void Release() => _released.SetResult();

        public Task Lane(LaneKey lane, CancellationToken cancellation)
        {
            Interlocked.Increment(ref _held);
            return _released.Task.WaitAsync(over);
        }

        public Task Recurring(string name, CancellationToken cancellation) => Task.CompletedTask;
    }

    /// <summary>The hub's own runner, and what comes of it.</summary>
    private sealed class LaneRuns(Lab lab) : IDispatch
    {
        public IJobEngine Engine { get; set; } = null!;

        public async Task Lane(LaneKey lane, CancellationToken cancellation)
        {
            if (await lab.Get<LaneRunner>().Run(lane, cancellation) is { } next)
                await Engine.Wake(lane, next, cancellation);
        }

        public Task Recurring(string name, CancellationToken cancellation) => Task.CompletedTask;
    }
}
