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

/// <summary>Bookings that people change in a real calendar, as they stand in the hub afterwards, and in the calendar.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class ReadCalendarTests(StorageKind kind) : LabTest(kind)
{
    private RadicaleServer _server = null!;
    private CalDavFixture _caldav = null!;
    private string _calendar = "";
    private Guid _service;

    [OneTimeSetUp]
    public async Task StartServer()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        _server = await RadicaleServer.Start(limit.Token);
        _caldav = new CalDavFixture(_server.Address);
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
        _calendar = await _server.NewCalendar(CancellationToken.None);
        var connection = CalDavFixture.Connection(_calendar);
        Lab.Connector.OnBookings = batch => _caldav.Connector.Upsert(connection, batch, CancellationToken.None);
        Lab.Connector.OnRead = cursor => _caldav.Connector.Pull(connection, cursor, new PollBudget(20), CancellationToken.None);
        _service = await Shop();
    }

    [Test]
    public async Task A_booking_that_is_moved_in_the_calendar_moves_and_its_history_says_where_that_came_from()
    {
        var booking = await Booked();
        await Read();
        await Move(booking, hours: 3);

        await Read();

        var (now, events) = await Now(booking);
        Assert.That(now.StartsAt, Is.EqualTo(booking.StartsAt.AddHours(3)));
        Assert.That((events[^1].Kind, events[^1].Actor), Is.EqualTo((BookingEventKind.Moved, $"connection:{Lab.Connection.Id:N}")));
        Assert.That(await Owed(), Is.Zero, "the calendar has it already");
    }

    [Test]
    public async Task What_the_hub_has_written_itself_is_no_news()
    {
        var booking = await Booked();
        await Read();
        await Desk.Change(Lab.Workspace, booking.Id, new BookingChange(StartsAt: booking.StartsAt.AddHours(1)), "member:x", CancellationToken.None);
        await Write();

        await Read();
        await Read();

        var (now, events) = await Now(booking);
        Assert.That((now.StartsAt, events.Count, await Owed()), Is.EqualTo((booking.StartsAt.AddHours(1), 2, 0)));
        Assert.That(await Lab.Read(db => db.CrmReadings.Select(row => row.Followed + row.Overruled).SingleAsync()), Is.Zero);
    }

    [Test]
    public async Task A_booking_that_is_deleted_in_the_calendar_is_cancelled_and_not_written_anew()
    {
        var booking = await Booked();
        await Read();
        await _server.Delete(PathOf(booking), CancellationToken.None);

        await Read();
        await Write();

        var (now, _) = await Now(booking);
        Assert.That(now.State, Is.EqualTo(BookingState.Cancelled));
        Assert.That(await _server.Event(_calendar, CancellationToken.None), Does.Not.Contain("VEVENT"));
    }

    [Test]
    public async Task One_that_is_over_and_tidied_away_stays_as_it_was()
    {
        var booking = await Booked();
        await Read();
        Lab.Clock.Set(booking.EndsAt.AddDays(1));
        await _server.Delete(PathOf(booking), CancellationToken.None);

        await Read();

        Assert.That((await Now(booking)).Booking.State, Is.EqualTo(BookingState.Confirmed));
    }

    [Test]
    public async Task A_time_that_is_taken_is_not_given_away_and_the_event_goes_back()
    {
        var (booking, other) = (await Booked(), await Booked(hours: 3));
        await Read();
        await Move(booking, hours: 3);

        await Read();
        await Write();

        var (now, events) = await Now(booking);
        Assert.That(now.StartsAt, Is.EqualTo(booking.StartsAt));
        Assert.That((events[^1].Kind, events[^1].StartsAt), Is.EqualTo((BookingEventKind.NotMoved, other.StartsAt)));
        Assert.That(await Event(booking), Does.Contain($"DTSTART:{booking.StartsAt:yyyyMMdd'T'HHmmss'Z'}"));
        await Read();
        Assert.That((await Now(booking)).Events, Has.Count.EqualTo(events.Count), "it is put back once");
    }

    [Test]
    public async Task Where_both_sides_moved_it_the_hub_stays_and_the_calendar_hears_so()
    {
        var booking = await Booked();
        await Read();
        await Move(booking, hours: 3);
        await Desk.Change(Lab.Workspace, booking.Id, new BookingChange(StartsAt: booking.StartsAt.AddHours(1)), "member:x", CancellationToken.None);

        await Write();
        Assert.That(await Event(booking), Does.Contain($"DTSTART:{booking.StartsAt.AddHours(3):yyyyMMdd'T'HHmmss'Z'}"), "it was not written over unseen");
        await Read();
        await Write();

        var (now, events) = await Now(booking);
        Assert.That((now.StartsAt, events[^1].Kind), Is.EqualTo((booking.StartsAt.AddHours(1), BookingEventKind.Overruled)));
        Assert.That(await Event(booking), Does.Contain($"DTSTART:{booking.StartsAt.AddHours(1):yyyyMMdd'T'HHmmss'Z'}"));
    }

    [Test]
    public async Task A_move_there_and_a_confirmation_here_both_hold()
    {
        var booking = await Booked(state: BookingState.Requested);
        await Read();
        await Move(booking, hours: 3);
        await Desk.Change(Lab.Workspace, booking.Id, new BookingChange(BookingState.Confirmed), "member:x", CancellationToken.None);

        await Write();
        await Read();
        await Write();

        var (now, events) = await Now(booking);
        Assert.That((now.StartsAt, now.State), Is.EqualTo((booking.StartsAt.AddHours(3), BookingState.Confirmed)));
        Assert.That(events.Select(row => row.Kind), Has.None.EqualTo(BookingEventKind.Overruled));
        Assert.That(await Event(booking), Does.Contain($"DTSTART:{now.StartsAt:yyyyMMdd'T'HHmmss'Z'}").And.Contain("STATUS:CONFIRMED"));
    }

    [Test]
    public async Task One_that_is_deleted_there_while_it_is_moved_here_stands_and_is_written_anew()
    {
        var booking = await Booked();
        await Read();
        await _server.Delete(PathOf(booking), CancellationToken.None);
        await Desk.Change(Lab.Workspace, booking.Id, new BookingChange(StartsAt: booking.StartsAt.AddHours(1)), "member:x", CancellationToken.None);

        await Read();
        await Write();

        var (now, events) = await Now(booking);
        Assert.That((now.State, events[^1].Kind), Is.EqualTo((BookingState.Confirmed, BookingEventKind.Overruled)));
        Assert.That(await Event(booking), Does.Contain($"DTSTART:{booking.StartsAt.AddHours(1):yyyyMMdd'T'HHmmss'Z'}"));
    }

    [Test]
    public async Task After_a_refused_token_what_changed_and_what_is_gone_is_taken_over_once_and_the_rest_stays()
    {
        var (moved, gone, same) = (await Booked(), await Booked(hours: 2), await Booked(hours: 4));
        await Read();
        await Move(moved, hours: 6);
        await _server.Delete(PathOf(gone), CancellationToken.None);
        await Lab.Store.Write(null, null, db => db.CrmReadings.ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Cursor, """{"Token":"http://radicale.org/ns/sync/lost"}""")), CancellationToken.None);

        await Read();
        await Read();

        var states = new[] { (await Now(moved)).Booking, (await Now(gone)).Booking, (await Now(same)).Booking };
        Assert.That(states.Select(row => (row.StartsAt, row.State)), Is.EqualTo(new[]
        {
            (moved.StartsAt.AddHours(6), BookingState.Confirmed), (gone.StartsAt, BookingState.Cancelled), (same.StartsAt, BookingState.Confirmed),
        }));
        Assert.That(await Lab.Read(db => db.CrmReadings.Select(row => row.Followed).SingleAsync()), Is.EqualTo(2));
    }

    [Test]
    public async Task What_was_changed_by_hand_before_the_hub_read_back_is_left_as_it_is()
    {
        var (booking, gone) = (await Booked(), await Booked(hours: 2));
        await Lab.Store.Write(null, null, db => db.ExternalIds.ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Agreed, (string?)null).SetProperty(row => row.WrittenAt, (DateTimeOffset?)null)
                .SetProperty(row => row.Version, (string?)null)), CancellationToken.None);
        await Move(booking, hours: 3);
        await _server.Delete(PathOf(gone), CancellationToken.None);

        await Read();

        Assert.That(new[] { (await Now(booking)).Booking.StartsAt, (await Now(gone)).Booking.StartsAt }, Is.EqualTo(new[] { booking.StartsAt, gone.StartsAt }));
        Assert.That((await Now(gone)).Booking.State, Is.EqualTo(BookingState.Confirmed));
        await Move(booking, hours: 1, from: 3);
        await Read();
        var (now, events) = await Now(booking);
        Assert.That(now.StartsAt, Is.EqualTo(booking.StartsAt.AddHours(4)), "from then on it is followed: " + events[^1].Kind + await Lab.Read(db => db.ExternalIds.Where(row => row.LocalId == booking.Id).Select(row => row.Agreed).SingleAsync()));
    }

    [Test]
    public async Task What_is_read_while_the_hub_writes_is_read_again_instead_of_being_taken_for_a_change()
    {
        var booking = await Booked();
        await Read();
        await Move(booking, hours: 1);
        var connection = CalDavFixture.Connection(_calendar);
        var isFirst = true;
        Lab.Connector.OnRead = async cursor =>
        {
            var page = await _caldav.Connector.Pull(connection, cursor, new PollBudget(20), CancellationToken.None);
            if (page.Items.Count == 0)
                return page; // it now and then ends a connection without an answer
            if (isFirst) // what was read is old by the time it is compared
                await Lab.Store.Write(null, null, db => db.ExternalIds.Where(row => row.Entity == SyncEntity.Booking).ExecuteUpdateAsync(
                    set => set.SetProperty(row => row.WrittenAt, Lab.Store.Now).SetProperty(row => row.Version, "newer")), CancellationToken.None);
            isFirst = false;
            return page;
        };

        await Read();
        Assert.That((await Now(booking)).Booking.StartsAt, Is.EqualTo(booking.StartsAt));
        Lab.Clock.Advance(TimeSpan.FromSeconds(10));
        await Lab.Run(DeliveryKind.ReadCrm);

        Assert.That((await Now(booking)).Booking.StartsAt, Is.EqualTo(booking.StartsAt.AddHours(1)));
    }

    private BookingDesk Desk => new(Lab.Store, Lab.Get<ConnectorRegistry>(), Lab.Get<LaneBell>());

    private string PathOf(Booking booking) => $"{_calendar}{booking.Id:N}.ics";

    private Task<string> Event(Booking booking) => _server.Event(PathOf(booking), CancellationToken.None);

    private Task<int> Owed() => Lab.Read(db => db.Deliveries.CountAsync(row => row.Kind == DeliveryKind.SyncBooking && row.State == DeliveryState.Owed));

    private async Task<Booking> Booked(int hours = 0, BookingState state = BookingState.Confirmed)
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
    private async Task Write()
    {
        for (var tries = 0; tries < 12 && await Owed() > 0 && await NeedsNoRead(); tries++)
        {
            Lab.Clock.Advance(TimeSpan.FromMinutes(2));
            await Lab.Run(DeliveryKind.SyncBooking);
        }
    }

    private async Task Read()
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

    private async Task Move(Booking booking, int hours, int from = 0)
    {
        var body = await Event(booking);
        foreach (var at in new[] { booking.EndsAt, booking.StartsAt })
        {
            var (before, after) = ($"{at.AddHours(from):yyyyMMdd'T'HHmmss'Z'}", $"{at.AddHours(from + hours):yyyyMMdd'T'HHmmss'Z'}");
            Assert.That(body, Does.Contain(before));
            body = body.Replace(before, after);
        }

        await _server.Put(PathOf(booking), body, CancellationToken.None);
    }

    private async Task<(Booking Booking, List<BookingEvent> Events)> Now(Booking booking) => (
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
