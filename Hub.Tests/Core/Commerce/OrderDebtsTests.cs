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
                db.ExternalIds.Add(Known(contact));
        }, CancellationToken.None);

        await new OrderDesk(Lab.Store, Lab.Get<ConnectorRegistry>(), Lab.Get<LaneBell>()).Create(
            Lab.Workspace, conversation,
            new NewOrder(null, CurrencyCode.From("VND")!.Value, OrderState.Placed, null, [new NewOrderLine("A", null, 1, 100_000)]),
            "test", CancellationToken.None);

        Assert.That(await Lab.Deliveries(DeliveryKind.SyncOrder), Has.Count.EqualTo(1));
        Assert.That(await Lab.Deliveries(DeliveryKind.SyncContact), Has.Count.EqualTo(contacts));
    }

    [Test]
    public async Task Carts_out_of_the_chat_bring_their_contacts_too_where_the_crm_has_not_met_them()
    {
        await Lab.Apply([.. Enumerable.Range(0, 3).Select(person => SendingTests.Inbound(person, $"hello-{person}", Lab.Clock.GetUtcNow()))]);
        var people = await Lab.Read(db => db.Conversations.OrderBy(row => row.Key).Select(row => row.ContactId).ToListAsync());
        await Lab.Store.Write(Lab.Workspace, null, async db =>
        {
            await db.Deliveries.ExecuteDeleteAsync();
            db.ExternalIds.Add(Known(people[2]));
        }, CancellationToken.None);

        await Lab.Apply([.. new[] { 0, 1, 1, 2 }.Select((person, place) => SendingTests.Inbound(person, $"cart-{place}", Lab.Clock.GetUtcNow()) with
        {
            Content = new MessageContent { Kind = MessageKind.Order, Order = new ChatOrder("c", [new ChatOrderLine("AO-DAI", 1, 250_000)], "VND") },
        })]);

        Assert.That(await Lab.Deliveries(DeliveryKind.SyncOrder), Has.Count.EqualTo(4));
        Assert.That((await Lab.Deliveries(DeliveryKind.SyncContact)).Select(row => row.SubjectId), Is.EquivalentTo(people.Take(2)));
    }

    private ExternalId Known(Guid contact) => new()
    {
        WorkspaceId = Lab.Workspace,
        ConnectionId = Lab.Connection.Id,
        Entity = SyncEntity.Contact,
        LocalId = contact,
        RemoteId = "7",
    };
}
