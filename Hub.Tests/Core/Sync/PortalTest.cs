using Hub.Connectors.Abstractions;
using Hub.Core.Commerce;
using Hub.Core.Commerce.Bookings;
using Hub.Core.Connections;
using Hub.Core.Contacts;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Core.Sync;
using Hub.Core.Teams;
using Hub.Sandbox;
using Hub.Tests.Connectors.Crm.HubSpot;
using Hub.Tests.Core.Sending;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Core.Sync;

/// <summary>Contacts, orders and bookings of the hub in the sandbox's HubSpot, which people change there.</summary>
public abstract class PortalTest(StorageKind kind) : LabTest(kind)
{
    private Guid _service;

    private protected HubSpotPortal Portal { get; private set; } = null!;

    [SetUp]
    public async Task Connect()
    {
        await Open(_ => { });
        _service = await Shop();
    }

    [TearDown]
    public async Task Disconnect() => await Portal.DisposeAsync();

    /// <summary>A portal of another kind than usual.</summary>
    protected async Task Open(Action<SandboxOptions> set)
    {
        if (Portal is not null)
            await Portal.DisposeAsync();
        Portal = await HubSpotPortal.Start(Lab.Clock, set);
        Plug();
    }

    /// <summary>The lab's calls go to the portal.</summary>
    protected void Plug()
    {
        Lab.Connector.OnContacts = batch => Portal.Connector.Upsert(Portal.Connection, batch, CancellationToken.None);
        Lab.Connector.OnOrders = batch => Portal.Connector.Upsert(Portal.Connection, batch, CancellationToken.None);
        Lab.Connector.OnBookings = batch => Portal.Connector.Upsert(Portal.Connection, batch, CancellationToken.None);
        Lab.Connector.OnRead = cursor => Portal.Pull(cursor, since: Lab.Connection.CreatedAt);
    }

    protected OrderDesk Orders => new(Lab.Store, Lab.Get<ConnectorRegistry>(), Lab.Get<LaneBell>());

    protected BookingDesk Bookings => new(Lab.Store, Lab.Get<ConnectorRegistry>(), Lab.Get<LaneBell>());

    protected async Task<Guid> Known(string name)
    {
        var thread = await Thread();
        var contact = await Lab.Read(db => db.Conversations.Where(row => row.Id == thread).Select(row => row.ContactId).SingleAsync());
        await Rename(contact, name);
        return contact;
    }

    protected async Task<Guid> Ordered(OrderState state = OrderState.Placed)
    {
        var order = ((OrderAnswer.Done)await Orders.Create(
            Lab.Workspace, await Thread(),
            new NewOrder(null, CurrencyCode.From("VND")!.Value, OrderState.Placed, null, [new NewOrderLine("AO", null, 1, 100_000)]), "member:x",
            CancellationToken.None)).Order.Id;
        if (state != OrderState.Placed)
            await Orders.Change(Lab.Workspace, order, new OrderChange(state), "member:x", CancellationToken.None);
        await Write();
        return order;
    }

    protected async Task<Booking> Booked(BookingState state = BookingState.Confirmed)
    {
        DateTimeOffset start = Lab.Store.Now.Date.AddDays(1).AddHours(9);
        var made = await Bookings.Create(
            Lab.Workspace, await Thread(), new NewBooking(_service, null, start, State: state), "member:x", CancellationToken.None);
        await Write();
        return ((BookingAnswer.Done)made).Booking;
    }

    protected async Task Rename(Guid contact, string name, bool isWritten = true)
    {
        var caller = new Caller(Lab.Workspace, CallerKind.Member, Guid.NewGuid(), [Permissions.All], VisibilityScope.All, []);
        await Lab.Get<ContactDesk>().Change(caller, contact, new ContactDraft(name, null, null, null, null), CancellationToken.None);
        if (isWritten)
            await Write();
    }

    /// <summary>All that is owed to the portal goes there, with what it leads to.</summary>
    protected async Task Write()
    {
        for (var tries = 0; tries < 6 && await Owed() > 0; tries++)
        {
            foreach (var kind in new[] { DeliveryKind.SyncContact, DeliveryKind.SyncOrder, DeliveryKind.SyncBooking })
                await Lab.Run(kind);
            Lab.Clock.Advance(TimeSpan.FromSeconds(15));
        }
    }

    protected async Task Read()
    {
        Lab.Clock.Advance(TimeSpan.FromMinutes(1));
        await Lab.Get<CrmWatch>().Run(CancellationToken.None);
        await Lab.Run(DeliveryKind.ReadCrm);
    }

    protected Task<int> Owed() => Lab.Read(db => db.Deliveries.CountAsync(row => row.State == DeliveryState.Owed
        && (row.Kind == DeliveryKind.SyncContact || row.Kind == DeliveryKind.SyncOrder || row.Kind == DeliveryKind.SyncBooking)));

    protected Task<string> RemoteId(Guid id) => Lab.Read(db => db.ExternalIds.Where(row => row.LocalId == id).Select(row => row.RemoteId).SingleAsync());

    protected async Task ByHand(string type, Guid id, params (string Name, string Value)[] properties) =>
        await Portal.ByHand(type, await RemoteId(id), properties);

    protected async Task<string?> There(string type, Guid id, string property) => (string?)(await Portal.Record(type, await RemoteId(id)))[property];

    protected Task<CrmReading> Reading() => Lab.Read(db => db.CrmReadings.SingleAsync());

    protected async Task<(int Followed, int Overruled)> Came() => await Reading() is var reading ? (reading.Followed, reading.Overruled) : default;

    protected Task<Contact> Contact(Guid id) => Lab.Read(db => db.Contacts.SingleAsync(row => row.Id == id));

    protected Task<Order> Order(Guid id) => Lab.Read(db => db.Orders.Include(row => row.Payments).SingleAsync(row => row.Id == id));

    protected Task<Booking> Booking(Guid id) => Lab.Read(db => db.Bookings.SingleAsync(row => row.Id == id));

    protected Task<int> Noted(string action) => Lab.Read(db => db.Audit.CountAsync(
        row => row.Action == action && row.Actor == $"connection:{Lab.Connection.Id:N}"));

    private async Task<Guid> Thread()
    {
        var number = await Lab.Read(db => db.Conversations.CountAsync());
        await Lab.Apply(SendingTests.Inbound(number, $"hello-{number}", Lab.Clock.GetUtcNow()));
        await Write();
        return await Lab.Read(db => db.Conversations.OrderByDescending(row => row.Id).Select(row => row.Id).FirstAsync());
    }

    private async Task<Guid> Shop()
    {
        var (workspace, service, chair) = (Lab.Workspace, Lab.Store.Ids.Next(), Lab.Store.Ids.Next());
        await Lab.Store.Write(null, null, db =>
        {
            db.Services.Add(new Service
            {
                WorkspaceId = workspace,
                Id = service,
                Name = "Đo may",
                DurationMinutes = 60,
                StepMinutes = 30,
                Capacity = 1,
                IsActive = true,
            });
            db.Resources.Add(new Resource { WorkspaceId = workspace, Id = chair, Name = "Chị Hoa", IsActive = true });
            db.ServiceResources.Add(new ServiceResource { WorkspaceId = workspace, ServiceId = service, ResourceId = chair });
            return Task.CompletedTask;
        }, CancellationToken.None);
        return service;
    }
}
