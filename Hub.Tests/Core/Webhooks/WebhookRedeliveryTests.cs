using Hub.Core.Connections;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Core.Webhooks;
using Hub.Tests.Core.Conversations;
using Hub.Tests.Promises;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Core.Webhooks;

/// <summary>What goes out again on a person's word, at a pace, and what is forgotten.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
internal sealed class WebhookRedeliveryTests(StorageKind kind) : WebhookTest(kind)
{
    [Test]
    public async Task What_failed_since_a_time_goes_out_again_under_its_old_id_and_so_does_any_single_one()
    {
        var (endpoint, _) = await Endpoint();
        Status = () => 500;
        await Lab.Conversations(1);
        for (var i = 0; i < 10; i++)
        {
            await Run(endpoint);
            Lab.Clock.Advance(TimeSpan.FromHours(27));
            await Lab.Change(db => db.WebhookEndpoints.ExecuteUpdateAsync(set => set.SetProperty(row => row.FailingSince, (DateTimeOffset?)null)));
        }

        Assert.That(await States(), Is.EqualTo(new[] { DeliveryState.Dead }));
        Assert.That(Hook.Requests, Has.Count.EqualTo(10));
        Status = () => 200;
        var again = Lab.Get<WebhookRedelivery>();
        Assert.That((await again.Failed(Caller, endpoint, Lab.Store.Now, ReplayPace.Usual, default))!.Count, Is.Zero);
        Assert.That((await again.Failed(Caller, endpoint, Lab.Store.Now.AddDays(-30), ReplayPace.Usual, default))!.Count, Is.EqualTo(1));
        await Run(endpoint);
        Assert.That(await States(), Is.EqualTo(new[] { DeliveryState.Done }));
        var delivery = (await Lab.Deliveries(DeliveryKind.CallWebhook)).Single().Id;
        Assert.That(await again.One(Caller, endpoint, delivery, default), Is.EqualTo(1));
        await Run(endpoint);
        Assert.That(Hook.Requests.Select(request => request.Header("webhook-id")).Distinct().Count(), Is.EqualTo(1));
        Assert.That(Hook.Requests, Has.Count.EqualTo(12));
        Assert.That(await again.One(Caller, Guid.NewGuid(), delivery, default), Is.Null);
    }

    [Test]
    public async Task After_a_month_events_and_their_deliveries_are_forgotten_in_bounded_steps()
    {
        var (endpoint, _) = await Endpoint();
        await Lab.Conversations(3);
        await Run(endpoint);
        Lab.Clock.Advance(WebhookRetention.Kept - TimeSpan.FromHours(1));
        await Lab.Get<WebhookRetention>().Expire(default);
        Assert.That(await Lab.Read(db => db.HubEvents.CountAsync()), Is.EqualTo(3));
        Lab.Clock.Advance(TimeSpan.FromHours(2));
        await Lab.Get<WebhookRetention>().Expire(default);

        Assert.That(await Lab.Read(db => db.HubEvents.CountAsync()), Is.Zero);
        Assert.That(await Lab.Deliveries(DeliveryKind.CallWebhook), Is.Empty);
        Assert.That(await Lab.Read(db => db.Attempts.CountAsync()), Is.Zero);
    }

    [Test]
    public async Task Many_go_again_at_the_pace_of_replays_and_a_second_call_queues_behind_the_first()
    {
        var (endpoint, _) = await Endpoint();
        await Bury(endpoint, 25);
        var begin = Lab.Store.Now;

        var first = await Again(endpoint, 60);
        await Bury(endpoint, 5);
        var second = await Again(endpoint, 60);

        Assert.That((first, second), Is.EqualTo((new BulkReplay(25, begin.AddSeconds(20)), new BulkReplay(5, begin.AddSeconds(25)))));
        Assert.That(await Run(endpoint), Is.EqualTo(begin.AddSeconds(5)));
        Assert.That(Hook.Requests, Has.Count.EqualTo(5));
        Lab.Clock.Advance(TimeSpan.FromSeconds(10));
        await Run(endpoint);
        Assert.That(Hook.Requests, Has.Count.EqualTo(15));
    }

