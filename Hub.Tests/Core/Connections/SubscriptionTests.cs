using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Conversations;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Hub.Core.Webhooks;
using Hub.Tests.Core.Conversations;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Core.Connections;

/// <summary>Webhook subscriptions are looked at on schedule, and made anew where the platform has dropped one.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class SubscriptionTests(StorageKind kind) : SubscriptionTest(kind)
{
    [Test]
    [CancelAfter(30_000)]
    public async Task One_that_was_lost_is_made_anew_and_one_that_may_not_be_had_is_shown(CancellationToken cancellation)
    {
        var (stands, calls) = (false, new List<Uri>());
        Lab.Connector.OnEnsure = callback =>
        {
            calls.Add(callback);
            var found = stands ? (Outcome)new Outcome.Duplicate() : new Outcome.Accepted();
            stands = true;
            return Task.FromResult(found);
        };

        await Look(cancellation);
        var first = await Subscription();
        await Look(cancellation);
        Assert.That(calls, Is.EqualTo(new[] { new Uri("https://hub.example.com/webhooks/lab") }), "it is no hour old");
        Lab.Clock.Advance(SubscriptionWatch.Every);
        await Look(cancellation);
        Assert.That(((await Subscription()).RepairedAt, (await Subscription()).CheckedAt), Is.EqualTo(((DateTimeOffset?)null, Lab.Store.Now)));

        stands = false;
        Lab.Clock.Advance(SubscriptionWatch.Every);
        await Look(cancellation);
        var repaired = await Subscription();
        Answers(new Outcome.Misconfigured(new Reason("lab/scope")));
        Lab.Clock.Advance(SubscriptionWatch.Every);
        await Look(cancellation);
        await Check(cancellation);

        Assert.That((first.State, first.EnsuredAt, first.RepairedAt), Is.EqualTo((SubscriptionState.Stands, first.CheckedAt, (DateTimeOffset?)null)));
        Assert.That((repaired.State, repaired.RepairedAt), Is.EqualTo((SubscriptionState.Stands, repaired.CheckedAt)));
        var failing = await Subscription();
        Assert.That((failing.State, failing.Code, failing.EnsuredAt), Is.EqualTo((SubscriptionState.Failing, "lab/scope", repaired.EnsuredAt)));
        Assert.That((await Lab.Read(db => db.Connections.SingleAsync(cancellation))).State, Is.EqualTo(ConnectionState.Active), "it can send all the same");
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task An_account_that_finds_it_standing_learns_that_the_look_of_another_has_made_it_anew(CancellationToken cancellation)
    {
        var other = await OtherAccount();
        await Look(cancellation);
        await Look(other, cancellation);
        var stood = Lab.Store.Now;
        Lab.Clock.Advance(SubscriptionWatch.Every);
        Answers(new Outcome.Accepted());
        await Look(cancellation);
        var repaired = Lab.Store.Now;

        Answers(new Outcome.Duplicate());
        Lab.Clock.Advance(TimeSpan.FromMinutes(1));
        await Look(other, cancellation);

        var rows = await Lab.Store.Read(null, db => db.Connections.Where(row => row.ConnectorId == other.ConnectorId).ToListAsync(cancellation));
        Assert.That(rows.Select(row => (row.BlindFrom, row.BlindUntil)), Is.EqualTo(new (DateTimeOffset?, DateTimeOffset?)[] { (stood, repaired), (stood, repaired) }));
        Assert.That(await Lab.Store.Read(null, db => db.Deliveries.CountAsync(row => row.Kind == DeliveryKind.Poll, cancellation)), Is.EqualTo(2));
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task Two_looks_at_once_right_after_connecting_have_lost_nothing(CancellationToken cancellation)
    {
        var calls = 0;
        Lab.Connector.OnEnsure = async _ =>
        {
            Lab.Clock.Advance(TimeSpan.FromSeconds(1));
            if (calls++ == 0) // somebody presses "check" while the first look is on its way; neither finds anything there
                await Check(cancellation);
            return new Outcome.Accepted();
        };

        await Look(cancellation);

        Assert.That(calls, Is.EqualTo(2));
        Assert.That(((await Subscription()).State, (await Subscription()).RepairedAt), Is.EqualTo((SubscriptionState.Stands, (DateTimeOffset?)null)));
        Assert.That((await Lab.Read(db => db.Connections.SingleAsync(cancellation))).BlindFrom, Is.Null);
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task A_look_that_finds_standing_what_another_is_just_making_anew_hides_no_loss(CancellationToken cancellation)
    {
        var other = await OtherAccount();
        await Look(cancellation);
        await Look(other, cancellation);
        var stood = Lab.Store.Now;
        var calls = 0;
        Lab.Clock.Advance(SubscriptionWatch.Every);
        Lab.Connector.OnEnsure = async _ =>
        {
            Lab.Clock.Advance(TimeSpan.FromSeconds(1));
            if (calls++ > 0)
                return new Outcome.Duplicate();
            await Check(cancellation);
            await Look(other, cancellation);
            Lab.Clock.Advance(TimeSpan.FromSeconds(1));
            return new Outcome.Accepted(); // made anew before those two asked, and not written down yet
        };
        await Look(cancellation);
        var repaired = Lab.Store.Now;
        Lab.Clock.Advance(SubscriptionWatch.Every);
        await Lab.Get<SubscriptionWatch>().Run(cancellation);
        await Look(other, cancellation);

        Assert.That((await Subscription()).RepairedAt, Is.EqualTo(repaired));
        var rows = await Lab.Store.Read(null, db => db.Connections.Where(row => row.ConnectorId == other.ConnectorId).ToListAsync(cancellation));
        Assert.That(rows.Select(row => (row.BlindFrom, row.BlindUntil)), Is.EqualTo(new (DateTimeOffset?, DateTimeOffset?)[] { (stood, repaired), (stood, repaired) }));
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task A_look_that_finds_standing_what_another_is_just_making_for_the_first_time_has_lost_nothing(CancellationToken cancellation)
    {
        var calls = 0;
        Lab.Connector.OnEnsure = async _ =>
        {
            Lab.Clock.Advance(TimeSpan.FromSeconds(1));
            if (calls++ > 0)
                return new Outcome.Duplicate();
            await Check(cancellation);
            return new Outcome.Accepted();
        };

        await Look(cancellation);

        Assert.That((calls, (await Subscription()).RepairedAt), Is.EqualTo((2, (DateTimeOffset?)null)));
        Assert.That((await Lab.Read(db => db.Connections.SingleAsync(cancellation))).BlindFrom, Is.Null);
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task A_loss_and_what_cannot_be_had_are_told_once_to_admins_and_endpoints(CancellationToken cancellation)
    {
        await Listen(cancellation);
        await Look(cancellation);
        var stood = Lab.Store.Now;
        Assert.That(await Told(cancellation), Is.Empty, "nothing was lost");

        await Later(new Outcome.Accepted());
        await Later(new Outcome.Duplicate());
        await Later(new Outcome.Misconfigured(new Reason("lab/scope")));
        await Later(new Outcome.Misconfigured(new Reason("lab/scope")));
        Assert.That(await Told(cancellation), Is.EqualTo(new[] { NotificationKind.SubscriptionLost, NotificationKind.SubscriptionFailing }));
        var events = await Lab.Read(db => db.HubEvents.OrderBy(row => row.Id).Select(row => row.Payload).ToListAsync(cancellation));
        Assert.That(events, Has.Count.EqualTo(2));
        Assert.That(events[0], Does.Contain("connection.subscription_lost").And.Contain($"\"blindFrom\":\"{stood:yyyy-MM-ddTHH:mm:ss}"));
        Assert.That(events[1], Does.Contain("connection.subscription_failing").And.Contain("lab/scope"));

        await Later(new Outcome.Duplicate());
        await Later(new Outcome.Misconfigured(new Reason("lab/scope")));
        Assert.That((await Told(cancellation)).Count, Is.EqualTo(3), "it had stood again");

        async Task Later(Outcome answer)
        {
            Answers(answer);
            Lab.Clock.Advance(SubscriptionWatch.Every);
            await Look(cancellation);
        }
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task A_platform_that_is_away_for_a_while_is_no_news(CancellationToken cancellation)
    {
        await Listen(cancellation);
        await Look(cancellation);
        Answers(new Outcome.Transient(new Reason("lab/away")));

        for (var hour = 0; hour < 2; hour++)
        {
            Lab.Clock.Advance(SubscriptionWatch.Every);
            await Look(cancellation);
            Assert.That(await Told(cancellation), Is.Empty);
        }

        Lab.Clock.Advance(SubscriptionWatch.Every);
        await Look(cancellation);
        Assert.That(await Told(cancellation), Is.EqualTo(new[] { NotificationKind.SubscriptionFailing }));
    }

    private async Task Listen(CancellationToken cancellation)
    {
        var admin = Members.New(Lab.Store, Lab.Workspace, "admin@example.com", "Admin", BuiltInRoles.Admin.Id);
        admin.State = MemberState.Active;
        await Lab.Add([admin]);
        await Lab.Get<WebhookDesk>().Create(Caller.Key(Lab.Workspace, Guid.NewGuid(), []), new WebhookForm(
            "https://93.184.215.14/hook", null, ["connection.subscription_lost", "connection.subscription_failing"], null), cancellation);
    }

    private Task<List<NotificationKind>> Told(CancellationToken cancellation) =>
        Lab.Read(db => db.Notifications.OrderBy(row => row.Id).Select(row => row.Kind).ToListAsync(cancellation));
}
