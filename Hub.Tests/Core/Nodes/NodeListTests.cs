using Hub.Core.Conversations;
using Hub.Core.Nodes;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Hub.Tests.Core.Conversations;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Core.Nodes;

/// <summary>Whether anybody works, and since when nobody does.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class NodeListTests(StorageKind kind) : LabTest(kind)
{
    private NodeList Nodes => new(Lab.Store);

    [Test]
    public async Task A_worker_that_is_told_to_stop_is_gone_at_once_and_the_one_that_serves_is_left()
    {
        var (api, worker) = (await Start(works: false), await Start(works: true));
        var before = await Look();
        var stopped = Lab.Store.Now;
        await Nodes.Stop(worker, default);

        var after = await Look();

        Assert.That((before.Working, before.IdleSince, before.Alive.Count), Is.EqualTo((1, (DateTimeOffset?)null, 2)));
        Assert.That((after.Working, after.IdleSince), Is.EqualTo((0, (DateTimeOffset?)stopped)));
        Assert.That(after.Alive.Select(node => node.Id), Is.EqualTo(new[] { api.Id }));
        Assert.That(after.Gone.Single().Id, Is.EqualTo(worker.Id));
    }

    [Test]
    public async Task One_that_was_killed_is_missed_within_a_minute_of_its_last_word()
    {
        await Start(works: true);
        var worker = await Start(works: true);
        Lab.Clock.Advance(TimeSpan.FromSeconds(30));
        await Nodes.Beat(worker, default);
        var last = Lab.Store.Now;

        Lab.Clock.Advance(TimeSpan.FromSeconds(44));
        var still = await Look();
        Lab.Clock.Advance(TimeSpan.FromSeconds(2));
        var gone = await Look();

        Assert.That((still.Working, gone.Working, gone.IdleSince), Is.EqualTo((1, 0, (DateTimeOffset?)last)));
    }

    [Test]
    public async Task The_last_workers_are_remembered_until_another_one_starts()
    {
        await Start(works: true);
        var last = Lab.Store.Now;
        Lab.Clock.Advance(TimeSpan.FromDays(3));
        await Start(works: false);
        var idle = await Look();
        await Start(works: true);

        Assert.That(idle.IdleSince, Is.EqualTo(last));
        Assert.That(await Lab.Read(db => db.Nodes.CountAsync()), Is.EqualTo(2), "the one of three days ago is gone");
    }

    [Test]
    public async Task Those_who_look_after_jobs_are_told_once_each_time_that_nobody_works_for_two_minutes()
    {
        await Lab.Change(db =>
        {
            db.Members.Add(Member("owner@example.vn", BuiltInRoles.Owner.Id));
            db.Members.Add(Member("agent@example.vn", BuiltInRoles.Agent.Id));
            return Task.CompletedTask;
        });
        var worker = await Start(works: true);
        var watch = new NodeWatch(Lab.Store, Nodes);
        await Nodes.Stop(worker, default);

        Lab.Clock.Advance(TimeSpan.FromSeconds(100));
        await watch.Look(default);
        var early = await Told();
        Lab.Clock.Advance(TimeSpan.FromSeconds(30));
        await watch.Look(default);
        await watch.Look(default);
        var once = await Told();
        await Nodes.Stop(await Start(works: true), default);
        Lab.Clock.Advance(TimeSpan.FromMinutes(3));
        await watch.Look(default);

        Assert.That((early, once, await Told()), Is.EqualTo((0, 1, 2)));
    }

    private Member Member(string email, Guid role)
    {
        var member = Members.New(Lab.Store, Lab.Workspace, email, "Test member", role);
        member.State = MemberState.Active;
        return member;
    }

    private Task<int> Told() => Lab.Read(db => db.Notifications.CountAsync(row => row.Kind == NotificationKind.NobodyWorks));

    private Task<NodeView> Look() => Nodes.Look(default);

    private async Task<Node> Start(bool works)
    {
        var node = new Node { Id = Lab.Store.Ids.Next(), Name = "machine:1", Serves = !works, Works = works, StartedAt = Lab.Store.Now };
        await Nodes.Beat(node, default);
        return node;
    }
}
