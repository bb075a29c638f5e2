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
public sealed class ReadCalendarTests(StorageKind kind) : CalendarTest(kind)
{
    [Test]
    public async Task A_booking_that_is_moved_in_theCalendar_moves_and_its_history_says_where_that_came_from()
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
        await Change(booking, new BookingChange(StartsAt: booking.StartsAt.AddHours(1)));
        await Write();

        await Read();
        await Read();

        var (now, events) = await Now(booking);
        Assert.That((now.StartsAt, events.Count, await Owed()), Is.EqualTo((booking.StartsAt.AddHours(1), 2, 0)));
        Assert.That(await Lab.Read(db => db.CrmReadings.Select(row => row.Followed + row.Overruled).SingleAsync()), Is.Zero);
    }

    [Test]
    public async Task A_booking_that_is_deleted_in_theCalendar_is_cancelled_and_not_written_anew()
    {
        var booking = await Booked();
        await Read();
        await Delete(booking);

        await Read();
        await Write();

        var (now, _) = await Now(booking);
        Assert.That(now.State, Is.EqualTo(BookingState.Cancelled));
        Assert.That(await Server.Event(Calendar, CancellationToken.None), Does.Not.Contain("VEVENT"));
    }

    [Test]
    public async Task One_that_is_over_and_tidied_away_stays_as_it_was()
    {
        var booking = await Booked();
        await Read();
        Lab.Clock.Set(booking.EndsAt.AddDays(1));
        await Delete(booking);

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
    public async Task Where_both_sides_moved_it_the_hub_stays_and_theCalendar_hears_so()
    {
        var booking = await Booked();
        await Read();
        await Move(booking, hours: 3);
        await Change(booking, new BookingChange(StartsAt: booking.StartsAt.AddHours(1)));

        await Write();
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
        await Change(booking, new BookingChange(BookingState.Confirmed));

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
        await Delete(booking);
        await Change(booking, new BookingChange(StartsAt: booking.StartsAt.AddHours(1)));

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
        await Delete(gone);
        await LoseToken();

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
    public async Task A_time_of_one_that_is_over_is_not_followed_and_its_history_says_so()
    {
        var booking = await Booked();
        Lab.Clock.Set(booking.EndsAt);
        await Change(booking, new BookingChange(BookingState.Kept));
        await Write();
        await Read();
        await Move(booking, hours: 3);

        await Read();
        await Write();

        var (now, events) = await Now(booking);
        Assert.That((now.StartsAt, events[^1].Kind), Is.EqualTo((booking.StartsAt, BookingEventKind.NotMoved)));
        Assert.That(await Event(booking), Does.Contain($"DTSTART:{booking.StartsAt:yyyyMMdd'T'HHmmss'Z'}"));
    }

    [Test]
    public async Task What_was_changed_by_hand_before_the_hub_read_back_is_left_as_it_is()
    {
        var (booking, gone) = (await Booked(), await Booked(hours: 2));
        await Lab.Store.Write(null, null, db => db.ExternalIds.ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Agreed, (string?)null).SetProperty(row => row.WrittenAt, (DateTimeOffset?)null)
                .SetProperty(row => row.Version, (string?)null)), CancellationToken.None);
        await Move(booking, hours: 3);
        await Delete(gone);

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
        var connection = CalDavFixture.Connection(Calendar);
        var isFirst = true;
        Lab.Connector.OnRead = async cursor =>
        {
            var page = await CalDav.Connector.Pull(connection, cursor, new PollBudget(20), CancellationToken.None);
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
}
