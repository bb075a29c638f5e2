using System.Net;
using System.Net.Sockets;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Core.Webhooks;
using Hub.Tests.Core.Conversations;
using Hub.Tests.Promises;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Core.Webhooks;

/// <summary>An endpoint that fails says since when and why, and is tried at once where a person says so.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
internal sealed class WebhookFailingTests(StorageKind kind) : WebhookTest(kind)
{
    private bool _isNameless;

    protected override Task<IPAddress[]> Resolve(string host, CancellationToken cancellation) =>
        _isNameless ? throw new SocketException((int)SocketError.HostNotFound) : base.Resolve(host, cancellation);

    [Test]
    public async Task A_name_that_does_not_exist_is_told_as_such()
    {
        _isNameless = true;
        var (endpoint, _) = await Endpoint("https://nowhere.example/hook");
        await Lab.Conversations(1);
        await Run(endpoint);

        var row = await Row(endpoint);
        var delivery = (await Lab.Deliveries(DeliveryKind.CallWebhook)).Single();
        Assert.That((row.FailingCode, row.FailingSince), Is.EqualTo(("webhook/name_unknown", (DateTimeOffset?)Lab.Store.Now)));
        Assert.That(
            OutcomeTexts.Find(delivery.Outcome, delivery.Code)!.Reason.En, Is.EqualTo("The name in the endpoint's address leads nowhere."));
    }

    [Test]
    public async Task A_status_is_told_with_its_number_and_success_ends_it()
    {
        var (endpoint, _) = await Endpoint();
        Status = () => 503;
        await Lab.Conversations(1);
        await Run(endpoint);
        var failing = await Row(endpoint);
        Status = () => 200;
        Lab.Clock.Advance(TimeSpan.FromMinutes(1));
        await Run(endpoint);
        var mended = await Row(endpoint);

        Assert.That(OutcomeTexts.Find("Transient", failing.FailingCode)!.Reason.En, Is.EqualTo("The endpoint answered 503."));
        Assert.That((mended.FailingCode, mended.FailingSince), Is.EqualTo(((string?)null, (DateTimeOffset?)null)));
    }

    [Test]
    public async Task One_that_waits_for_its_next_try_goes_now_and_keeps_its_count()
    {
        var (endpoint, _) = await Endpoint();
        Status = () => 500;
        await Lab.Conversations(1);
        await Run(endpoint);
        var waiting = (await Lab.Deliveries(DeliveryKind.CallWebhook)).Single();

        var again = await Lab.Get<WebhookRedelivery>().One(Caller, endpoint, waiting.Id, default);
        await Run(endpoint);
        var twice = (await Lab.Deliveries(DeliveryKind.CallWebhook)).Single();

        Assert.That((waiting.State, again), Is.EqualTo((DeliveryState.Owed, (int?)1)));
        Assert.That(Hook.Requests, Has.Count.EqualTo(2));
        Assert.That((twice.Attempts, twice.OwedAt), Is.EqualTo((2, waiting.OwedAt)));
    }

    [Test]
    public async Task A_lane_that_rests_since_nobody_answers_is_woken_too()
    {
        var (endpoint, _) = await Endpoint();
        await Lab.Conversations(1);
        await Lab.Change(async db =>
        {
            if (await db.Lanes.FirstOrDefaultAsync(row => row.ConnectionId == endpoint) is not { } lane)
                db.Lanes.Add(lane = new Lane { WorkspaceId = Lab.Workspace, ConnectionId = endpoint, Kind = DeliveryKind.CallWebhook });
            (lane.Unanswered, lane.NotBefore) = (Circuit.Trips, Lab.Store.Now.AddMinutes(1));
        });
        await Run(endpoint);
        var before = Hook.Requests.Count;
        await Lab.Get<WebhookRedelivery>().One(Caller, endpoint, (await Lab.Deliveries(DeliveryKind.CallWebhook)).Single().Id, default);
        await Run(endpoint);

        Assert.That((before, Hook.Requests.Count), Is.EqualTo((0, 1)));
    }

    [Test]
    public async Task A_delivery_that_is_not_the_endpoints_is_not_found()
    {
        var (endpoint, _) = await Endpoint();

        Assert.That(await Lab.Get<WebhookRedelivery>().One(Caller, endpoint, Guid.NewGuid(), default), Is.Null);
    }

    private Task<WebhookEndpoint> Row(Guid endpoint) => Lab.Read(db => db.WebhookEndpoints.SingleAsync(row => row.Id == endpoint));
}
