using System.Net;
using Hub.Core.Connections;
using Hub.Core.Conversations;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Hub.Core.Webhooks;
using Hub.Tests.Core.Conversations;
using Hub.Tests.Promises;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Core.Webhooks;

/// <summary>Receivers that refuse, ask to wait, send us elsewhere, or are gone.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
internal sealed class WebhookTroubleTests(StorageKind kind) : WebhookTest(kind)
{
    private int _asked;

    [Test]
    public async Task Days_without_success_pause_the_endpoint_and_tell_those_who_can_mend_it()
    {
        var (endpoint, _) = await Endpoint();
        var (owner, agent) = (await Member(BuiltInRoles.Admin.Id), await Member(BuiltInRoles.Agent.Id));
        Status = () => 500;
        for (var day = 0; day <= 5; day++)
        {
            Assert.That((await Connection(endpoint)).State, Is.EqualTo(ConnectionState.Active), $"day {day}");
            await Lab.Conversations(day + 1);
            await Run(endpoint);
            Lab.Clock.Advance(TimeSpan.FromHours(25));
        }

        var paused = await Connection(endpoint);
        var told = await Lab.Read(db => db.Notifications.ToListAsync());
        Assert.That((paused.State, paused.StateCode), Is.EqualTo((ConnectionState.Paused, "webhook_failing")));
        Assert.That(told.Select(row => (row.MemberId, row.Kind, row.ConnectionId)), Is.EqualTo(new[] { (owner, NotificationKind.ConnectionPaused, (Guid?)endpoint) }));

        var before = Hook.Requests.Count;
        await Run(endpoint);
        Assert.That(Hook.Requests, Has.Count.EqualTo(before), "a paused endpoint is left alone");
        Status = () => 200;
        await Lab.Get<WebhookDesk>().Change(Caller, endpoint, new WebhookForm(null, null, null, true), default);
        Lab.Clock.Advance(TimeSpan.FromHours(26));
        await Run(endpoint);
        Assert.That(await States(), Is.All.EqualTo(DeliveryState.Done));
        Assert.That(agent, Is.Not.EqualTo(owner));
    }

    [Test]
    public async Task One_success_among_failures_keeps_an_endpoint_going()
    {
        var (endpoint, _) = await Endpoint();
        for (var day = 0; day < 8; day++)
        {
            Status = () => day == 3 ? 200 : 500;
            await Lab.Conversations(day + 1);
            await Run(endpoint);
            Lab.Clock.Advance(TimeSpan.FromHours(25));
        }

        Assert.That((await Connection(endpoint)).State, Is.EqualTo(ConnectionState.Active));
    }

    [Test]
    public async Task An_endpoint_that_says_it_is_gone_is_paused_at_once()
    {
        var (endpoint, _) = await Endpoint();
        Status = () => 410;
        await Lab.Conversations(1);
        await Run(endpoint);

        var paused = await Connection(endpoint);
        Assert.That((paused.State, paused.StateCode), Is.EqualTo((ConnectionState.Paused, "webhook_gone")));
        Assert.That(ConnectionTexts.Find(paused.State, paused.StateCode)!.Reason.En, Does.Contain("410"));

        // As the form sends it when only the description was changed.
        var same = new WebhookForm(Hook.Address.ToString(), "Kho", ["message.received"], null);
        await Lab.Get<WebhookDesk>().Change(Caller, endpoint, same, default);
        Assert.That((await Connection(endpoint)).State, Is.EqualTo(ConnectionState.Paused));
    }

    [Test]
    public async Task An_endpoint_that_asks_to_wait_is_not_asked_with_all_that_waits()
    {
        Script = context =>
        {
            context.Response.Headers.RetryAfter = "1";
            return FakeVendor.Reply(context, 429, "later");
        };
        var (endpoint, _) = await Endpoint();
        await Lab.Conversations(20);
        await Run(endpoint);
        var asked = Hook.Requests.Count;
        Lab.Clock.Advance(TimeSpan.FromSeconds(20));
        await Run(endpoint);

        Assert.That(asked, Is.InRange(1, 8));
        Assert.That(Hook.Requests, Has.Count.EqualTo(asked));
        Assert.That(await States(), Has.Length.EqualTo(20).And.All.EqualTo(DeliveryState.Owed));
    }