    [Test]
    public async Task Two_calls_beside_each_other_and_one_from_Jobs_keep_the_rate_of_one()
    {
        var (endpoint, _) = await Endpoint();
        await Bury(endpoint, 600); // more than a transaction takes
        var lane = new LaneKey(Lab.Workspace, endpoint, DeliveryKind.CallWebhook);

        var all = await Task.WhenAll(
            Again(endpoint, 600), Again(endpoint, 600), new DeliveryReplay(Lab.Store, Lab.Get<LaneBell>()).Dead(new FailureCause(lane), 600, "member:1", default));

        var turns = (await Lab.Deliveries(DeliveryKind.CallWebhook)).GroupBy(row => row.DueAt).ToDictionary(group => group.Key, group => group.Count());
        Assert.That(all.Sum(replay => replay.Count), Is.EqualTo(600));
        Assert.That(turns.Values, Is.All.EqualTo(50), "in five seconds");
        Assert.That(all.Max(replay => replay.EndsAt), Is.EqualTo(turns.Keys.Max()));
    }

    [Test]
    public async Task An_event_of_today_waits_for_none_that_goes_again()
    {
        var (endpoint, _) = await Endpoint();
        await Bury(endpoint, 100);
        await Again(endpoint, ReplayPace.Most);
        await Lab.Conversations(101); // one more than there is

        await Run(endpoint);

        var today = (await Lab.Deliveries(DeliveryKind.CallWebhook)).MaxBy(row => row.Id)!;
        var place = Hook.Requests.Select(request => request.Header("webhook-id")).ToList().IndexOf(HubEvent.NameOf(today.SubjectId));
        Assert.That(place, Is.InRange(0, 31), "in the first batch");
    }

    [TestCase("paused")]
    [TestCase("off")]
    [TestCase("away")]
    public async Task What_missed_its_turn_goes_on_at_its_pace(string why)
    {
        var (endpoint, _) = await Endpoint();
        await Bury(endpoint, 25);
        await Again(endpoint, 60);
        await Run(endpoint);
        if (why != "away") // else no node was up
            await Lab.Change(db => db.Connections.Where(row => row.Id == endpoint).ExecuteUpdateAsync(set => set.SetProperty(row => row.State, ConnectionState.Paused)));
        if (why == "off")
            await Lab.Get<WebhookDesk>().Change(Caller, endpoint, new WebhookForm(null, null, null, false), default);
        Lab.Clock.Advance(TimeSpan.FromHours(1));
        if (why != "away")
            await Lab.Get<WebhookDesk>().Change(Caller, endpoint, new WebhookForm(null, null, null, true), default);
        var back = Lab.Store.Now;

        Assert.That(await Run(endpoint), Is.EqualTo(back.AddSeconds(5)));
        Assert.That(Hook.Requests, Has.Count.EqualTo(10), "five before, five now");
        Lab.Clock.Advance(TimeSpan.FromSeconds(15));
        await Run(endpoint);
        Assert.That(await States(), Is.All.EqualTo(DeliveryState.Done));
    }

    [Test]
    public async Task One_that_failed_again_and_waits_for_its_own_time_holds_up_no_later_call()
    {
        var (endpoint, _) = await Endpoint();
        await Bury(endpoint, 1);
        await Again(endpoint, 60);
        Status = () => 500;
        await Run(endpoint);
        Lab.Clock.Advance(TimeSpan.FromSeconds(10));
        await Run(endpoint); // now due in five minutes
        await Bury(endpoint, 1);

        Assert.That((await Again(endpoint, 60)).EndsAt, Is.EqualTo(Lab.Store.Now));
    }

    private async Task<BulkReplay> Again(Guid endpoint, int perMinute) =>
        (await Lab.Get<WebhookRedelivery>().Failed(Caller, endpoint, Lab.Store.Now.AddDays(-30), perMinute, default))!;

    /// <summary>So many events more, which were given up.</summary>
    private async Task Bury(Guid endpoint, int count)
    {
        var before = await Lab.Read(db => db.HubEvents.CountAsync());
        await Lab.Conversations(before + count);
        await Lab.Change(db => db.Deliveries.Where(row => row.ConnectionId == endpoint && row.State == DeliveryState.Owed && !row.IsReplay)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.State, DeliveryState.Dead)));
    }
}
