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
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Core.Webhooks;

/// <summary>Events on their way to a real receiver, on a clock of the test.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
[CancelAfter(60_000)]
internal sealed class CallWebhooksTests(StorageKind kind)
{
    private Lab _lab = null!;
    private Caller _caller = null!;
    private Func<int> _status = null!;
    private RequestDelegate? _script;
    private string _answer = "";
    private string? _location;
    private Receiver _receiver = null!;

    [SetUp]
    public async Task Open()
    {
        (_status, _answer, _location, _script, _asked) = (() => 200, "", null, null, 0);
        _receiver = await Receiver.Start(context =>
        {
            if (_location is not null)
                context.Response.Headers.Location = _location;
            return _script?.Invoke(context) ?? FakeVendor.Reply(context, _status(), _answer, "text/plain");
        });
        _lab = await Lab.Create(kind, targets: new WebhookTargets([_receiver.Address], Rebinding));
        _caller = Caller.Key(_lab.Workspace, Guid.NewGuid(), [Permissions.All]);
    }

    [TearDown]
    public async Task Close()
    {
        await _lab.DisposeAsync();
        await _receiver.DisposeAsync();
    }

    [Test]
    public async Task A_message_is_told_signed_and_without_its_words()
    {
        var (endpoint, secret) = await Endpoint();
        await _lab.Conversations(1);
        await Run(endpoint);

        var messages = await _lab.Read(db => db.Messages.ToListAsync());
        var request = _receiver.Requests.Single();
        var body = _receiver.Bodies.Single();
        Assert.That(Receiver.Signatures(request, secret), Is.EqualTo(1));
        Assert.That(request.Header("webhook-signature"), Does.Not.Contain(" "));
        Assert.That(Receiver.TimeOf(request), Is.EqualTo(_lab.Clock.GetUtcNow()).Within(TimeSpan.FromSeconds(1)));
        Assert.That(body.GetProperty("type").GetString(), Is.EqualTo("message.received"));
        Assert.That(body.GetProperty("data").GetProperty("messageId").GetGuid(), Is.EqualTo(messages.Single().Id));
        Assert.That(request.Text, Does.Not.Contain(messages.Single().Text!));
        Assert.That(await States(), Is.EqualTo(new[] { DeliveryState.Done }));
        Assert.That((await Tries()).Single(), Is.EqualTo((200, "Accepted", (string?)null)));
    }

    [Test]
    public async Task A_repeated_try_has_the_same_id_and_body_and_a_time_of_its_own()
    {
        var (endpoint, secret) = await Endpoint();
        _status = () => _receiver.Requests.Count < 3 ? 500 : 202;
        _answer = "cannot find +84 912 000 111";
        await _lab.Conversations(1);

        for (var i = 0; i < 3; i++)
        {
            await Run(endpoint);
            await Run(endpoint); // nothing is due before its time
            _lab.Clock.Advance(TimeSpan.FromMinutes(6));
        }

        var requests = _receiver.Requests;
        Assert.That(requests, Has.Count.EqualTo(3));
        Assert.That(requests.Select(request => (request.Header("webhook-id"), request.Text)).Distinct().Count(), Is.EqualTo(1));
        Assert.That(requests.Select(Receiver.TimeOf).Distinct().Count(), Is.EqualTo(3));
        Assert.That(requests.Select(request => Receiver.Signatures(request, secret)), Is.All.EqualTo(1));
        Assert.That(await Tries(), Is.EqualTo(new[] { (500, "Transient", "cannot find […]"), (500, "Transient", "cannot find […]"), (202, "Accepted", (string?)null) }));
    }

