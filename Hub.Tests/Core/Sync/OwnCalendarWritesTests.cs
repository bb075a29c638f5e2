using Hub.Connectors.Abstractions;
using Hub.Core.Commerce.Bookings;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Core.Sync;
using Hub.Tests.Connectors.Crm.CalDav;
using Hub.Tests.Core.Conversations;
using Hub.Tests.Core.Sending;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Core.Sync;

/// <summary>What the hub has written to a calendar itself is told from what people do there, also when it could not write that down.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class OwnCalendarWritesTests(StorageKind kind) : CalendarTest(kind)
{
    [Test]
    public async Task A_version_that_was_read_meanwhile_is_not_replaced_by_the_one_that_went_out_before()
    {
        var booking = await Booked();
        await Read();
        await Change(booking, new BookingChange(StartsAt: booking.StartsAt.AddHours(1)));
        var connection = CalDavFixture.Connection(Calendar);
        Lab.Connector.OnBookings = async batch =>
        {
            var answer = await CalDav.Connector.Upsert(connection, batch, CancellationToken.None);
            if (answer.Whole is null && answer.Results is [{ Outcome: Outcome.Accepted }])
                await Lab.Store.Write(null, null, db => db.ExternalIds.Where(row => row.Entity == SyncEntity.Booking).ExecuteUpdateAsync(
                    set => set.SetProperty(row => row.Version, "newer").SetProperty(row => row.Agreed, "of.newer")), CancellationToken.None);
            return answer;
        };

        await Write();

        var link = await Link(booking);
        Assert.That((await Owed(), link!.Version, link.Agreed), Is.EqualTo((0, "newer", "of.newer")));
    }

    [Test]
    public async Task A_write_of_a_node_that_died_before_it_wrote_that_down_is_no_change_of_a_person()
    {
        var booking = await Booked();
        await Read();
        await Change(booking, new BookingChange(StartsAt: booking.StartsAt.AddHours(1)));
        var write = Lab.Connector.OnBookings;
        var hasArrived = false;
        Lab.Connector.OnBookings = async batch =>
        {
            if (hasArrived)
                return BatchAnswer.Failed(new Outcome.Transient(new Reason("lab/away")));
            var answer = await write(batch);
            hasArrived = answer.Whole is null && answer.Results is [{ Outcome: Outcome.Accepted }];
            return hasArrived ? throw new InvalidOperationException("died") : answer;
        };
        for (var tries = 0; tries < 12 && !hasArrived; tries++)
        {
            Lab.Clock.Advance(TimeSpan.FromMinutes(2));
            await Lab.Run(DeliveryKind.SyncBooking);
        }

        await Change(booking, new BookingChange(StartsAt: booking.StartsAt));
        await Read();
        Lab.Connector.OnBookings = write;
        await Write();

        var (now, events) = await Now(booking);
        Assert.That((hasArrived, now.StartsAt), Is.EqualTo((true, booking.StartsAt)));
        Assert.That(events.Select(row => row.Actor), Is.All.EqualTo("member:x"));
        Assert.That(await Event(booking), Does.Contain($"DTSTART:{booking.StartsAt:yyyyMMdd'T'HHmmss'Z'}"));
    }

    [Test]
    public async Task What_a_node_has_read_that_lost_the_lane_meanwhile_moves_nothing()
    {
        var booking = await Booked();
        await Read();
        await Move(booking, hours: 3);
        var read = Lab.Connector.OnRead;
        Lab.Connector.OnRead = async cursor =>
        {
            var page = await read(cursor);
            await Lab.Change(db => db.Lanes.Where(row => row.Kind == DeliveryKind.ReadCrm)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.LeaseToken, Guid.NewGuid())));
            return page;
        };

        await Read();

        Assert.That((await Now(booking)).Booking.StartsAt, Is.EqualTo(booking.StartsAt));
    }

    [Test]
    public async Task What_a_lost_write_said_beside_its_news_is_a_persons_when_they_say_it_later()
    {
        var booking = await Booked(state: BookingState.Requested);
        await Read();
        Lab.Connector.OnBookings = _ => Task.FromResult(BatchAnswer.Failed(new Outcome.Transient(new Reason("lab/away"))));
        await Change(booking, new BookingChange(StartsAt: booking.StartsAt.AddHours(1)));
        await Lab.Run(DeliveryKind.SyncBooking);

        await Say("STATUS:TENTATIVE", "STATUS:CONFIRMED");
        await Read();
        Assert.That((await Now(booking)).Booking.State, Is.EqualTo(BookingState.Confirmed));
        await Say("STATUS:CONFIRMED", "STATUS:TENTATIVE");
        await Read();

        Assert.That((await Now(booking)).Events[^1].Kind, Is.EqualTo(BookingEventKind.NotFollowed), "a request again: it was no word of the hub's");

        async Task Say(string before, string after)
        {
            var body = await Event(booking);
            Assert.That(body, Does.Contain(before));
            await Server.Put(PathOf(booking), body.Replace(before, after), CancellationToken.None);
        }
    }

    [Test]
    public async Task A_write_that_meets_a_change_there_takes_it_over_also_when_no_read_names_it()
    {
        var booking = await Booked(state: BookingState.Requested);
        await Read();
        Lab.Connector.OnRead = _ => Task.FromResult(new PollPage<CrmChange>(LabConnector.Ok, []));
        await Move(booking, hours: 3);
        await Change(booking, new BookingChange(BookingState.Confirmed));

        await Write();

        var (now, _) = await Now(booking);
        Assert.That((now.StartsAt, now.State, await Owed()), Is.EqualTo((booking.StartsAt.AddHours(3), BookingState.Confirmed, 0)));
        Assert.That(await Event(booking), Does.Contain($"DTSTART:{now.StartsAt:yyyyMMdd'T'HHmmss'Z'}").And.Contain("STATUS:CONFIRMED"));
    }
}
