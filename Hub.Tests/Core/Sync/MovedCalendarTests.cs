using Hub.Connectors.Abstractions;
using Hub.Core.Commerce.Bookings;
using Hub.Core.Connections;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Core.Sync;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Core.Sync;

/// <summary>A connection whose settings name another calendar: what stood in the old one is not gone, it has yet to be written to the new one.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class MovedCalendarTests(StorageKind kind) : CalendarTest(kind)
{
    [Test]
    public async Task Nothing_is_taken_for_deleted_and_all_is_written_to_the_new_one_and_followed_there()
    {
        var (booking, other) = (await Booked(), await Booked(hours: 3));
        await Read();
        var old = PathOf(booking);
        await Open(await Server.NewCalendar(CancellationToken.None));

        await Read();
        await Write();
        await Read();

        Assert.That(await States(), Is.All.EqualTo(BookingState.Confirmed));
        Assert.That((await Link(booking))!.RemoteId, Is.EqualTo(PathOf(booking)).And.Not.EqualTo(old));
        Assert.That(await Event(other), Does.Contain("STATUS:CONFIRMED"));
        Assert.That(await Server.Event(old, CancellationToken.None), Does.Contain("STATUS:CONFIRMED"), "what is left there is people's");
        await Delete(booking);
        await Move(other, hours: 2);
        await Read();
        var (moved, _) = await Now(other);
        Assert.That(((await Now(booking)).Booking.State, moved.StartsAt), Is.EqualTo((BookingState.Cancelled, other.StartsAt.AddHours(2))));
    }

    [Test]
    public async Task A_write_is_the_first_to_notice_it_too_and_goes_to_the_new_one()
    {
        var booking = await Booked();
        await Read();
        await Open(await Server.NewCalendar(CancellationToken.None));
        await Change(booking, new BookingChange(StartsAt: booking.StartsAt.AddHours(1)));

        await Write();
        await Read();

        Assert.That((await Now(booking)).Booking.State, Is.EqualTo(BookingState.Confirmed));
        Assert.That(await Event(booking), Does.Contain($"DTSTART:{booking.StartsAt.AddHours(1):yyyyMMdd'T'HHmmss'Z'}"));
    }

    [Test]
    public async Task A_write_to_the_old_one_that_was_under_way_leaves_no_link_and_is_made_anew()
    {
        var (calendar, isFirst) = (await Server.NewCalendar(CancellationToken.None), true);
        await Booked(hours: 5);
        await Read();
        var write = Lab.Connector.OnBookings;
        Lab.Connector.OnBookings = async batch =>
        {
            var answer = await write(batch);
            if (!isFirst)
                return answer;
            isFirst = false;
            await Open(calendar);
            await Read(); // notices it
            return answer;
        };

        var booking = await Booked();
        await Write();

        Assert.That((isFirst, (await Link(booking))!.RemoteId), Is.EqualTo((false, PathOf(booking))));
        Assert.That(PathOf(booking), Does.StartWith(calendar));
    }

    [Test]
    public async Task Another_server_in_connectors_json_is_another_place()
    {
        var booking = await Booked();
        await Read();
        await using var beside = Lab.Beside(place: "another-server");

        Lab.Clock.Advance(TimeSpan.FromMinutes(1));
        await beside.Get<CrmWatch>().Run(CancellationToken.None);
        await beside.Run(DeliveryKind.ReadCrm);

        Assert.That((await Link(booking), await Owed()), Is.EqualTo(((ExternalId?)null, 1)));
    }

    [Test]
    public async Task Settings_that_say_nothing_of_the_place_leave_all_as_it_is()
    {
        var booking = await Booked();
        await Read();
        var link = await Link(booking);

        await Lab.Get<ConnectionSetup>().Change(
            Lab.Workspace, Lab.Connection.Id, new ConnectionChange("Lịch của tiệm", null, null, null, null), "member:x", CancellationToken.None);
        await Read();

        Assert.That(((await Link(booking))!.LinkedAt, await Owed()), Is.EqualTo((link!.LinkedAt, 0)));
    }
}
