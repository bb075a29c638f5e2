using System.Net;
using Hub.Core.Connections;
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
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(60_000)]
internal abstract class WebhookTest(StorageKind kind)
{
    protected StorageKind Kind => kind;

    protected Lab Lab { get; private set; } = null!;

    protected Caller Caller { get; private set; } = null!;

    protected Receiver Hook { get; private set; } = null!;

    /// <summary>What the receiver answers.</summary>
    protected Func<int> Status { get; set; } = () => 200;

    protected string Answer { get; set; } = "";

    protected string? Location { get; set; }

    /// <summary>In place of that.</summary>
    protected RequestDelegate? Script { get; set; }

    [SetUp]
    public async Task Open()
    {
        Hook = await Receiver.Start(context =>
        {
            if (Location is not null)
                context.Response.Headers.Location = Location;
            return Script?.Invoke(context) ?? FakeVendor.Reply(context, Status(), Answer, "text/plain");
        });
        Lab = await Lab.Create(kind, targets: new WebhookTargets([Hook.Address], Resolve));
        Caller = Caller.Key(Lab.Workspace, Guid.NewGuid(), [Permissions.All]);
    }

    [TearDown]
    public async Task Close()
    {
        if (Lab is not null)
            await Lab.DisposeAsync();
        await Hook.DisposeAsync();
    }

    protected virtual Task<IPAddress[]> Resolve(string host, CancellationToken cancellation) => Task.FromResult(new[] { IPAddress.Loopback });

    protected async Task<(Guid Id, string Secret)> Endpoint(string? url = null)
    {
        var answer = await Lab.Get<WebhookDesk>().Create(
            Caller, new WebhookForm(url ?? Hook.Address.ToString(), null, ["message.received", "conversation.status_changed"], null), default);
        var done = (WebhookAnswer.Done)answer;
        return (done.Endpoint.Id, done.Secret!);
    }

    protected Task<DateTimeOffset?> Run(Guid endpoint) =>
        Lab.Get<LaneRunner>().Run(new LaneKey(Lab.Workspace, endpoint, DeliveryKind.CallWebhook), default);

    protected Task<Connection> Connection(Guid endpoint) => Lab.Read(db => db.Connections.SingleAsync(row => row.Id == endpoint));

    protected async Task<DeliveryState[]> States() => [.. (await Lab.Deliveries(DeliveryKind.CallWebhook)).Select(row => row.State)];

    protected async Task<(int? Status, string Outcome, string? Detail)[]> Tries() =>
        [.. (await Lab.Read(db => db.Attempts.OrderBy(row => row.Id).ToListAsync())).Select(row => (row.Status, row.Outcome, row.Detail))];
}
