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
        var bookings = await Booked(Enumerable.Range(0, 7));
        await Read();
        foreach (var booking in bookings.Skip(1))
            await Delete(booking);
        await Move(bookings[0], hours: 9);
        await LoseToken();

        await Read();

        Assert.That(await States(), Is.All.EqualTo(BookingState.Confirmed));
        Assert.That(await ReadingCode(), Is.EqualTo("mostly_gone"));
        Assert.That((await Now(bookings[0])).Booking.StartsAt, Is.EqualTo(bookings[0].StartsAt.AddHours(9)), "what is there is followed all the same");
    }

    [Test]
    public async Task A_calendar_that_was_found_emptied_stays_so_whatever_comes_between([Values] bool isAway)
    {
        var bookings = await Booked(Enumerable.Range(0, 6));
        await Read();
        foreach (var booking in bookings)
            await Delete(booking);
        await LoseToken();
        await Read();
        if (isAway)
            await Fail();
        await Booked(Enumerable.Range(6, 6));
        await Write(beforeRead: true);
        Assert.That(await Owed(), Is.Zero);

        await Read();

        Assert.That(await States(), Is.All.EqualTo(BookingState.Confirmed), "half of what is ahead are there again");
        Assert.That(await ReadingCode(), Is.EqualTo("mostly_gone"));
    }

    [Test]
    public async Task Some_that_are_missing_from_a_whole_read_are_cancelled()
    {
        var bookings = await Booked(Enumerable.Range(0, 6));
        await Read();
        foreach (var booking in bookings.Take(5))
            await Delete(booking);
        await LoseToken();

        await Read();

        Assert.That((await States()).Count(state => state == BookingState.Cancelled), Is.EqualTo(5));
    }

    [Test]
    public async Task Many_that_are_missing_are_cancelled_as_long_as_most_are_there()
    {
        var bookings = await Booked(Enumerable.Range(0, 13));
        await Read();
        foreach (var booking in bookings.Take(6))
            await Delete(booking);
        await LoseToken();

        await Read();

        Assert.That((await States()).Count(state => state == BookingState.Cancelled), Is.EqualTo(6));
    }

    [Test]
    public async Task What_is_gone_when_the_connection_comes_back_is_written_anew_instead_of_cancelled_and_followed_from_then_on()
    {
        var booking = await Booked();
        await Read();
        await Switch(false);
        await Delete(booking);
        await Switch(true);

        await Read();

        Assert.That(((await Now(booking)).Booking.State, await Link(booking)), Is.EqualTo((BookingState.Confirmed, (ExternalId?)null)));
        await Change(booking, new BookingChange(StartsAt: booking.StartsAt.AddHours(1)));
        await Write();
        await Read();
        await Delete(booking);
        await Read();
        Assert.That((await Now(booking)).Booking.State, Is.EqualTo(BookingState.Cancelled));
    }

    // One read comes to nothing.
    private async Task Fail()
    {
        var read = Lab.Connector.OnRead;
        Lab.Connector.OnRead = _ => Task.FromResult(new PollPage<CrmChange>(new Outcome.Transient(new Reason("lab/away")), []));
        Lab.Clock.Advance(TimeSpan.FromMinutes(5));
        await Lab.Run(DeliveryKind.ReadCrm);
        Lab.Connector.OnRead = read;
    }

    private Task Switch(bool on) => Lab.Get<ConnectionSetup>().Change(
        Lab.Workspace, Lab.Connection.Id, new ConnectionChange(null, null, null, null, on), "member:x", CancellationToken.None);
}
