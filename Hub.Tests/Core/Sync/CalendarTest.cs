using System.Text.Json;
using Hub.Connectors.Abstractions;
using Hub.Core.Commerce.Bookings;
using Hub.Core.Connections;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Core.Sync;
using Hub.Tests.Connectors.Crm.CalDav;
using Hub.Tests.Core.Sending;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Core.Sync;

/// <summary>Bookings of the hub in a real calendar, which people change.</summary>
public abstract class CalendarTest(StorageKind kind) : LabTest(kind)
{
    private RadicaleServer? _server;
    private Guid _service;

    protected RadicaleServer Server => _server!;

    private protected CalDavFixture CalDav { get; private set; } = null!;

    protected string Calendar { get; private set; } = "";

    [OneTimeSetUp]
    public async Task StartServer()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        _server = await RadicaleServer.Start(limit.Token);
        CalDav = new CalDavFixture(_server.Address);
    }

    [OneTimeTearDown]
    public async Task StopServer()
    {
        if (_server is not null)
            await _server.DisposeAsync();
    }

    [SetUp]
    public async Task Connect()
    {
        await Open(await Server.NewCalendar(CancellationToken.None));
        _service = await Shop();
    }

    protected override ConnectorManifest Manifest => LabConnector.NewManifest("lab") with
    {
        Settings = new ManifestSettings
        {
            Connection = [new SettingField("calendar", SettingType.Text, new LocalizedText("Path", "Đường dẫn")) { Place = true }],
        },
    };

    /// <summary>The hub's connection leads to it, as its settings say.</summary>
    protected async Task Open(string calendar)
    {
        Calendar = calendar;
        var settings = JsonSerializer.SerializeToElement(new { calendar });
        await Lab.Get<ConnectionSetup>().Change(
            Lab.Workspace, Lab.Connection.Id, new ConnectionChange(null, settings, null, null, null), "member:x", CancellationToken.None);
        var connection = CalDavFixture.Connection(calendar);
        Lab.Connector.OnBookings = batch => CalDav.Connector.Upsert(connection, batch, CancellationToken.None);
        Lab.Connector.OnRead = cursor => CalDav.Connector.Pull(connection, cursor, new PollBudget(20), CancellationToken.None);
    }

    protected BookingDesk Desk => new(Lab.Store, Lab.Get<ConnectorRegistry>(), Lab.Get<LaneBell>());

    protected Task<ExternalId?> Link(Booking booking) => Lab.Read(db => db.ExternalIds.SingleOrDefaultAsync(row => row.LocalId == booking.Id));

    protected string PathOf(Booking booking) => $"{Calendar}{booking.Id:N}.ics";

    protected Task<string> Event(Booking booking) => Server.Event(PathOf(booking), CancellationToken.None);

    protected Task<int> Owed() => Lab.Read(db => db.Deliveries.CountAsync(row => row.Kind == DeliveryKind.SyncBooking && row.State == DeliveryState.Owed));

    protected async Task<Booking> Booked(int hours = 0, BookingState state = BookingState.Confirmed)
    {
        var number = await Lab.Read(db => db.Conversations.CountAsync());
        await Lab.Apply(SendingTests.Inbound(number, $"hello-{number}", Lab.Clock.GetUtcNow()));
        var thread = await Lab.Read(db => db.Conversations.OrderByDescending(row => row.Id).Select(row => row.Id).FirstAsync());
        DateTimeOffset start = Lab.Store.Now.Date.AddDays(1).AddHours(9 + hours);
        var made = await Desk.Create(Lab.Workspace, thread, new NewBooking(_service, null, start, State: state), "member:x", CancellationToken.None);
        await Lab.Run(DeliveryKind.SyncContact);
        await Write();
        return ((BookingAnswer.Done)made).Booking;
    }

    // The server now and then ends a connection without an answer: then it is tried again.
    protected async Task Write(bool beforeRead = false)
    {
        for (var tries = 0; tries < 12 && await Owed() > 0 && (beforeRead || await NeedsNoRead()); tries++)
        {
            Lab.Clock.Advance(TimeSpan.FromMinutes(2));
            await Lab.Run(DeliveryKind.SyncContact);
            await Lab.Run(DeliveryKind.SyncBooking);
        }
    }

    protected async Task Read()
    {
        Lab.Clock.Advance(TimeSpan.FromMinutes(1));
        await Lab.Get<CrmWatch>().Run(CancellationToken.None);
        await Lab.Run(DeliveryKind.ReadCrm);
        for (var tries = 0; tries < 12 && await Lab.Read(db => db.CrmReadings.AnyAsync(row => row.Code == "caldav/no-answer")); tries++)
        {
            Lab.Clock.Advance(TimeSpan.FromMinutes(2));
            await Lab.Run(DeliveryKind.ReadCrm);
        }
    }

    // What somebody has touched in the calendar waits for a read, however often it is tried.
    private Task<bool> NeedsNoRead() => Lab.Read(db => db.Deliveries.AllAsync(
        row => row.Kind != DeliveryKind.ReadCrm || row.State != DeliveryState.Owed));

    protected async Task Move(Booking booking, int hours, int from = 0)
    {
        var body = await Event(booking);
        foreach (var at in new[] { booking.EndsAt, booking.StartsAt })
        {
            var (before, after) = ($"{at.AddHours(from):yyyyMMdd'T'HHmmss'Z'}", $"{at.AddHours(from + hours):yyyyMMdd'T'HHmmss'Z'}");
            Assert.That(body, Does.Contain(before));
            body = body.Replace(before, after);
        }

        await Server.Put(PathOf(booking), body, CancellationToken.None);
    }

    /// <summary>The server does not know the token of the last read any more: all is read anew.</summary>
    protected Task LoseToken() => Lab.Store.Write(null, null, db => db.CrmReadings.ExecuteUpdateAsync(
        set => set.SetProperty(row => row.Cursor, """{"Token":"http://radicale.org/ns/sync/lost"}""")), CancellationToken.None);

    protected async Task<List<Booking>> Booked(IEnumerable<int> hours)
    {
        var bookings = new List<Booking>();
        foreach (var hour in hours)
            bookings.Add(await Booked(hour));
        return bookings;
    }

    /// <summary>By a member here.</summary>
    protected async Task Change(Booking booking, BookingChange change) => Assert.That(
        await Desk.Change(Lab.Workspace, booking.Id, change, "member:x", CancellationToken.None), Is.InstanceOf<BookingAnswer.Done>());

    protected Task Delete(Booking booking) => Server.Delete(PathOf(booking), CancellationToken.None);

    protected Task<List<BookingState>> States() => Lab.Read(db => db.Bookings.OrderBy(row => row.Id).Select(row => row.State).ToListAsync());

    protected Task<string?> ReadingCode() => Lab.Read(db => db.CrmReadings.Select(row => row.Code).SingleAsync());

    protected async Task<(Booking Booking, List<BookingEvent> Events)> Now(Booking booking) => (
        await Lab.Read(db => db.Bookings.SingleAsync(row => row.Id == booking.Id)),
        await Lab.Read(db => db.BookingEvents.Where(row => row.BookingId == booking.Id).OrderBy(row => row.Number).ToListAsync()));

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
