using Hub.Core.Connections;
using Hub.Core.Conversations;
using Hub.Core.Deliveries;
using Hub.Core.Ingest;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Hub.Core.Webhooks;
using Hub.Tests.Core.Conversations;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Core.Connections;

/// <summary>A connection that looks well and hears nothing.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class SilenceWatchTests(StorageKind kind) : LabTest(kind)
{
    private int _received;

    [Test]
    [CancelAfter(60_000)]
    public async Task It_is_found_once_told_to_admins_and_endpoints_and_over_with_the_next_webhook(CancellationToken cancellation)
    {
        var admin = Members.New(Lab.Store, Lab.Workspace, "admin@example.com", "Admin", BuiltInRoles.Admin.Id);
        admin.State = MemberState.Active;
        await Lab.Add([admin]);
        await Lab.Get<WebhookDesk>().Create(Caller.Key(Lab.Workspace, Guid.NewGuid(), []),
            new WebhookForm("https://93.184.215.14/hook", null, ["connection.silent"], null), cancellation);
        for (var day = 0; day < 15; day++)
        {
            for (var hour = 0; hour < 10; hour++)
            {
                await Receive(cancellation);
                Lab.Clock.Advance(TimeSpan.FromHours(1));
            }

            await Lab.Get<SilenceWatch>().Run(cancellation);
            Lab.Clock.Advance(TimeSpan.FromHours(14));
            await Lab.Get<SilenceWatch>().Run(cancellation);
        }

        Assert.That((await Connection()).SilentSince, Is.Null, "nights are quiet");
        Lab.Clock.Advance(TimeSpan.FromHours(34));
        await Lab.Get<SilenceWatch>().Run(cancellation);
        await Lab.Get<SilenceWatch>().Run(cancellation);

        var silent = await Connection();
        Assert.That(silent.SilentSince, Is.Not.Null.And.EqualTo(silent.LastEventAt));
        Assert.That((await Lab.Read(db => db.Notifications.ToListAsync(cancellation))).Select(row => (row.MemberId, row.Kind, row.ConnectionId)),
            Is.EqualTo(new[] { (admin.Id, NotificationKind.ConnectionSilent, (Guid?)Lab.Connection.Id) }));
        Assert.That((await Lab.Read(db => db.HubEvents.SingleAsync(cancellation))).Payload, Does.Contain("silentSince").And.Contain($"{Lab.Connection.Id}"));
        Assert.That(await Lab.Read(db => db.Deliveries.CountAsync(row => row.Kind == DeliveryKind.Poll && row.State == DeliveryState.Owed, cancellation)),
            Is.EqualTo(1), "the platform is asked for what it may have kept to itself");
        var health = await Lab.Read(db => ConnectionHealth.Load(db, Lab.Workspace, Lab.Store.Now, cancellation));
        Assert.That(health.Single().SilentSince, Is.EqualTo(silent.SilentSince), "an endpoint is none of the connections");

        await Receive(cancellation);
        Assert.That((await Connection()).SilentSince, Is.Null);
        await Lab.Get<SilenceWatch>().Run(cancellation);
        Assert.That(await Lab.Read(db => db.Notifications.CountAsync(cancellation)), Is.EqualTo(1));
    }

    private Task<Connection> Connection() => Lab.Read(db => db.Connections.SingleAsync(row => row.Id == Lab.Connection.Id));

    private async Task Receive(CancellationToken cancellation)
    {
        await Lab.Add([new WebhookEvent
        {
            WorkspaceId = Lab.Workspace,
            Id = Lab.Store.Ids.Next(),
            ConnectorId = Lab.Connection.ConnectorId,
            AccountId = Lab.Connection.AccountId,
            ConnectionId = Lab.Connection.Id,
            EventKey = BitConverter.GetBytes(_received++),
            Body = [],
            ReceivedAt = Lab.Store.Now,
        }]);
        await Lab.Get<IngestPump>().Turn(Lab.Workspace, Lab.Connection.Id, cancellation);
    }
}
