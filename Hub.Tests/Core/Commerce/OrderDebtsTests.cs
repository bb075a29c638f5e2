using Hub.Connectors.Abstractions;
using Hub.Core.Commerce;
using Hub.Core.Connections;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Core.Sync;
using Hub.Tests.Core.Sending;
using Hub.Tests.Promises;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Core.Commerce;

[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class OrderDebtsTests(StorageKind kind) : LabTest(kind)
{
    [TestCase(false, 1)]
    [TestCase(true, 0)]
    public async Task An_order_brings_its_contact_to_a_crm_that_has_never_met_it(bool isKnown, int contacts)
    {
        var conversation = (await Lab.Conversations(1))[0];
        var contact = await Lab.Read(db => db.Contacts.Select(row => row.Id).SingleAsync());
        await Lab.Store.Write(Lab.Workspace, null, async db =>
        {
            await db.Deliveries.ExecuteDeleteAsync();
            if (isKnown)
                db.ExternalIds.Add(new ExternalId
                {
                    WorkspaceId = Lab.Workspace,
                    ConnectionId = Lab.Connection.Id,
                    Entity = SyncEntity.Contact,
                    LocalId = contact,
                    RemoteId = "7",
                });
        }, CancellationToken.None);

        await new OrderDesk(Lab.Store, Lab.Get<ConnectorRegistry>(), Lab.Get<LaneBell>()).Create(
            Lab.Workspace, conversation,
            new NewOrder(null, CurrencyCode.From("VND")!.Value, OrderState.Placed, null, [new NewOrderLine("A", null, 1, 100_000)]),
            "test", CancellationToken.None);

        Assert.That(await Lab.Deliveries(DeliveryKind.SyncOrder), Has.Count.EqualTo(1));
        Assert.That(await Lab.Deliveries(DeliveryKind.SyncContact), Has.Count.EqualTo(contacts));
    }

    [Test]
    public async Task A_cart_out_of_the_chat_brings_its_contact_too()
    {
        await Lab.Apply(SendingTests.Inbound(0, "hello", Lab.Clock.GetUtcNow()));
        await Lab.Store.Write(Lab.Workspace, null, db => db.Deliveries.ExecuteDeleteAsync(), CancellationToken.None);

        await Lab.Apply(SendingTests.Inbound(0, "cart", Lab.Clock.GetUtcNow()) with
        {
            Content = new MessageContent { Kind = MessageKind.Order, Order = new ChatOrder("c", [new ChatOrderLine("AO-DAI", 1, 250_000)], "VND") },
        });

        Assert.That(await Lab.Deliveries(DeliveryKind.SyncOrder), Has.Count.EqualTo(1));
        Assert.That(await Lab.Deliveries(DeliveryKind.SyncContact), Has.Count.EqualTo(1));
    }
}