    [Test]
    public async Task An_answer_that_cannot_be_read_is_the_failure_of_its_own_event_only()
    {
        Script = context =>
        {
            if (Interlocked.Increment(ref _asked) % 3 > 0)
                return FakeVendor.Reply(context, 200, "");
            context.Response.Headers.ContentEncoding = "gzip";
            return FakeVendor.Reply(context, 500, "not gzip at all");
        };
        var (endpoint, _) = await Endpoint();
        await Lab.Conversations(9);
        await Run(endpoint);

        Assert.That(Hook.Requests, Has.Count.EqualTo(9));
        Assert.That((await States()).Count(state => state == DeliveryState.Done), Is.EqualTo(6));
    }

    [Test]
    public async Task A_redirect_is_a_failure_and_nobody_is_called_for_it()
    {
        await using var sink = await Receiver.Start(200);
        var (endpoint, _) = await Endpoint();
        (Status, Location) = (() => 307, new Uri(sink.Address, "/steal").ToString());
        await Lab.Conversations(1);
        await Run(endpoint);

        Assert.That(sink.Requests, Is.Empty);
        Assert.That((await Tries()).Single().Status, Is.EqualTo(307));
        Assert.That(await States(), Is.EqualTo(new[] { DeliveryState.Owed }));
    }

    [Test]
    public async Task A_name_that_leads_inside_only_after_it_was_entered_gains_nothing()
    {
        await using var inside = await Receiver.Start(200);
        var (endpoint, _) = await Endpoint("https://rebinding.example/");
        await Lab.Conversations(1);
        await Run(endpoint);

        var paused = await Connection(endpoint);
        Assert.That((paused.State, paused.StateCode), Is.EqualTo((ConnectionState.Paused, "webhook_target")));
        Assert.That((await Tries()).Single(), Is.EqualTo(((int?)null, "Misconfigured", "rebinding.example is not a public address.")));
    }

    [Test]
    public async Task A_busyHook_says_when_and_that_is_no_failure()
    {
        await using var busy = await Receiver.Start(context =>
        {
            context.Response.Headers.RetryAfter = "120";
            return FakeVendor.Reply(context, 429, "", "text/plain");
        });
        await using var lab = await Lab.Create(Kind, targets: new WebhookTargets([busy.Address]));
        var answer = (WebhookAnswer.Done)await lab.Get<WebhookDesk>().Create(
            Caller.Key(lab.Workspace, Guid.NewGuid(), []), new WebhookForm(busy.Address.ToString(), null, ["message.received"], null), default);
        await lab.Conversations(1);

        var next = await lab.Get<LaneRunner>().Run(new LaneKey(lab.Workspace, answer.Endpoint.Id, DeliveryKind.CallWebhook), default);

        Assert.That(next, Is.EqualTo(lab.Store.Now.AddSeconds(120)));
        Assert.That(await lab.Read(db => db.Deliveries.Where(row => row.Kind == DeliveryKind.CallWebhook).Select(row => row.Attempts).SingleAsync()), Is.Zero);
    }

    private async Task<Guid> Member(Guid role)
    {
        var member = Members.New(Lab.Store, Lab.Workspace, $"{Guid.NewGuid():N}@example.com", "Test member", role);
        member.State = MemberState.Active;
        await Lab.Add([member]);
        return member.Id;
    }

    // Public when somebody looks, inside when somebody connects.
    protected override Task<IPAddress[]> Resolve(string host, CancellationToken cancellation) =>
        Task.FromResult(new[] { _asked++ == 0 ? IPAddress.Parse("93.184.215.14") : IPAddress.Loopback });
}
