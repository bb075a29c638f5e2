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

/// <summary>Bookings whose events are all gone at once, or gone when the connection comes back: nobody has cancelled those.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class EmptiedCalendarTests(StorageKind kind) : CalendarTest(kind)
{
    [Test]
    public async Task A_calendar_that_lacks_most_bookings_cancels_none_and_the_connection_says_why()
    {
        var bookings = new List<Booking>();
        for (var i = 0; i < 7; i++)
            bookings.Add(await Booked(hours: i));
        await Read();
        foreach (var booking in bookings.Skip(1))
            await Server.Delete(PathOf(booking), CancellationToken.None);
        await Move(bookings[0], hours: 9);
        await LoseToken();

        await Read();

        Assert.That(await States(), Is.All.EqualTo(BookingState.Confirmed));
        Assert.That(await Lab.Read(db => db.CrmReadings.Select(row => row.Code).SingleAsync()), Is.EqualTo("mostly_gone"));
        Assert.That((await Now(bookings[0])).Booking.StartsAt, Is.EqualTo(bookings[0].StartsAt.AddHours(9)), "what is there is followed all the same");
    }

    [Test]
    public async Task A_calendar_that_was_found_emptied_stays_so_whatever_is_booked_since()
    {
        var bookings = new List<Booking>();
        for (var i = 0; i < 6; i++)
            bookings.Add(await Booked(hours: i));
        await Read();
        foreach (var booking in bookings)
            await Server.Delete(PathOf(booking), CancellationToken.None);
        await LoseToken();
        await Read();
        for (var i = 6; i < 12; i++)
            await Booked(hours: i);

        await Read();

        Assert.That(await States(), Is.All.EqualTo(BookingState.Confirmed), "half of what is ahead are there again");
        Assert.That(await Lab.Read(db => db.CrmReadings.Select(row => row.Code).SingleAsync()), Is.EqualTo("mostly_gone"));
    }

    [Test]
    public async Task Some_that_are_missing_from_a_whole_read_are_cancelled()
    {
        var bookings = new List<Booking>();
        for (var i = 0; i < 6; i++)
            bookings.Add(await Booked(hours: i));
        await Read();
        foreach (var booking in bookings.Take(5))
            await Server.Delete(PathOf(booking), CancellationToken.None);
        await LoseToken();

        await Read();

        Assert.That((await States()).Count(state => state == BookingState.Cancelled), Is.EqualTo(5));
    }

    [Test]
    public async Task What_is_gone_when_the_connection_comes_back_is_written_anew_instead_of_cancelled_and_followed_from_then_on()
    {
        var booking = await Booked();
        await Read();
        await Switch(false);
        await Server.Delete(PathOf(booking), CancellationToken.None);
        await Switch(true);

        await Read();

        Assert.That(((await Now(booking)).Booking.State, await Link(booking)), Is.EqualTo((BookingState.Confirmed, (ExternalId?)null)));
        await Desk.Change(Lab.Workspace, booking.Id, new BookingChange(StartsAt: booking.StartsAt.AddHours(1)), "member:x", CancellationToken.None);
        await Write();
        await Read();
        await Server.Delete(PathOf(booking), CancellationToken.None);
        await Read();
        Assert.That((await Now(booking)).Booking.State, Is.EqualTo(BookingState.Cancelled));
    }

    private Task LoseToken() => Lab.Store.Write(null, null, db => db.CrmReadings.ExecuteUpdateAsync(
        set => set.SetProperty(row => row.Cursor, """{"Token":"http://radicale.org/ns/sync/lost"}""")), CancellationToken.None);

    private Task<List<BookingState>> States() => Lab.Read(db => db.Bookings.Select(row => row.State).ToListAsync());

    private Task Switch(bool on) => Lab.Get<ConnectionSetup>().Change(
        Lab.Workspace, Lab.Connection.Id, new ConnectionChange(null, null, null, null, on), "member:x", CancellationToken.None);
}