    [Test]
    public async Task Both_secrets_sign_while_two_are_live_and_only_the_new_one_after()
    {
        var (endpoint, old) = await Endpoint();
        var rotated = (WebhookAnswer.Done)await _lab.Get<WebhookDesk>().Rotate(_caller, endpoint, TimeSpan.FromHours(24), default);
        var fresh = rotated.Secret!;

        await _lab.Conversations(1);
        await Run(endpoint);
        _lab.Clock.Advance(TimeSpan.FromHours(25));
        await _lab.Conversations(2);
        await Run(endpoint);

        var (during, after) = (_receiver.Requests[0], _receiver.Requests[^1]);
        Assert.That((Receiver.Signatures(during, old), Receiver.Signatures(during, fresh)), Is.EqualTo((1, 1)));
        Assert.That((Receiver.Signatures(after, old), Receiver.Signatures(after, fresh)), Is.EqualTo((0, 1)));
        var vault = (await _lab.Read(db => db.Connections.SingleAsync(row => row.Id == endpoint))).Vault;
        Assert.That(Convert.ToHexString(vault), Does.Not.Contain(Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(fresh[6..]))));
    }

    [Test]
    public async Task Days_without_success_pause_the_endpoint_and_tell_those_who_can_mend_it()
    {
        var (endpoint, _) = await Endpoint();
        var (owner, agent) = (await Member(BuiltInRoles.Admin.Id), await Member(BuiltInRoles.Agent.Id));
        _status = () => 500;
        for (var day = 0; day <= 5; day++)
        {
            Assert.That((await Connection(endpoint)).State, Is.EqualTo(ConnectionState.Active), $"day {day}");
            await _lab.Conversations(day + 1);
            await Run(endpoint);
            _lab.Clock.Advance(TimeSpan.FromHours(25));
        }

        var paused = await Connection(endpoint);
        var told = await _lab.Read(db => db.Notifications.ToListAsync());
        Assert.That((paused.State, paused.StateCode), Is.EqualTo((ConnectionState.Paused, "webhook_failing")));
        Assert.That(told.Select(row => (row.MemberId, row.Kind, row.ConnectionId)), Is.EqualTo(new[] { (owner, NotificationKind.ConnectionPaused, (Guid?)endpoint) }));

        var before = _receiver.Requests.Count;
        await Run(endpoint);
        Assert.That(_receiver.Requests, Has.Count.EqualTo(before), "a paused endpoint is left alone");
        _status = () => 200;
        await _lab.Get<WebhookDesk>().Change(_caller, endpoint, new WebhookForm(null, null, null, true), default);
        _lab.Clock.Advance(TimeSpan.FromHours(26));
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
            _status = () => day == 3 ? 200 : 500;
            await _lab.Conversations(day + 1);
            await Run(endpoint);
            _lab.Clock.Advance(TimeSpan.FromHours(25));
        }

        Assert.That((await Connection(endpoint)).State, Is.EqualTo(ConnectionState.Active));
    }

    [Test]
    public async Task An_endpoint_that_says_it_is_gone_is_paused_at_once()
    {
        var (endpoint, _) = await Endpoint();
        _status = () => 410;
        await _lab.Conversations(1);
        await Run(endpoint);

        var paused = await Connection(endpoint);
        Assert.That((paused.State, paused.StateCode), Is.EqualTo((ConnectionState.Paused, "webhook_gone")));
        Assert.That(ConnectionTexts.Find(paused.State, paused.StateCode)!.Reason.En, Does.Contain("410"));

        // As the form sends it when only the description was changed.
        var same = new WebhookForm(_receiver.Address.ToString(), "Kho", ["message.received"], null);
        await _lab.Get<WebhookDesk>().Change(_caller, endpoint, same, default);
        Assert.That((await Connection(endpoint)).State, Is.EqualTo(ConnectionState.Paused));
    }

    [Test]
    public async Task An_endpoint_that_asks_to_wait_is_not_asked_with_all_that_waits()
    {
        _script = context =>
        {
            context.Response.Headers.RetryAfter = "1";
            return FakeVendor.Reply(context, 429, "later");
        };
        var (endpoint, _) = await Endpoint();
        await _lab.Conversations(20);
        await Run(endpoint);
        var asked = _receiver.Requests.Count;
        _lab.Clock.Advance(TimeSpan.FromSeconds(20));
        await Run(endpoint);

        Assert.That(asked, Is.InRange(1, 8));
        Assert.That(_receiver.Requests, Has.Count.EqualTo(asked));
        Assert.That(await States(), Has.Length.EqualTo(20).And.All.EqualTo(DeliveryState.Owed));
    }

    [Test]
    public async Task An_answer_that_cannot_be_read_is_the_failure_of_its_own_event_only()
    {
        _script = context =>
        {
            if (Interlocked.Increment(ref _asked) % 3 > 0)
                return FakeVendor.Reply(context, 200, "");
            context.Response.Headers.ContentEncoding = "gzip";
            return FakeVendor.Reply(context, 500, "not gzip at all");
        };
        var (endpoint, _) = await Endpoint();
        await _lab.Conversations(9);
        await Run(endpoint);

        Assert.That(_receiver.Requests, Has.Count.EqualTo(9));
        Assert.That((await States()).Count(state => state == DeliveryState.Done), Is.EqualTo(6));
    }

    [Test]
    public async Task A_redirect_is_a_failure_and_nobody_is_called_for_it()
    {
        await using var sink = await Receiver.Start(200);
        var (endpoint, _) = await Endpoint();
        (_status, _location) = (() => 307, new Uri(sink.Address, "/steal").ToString());
        await _lab.Conversations(1);
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
        await _lab.Conversations(1);
        await Run(endpoint);

        var paused = await Connection(endpoint);
        Assert.That((paused.State, paused.StateCode), Is.EqualTo((ConnectionState.Paused, "webhook_target")));
        Assert.That((await Tries()).Single(), Is.EqualTo(((int?)null, "Misconfigured", "rebinding.example is not a public address.")));
    }

    [Test]
    public async Task A_busy_receiver_says_when_and_that_is_no_failure()
    {
        await using var busy = await Receiver.Start(context =>
        {
            context.Response.Headers.RetryAfter = "120";
            return FakeVendor.Reply(context, 429, "", "text/plain");
        });
        await using var lab = await Lab.Create(kind, targets: new WebhookTargets([busy.Address]));
        var answer = (WebhookAnswer.Done)await lab.Get<WebhookDesk>().Create(
            Caller.Key(lab.Workspace, Guid.NewGuid(), []), new WebhookForm(busy.Address.ToString(), null, ["message.received"], null), default);
        await lab.Conversations(1);

        var next = await lab.Get<LaneRunner>().Run(new LaneKey(lab.Workspace, answer.Endpoint.Id, DeliveryKind.CallWebhook), default);

        Assert.That(next, Is.EqualTo(lab.Store.Now.AddSeconds(120)));
        Assert.That(await lab.Read(db => db.Deliveries.Where(row => row.Kind == DeliveryKind.CallWebhook).Select(row => row.Attempts).SingleAsync()), Is.Zero);
    }

    [Test]
    public async Task What_failed_since_a_time_goes_out_again_under_its_old_id_and_so_does_any_single_one()
    {
        var (endpoint, _) = await Endpoint();
        _status = () => 500;
        await _lab.Conversations(1);
        for (var i = 0; i < 10; i++)
        {
            await Run(endpoint);
            _lab.Clock.Advance(TimeSpan.FromHours(27));
            await _lab.Change(db => db.WebhookEndpoints.ExecuteUpdateAsync(set => set.SetProperty(row => row.FailingSince, (DateTimeOffset?)null)));
        }

        Assert.That(await States(), Is.EqualTo(new[] { DeliveryState.Dead }));
        Assert.That(_receiver.Requests, Has.Count.EqualTo(10));
        _status = () => 200;
        var again = _lab.Get<WebhookRedelivery>();
        Assert.That(await again.Failed(_caller, endpoint, _lab.Store.Now, default), Is.Zero);
        Assert.That(await again.Failed(_caller, endpoint, _lab.Store.Now.AddDays(-30), default), Is.EqualTo(1));
        await Run(endpoint);
        Assert.That(await States(), Is.EqualTo(new[] { DeliveryState.Done }));
        var delivery = (await _lab.Deliveries(DeliveryKind.CallWebhook)).Single().Id;
        Assert.That(await again.One(_caller, endpoint, delivery, default), Is.EqualTo(1));
        await Run(endpoint);
        Assert.That(_receiver.Requests.Select(request => request.Header("webhook-id")).Distinct().Count(), Is.EqualTo(1));
        Assert.That(_receiver.Requests, Has.Count.EqualTo(12));
        Assert.That(await again.One(_caller, Guid.NewGuid(), delivery, default), Is.Null);
    }

    [Test]
    public async Task Events_of_one_conversation_come_in_their_order_when_nothing_fails()
    {
        var (endpoint, _) = await Endpoint();
        await _lab.Conversations(4);
        var threads = await _lab.Read(db => db.Conversations.Select(row => row.Id).ToListAsync());
        for (var i = 0; i < 5; i++)
            foreach (var thread in threads)
                await _lab.Change(async db => (await db.Conversations.SingleAsync(row => row.Id == thread)).Status =
                    (ConversationStatus)((i + 1) % 2));
        await Run(endpoint);

        var order = _receiver.Bodies.GroupBy(body => body.GetProperty("data").GetProperty("conversationId").GetGuid()).ToList();
        Assert.That(order, Has.Count.EqualTo(4));
        foreach (var thread in order)
            Assert.That(thread.Skip(1).Select(body => body.GetProperty("data").GetProperty("state").GetString()),
                Is.EqualTo(new[] { "pending", "open", "pending", "open", "pending" }));
    }

    [Test]
    public async Task After_a_month_events_and_their_deliveries_are_forgotten_in_bounded_steps()
    {
        var (endpoint, _) = await Endpoint();
        await _lab.Conversations(3);
        await Run(endpoint);
        _lab.Clock.Advance(WebhookRetention.Kept - TimeSpan.FromHours(1));
        await _lab.Get<WebhookRetention>().Expire(default);
        Assert.That(await _lab.Read(db => db.HubEvents.CountAsync()), Is.EqualTo(3));
        _lab.Clock.Advance(TimeSpan.FromHours(2));
        await _lab.Get<WebhookRetention>().Expire(default);

        Assert.That(await _lab.Read(db => db.HubEvents.CountAsync()), Is.Zero);
        Assert.That(await _lab.Deliveries(DeliveryKind.CallWebhook), Is.Empty);
        Assert.That(await _lab.Read(db => db.Attempts.CountAsync()), Is.Zero);
    }

    private async Task<(Guid Id, string Secret)> Endpoint(string? url = null)
    {
        var answer = await _lab.Get<WebhookDesk>().Create(
            _caller, new WebhookForm(url ?? _receiver.Address.ToString(), null, ["message.received", "conversation.status_changed"], null), default);
        var done = (WebhookAnswer.Done)answer;
        return (done.Endpoint.Id, done.Secret!);
    }

    private Task Run(Guid endpoint) => _lab.Get<LaneRunner>().Run(new LaneKey(_lab.Workspace, endpoint, DeliveryKind.CallWebhook), default);

    private async Task<Guid> Member(Guid role)
    {
        var member = Members.New(_lab.Store, _lab.Workspace, $"{Guid.NewGuid():N}@example.com", "Test member", role);
        member.State = MemberState.Active;
        await _lab.Add([member]);
        return member.Id;
    }

    private Task<Connection> Connection(Guid endpoint) => _lab.Read(db => db.Connections.SingleAsync(row => row.Id == endpoint));

    private async Task<DeliveryState[]> States() => [.. (await _lab.Deliveries(DeliveryKind.CallWebhook)).Select(row => row.State)];

    private async Task<(int? Status, string Outcome, string? Detail)[]> Tries() =>
        [.. (await _lab.Read(db => db.Attempts.OrderBy(row => row.Id).ToListAsync())).Select(row => (row.Status, row.Outcome, row.Detail))];

    private int _asked;

    // Public when somebody looks, inside when somebody connects.
    private Task<IPAddress[]> Rebinding(string host, CancellationToken cancellation) =>
        Task.FromResult(new[] { _asked++ == 0 ? IPAddress.Parse("93.184.215.14") : IPAddress.Loopback });
}
