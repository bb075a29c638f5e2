using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Core.Connections;

/// <summary>Webhook subscriptions are looked at on schedule, and made anew where the platform has dropped one.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class SubscriptionTests(StorageKind kind) : LabTest(kind)
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
            return found;
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
        Lab.Connector.OnEnsure = _ => new Outcome.Misconfigured(new Reason("lab/scope"));
        Lab.Clock.Advance(SubscriptionWatch.Every);
        await Look(cancellation);

        Assert.That((first.State, first.EnsuredAt, first.RepairedAt), Is.EqualTo((SubscriptionState.Stands, first.CheckedAt, (DateTimeOffset?)null)));
        Assert.That((repaired.State, repaired.RepairedAt), Is.EqualTo((SubscriptionState.Stands, repaired.CheckedAt)));
        var failing = await Subscription();
        Assert.That((failing.State, failing.Code, failing.EnsuredAt), Is.EqualTo((SubscriptionState.Failing, "lab/scope", repaired.EnsuredAt)));
        Assert.That((await Lab.Read(db => db.Connections.SingleAsync(cancellation))).State, Is.EqualTo(ConnectionState.Active), "it can send all the same");
    }

    private async Task Look(CancellationToken cancellation)
    {
        await Lab.Get<SubscriptionWatch>().Run(cancellation);
        await Lab.Run(DeliveryKind.Subscribe);
    }

    private Task<WebhookSubscription> Subscription() => Lab.Read(db => db.WebhookSubscriptions.SingleAsync());
}
