using Hub.Connectors.Abstractions;
using Hub.Core.Commerce;
using Hub.Core.Commerce.Bookings;
using Hub.Core.Connections;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Core.Sync;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Core.Sync;

/// <summary>What people change in HubSpot, as it stands in the hub afterwards, and in HubSpot.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class ReadPortalTests(StorageKind kind) : PortalTest(kind)
{
    [Test]
    public async Task A_contact_an_order_and_a_booking_that_are_changed_there_are_so_here_once_and_are_not_sent_back()
    {
        var (contact, order, booking) = (await Known("Lan"), await Ordered(), await Booked());
        await Read();
        await ByHand("contacts", contact, ("firstname", "Nguyễn Thị Lan"), ("phone", "0901 234 567"));
        await ByHand("orders", order, ("hs_external_order_status", "Fulfilled"));
        await ByHand("meetings", booking.Id, Times(booking, hours: 3));

        await Read();
        await Read();

        var (person, sale, meeting) = (await Contact(contact), await Order(order), await Booking(booking.Id));
        Assert.That((person.DisplayName, person.Phone, sale.State), Is.EqualTo(("Nguyễn Thị Lan", "+84901234567", OrderState.Fulfilled)));
        Assert.That((meeting.StartsAt, meeting.State), Is.EqualTo((booking.StartsAt.AddHours(3), BookingState.Confirmed)));
        Assert.That((await Came(), await Owed()), Is.EqualTo(((3, 0), 0)));
        Assert.That((await Noted("contact.changed"), await Noted("order.fulfilled")), Is.EqualTo((1, 1)));
    }

    [Test]
    public async Task What_the_hub_writes_itself_never_comes_back_however_often_it_is_read()
    {
        var (contact, order, booking) = (await Known("Lan"), await Ordered(), await Booked(BookingState.Requested));
        await Read();
        await Rename(contact, "Chị Lan", isWritten: false);
        await Orders.Change(Lab.Workspace, order, new OrderChange(OrderState.Paid), "member:x", CancellationToken.None);
        await Bookings.Change(Lab.Workspace, booking.Id, new BookingChange(BookingState.Confirmed, booking.StartsAt.AddHours(1)), "member:x", CancellationToken.None);

        await Read(); // before it has left
        await Write();
        await Read();
        await Read();

        Assert.That(((await Contact(contact)).DisplayName, (await Order(order)).State), Is.EqualTo(("Chị Lan", OrderState.Paid)));
        Assert.That((await Booking(booking.Id)).StartsAt, Is.EqualTo(booking.StartsAt.AddHours(1)));
        Assert.That((await Came(), await Owed()), Is.EqualTo(((0, 0), 0)));
    }

    [Test]
    public async Task A_payment_that_is_taken_back_here_is_not_paid_anew_by_what_HubSpot_still_says()
    {
        var order = await Ordered(OrderState.Paid);
        await Read();
        await Orders.Void(Lab.Workspace, order, 1, null, "member:x", CancellationToken.None);

        await Read();

        Assert.That(((await Order(order)).State, (await Order(order)).Payments.Count), Is.EqualTo((OrderState.Placed, 2)));
        Assert.That((await Came(), await Noted("order.not_followed")), Is.EqualTo(((0, 0), 0)));
    }

    [Test]
    public async Task A_write_of_a_node_that_died_before_it_wrote_that_down_is_no_change_of_a_person()
    {
        var (contact, order, booking) = (await Known("Lan"), await Ordered(), await Booked());
        await Read();
        await Rename(contact, "Chị Lan", isWritten: false);
        await Orders.Change(Lab.Workspace, order, new OrderChange(OrderState.Paid), "member:x", CancellationToken.None);
        await Bookings.Change(Lab.Workspace, booking.Id, new BookingChange(StartsAt: booking.StartsAt.AddHours(1)), "member:x", CancellationToken.None);
        await Die();
        await Rename(contact, "Cô Lan", isWritten: false);
        await Orders.Void(Lab.Workspace, order, 1, null, "member:x", CancellationToken.None);
        await Bookings.Change(Lab.Workspace, booking.Id, new BookingChange(StartsAt: booking.StartsAt.AddHours(2)), "member:x", CancellationToken.None);

        await Read();
        Plug();
        await Write();

        Assert.That(((await Contact(contact)).DisplayName, (await Order(order)).State), Is.EqualTo(("Cô Lan", OrderState.Placed)));
        Assert.That((await Booking(booking.Id)).StartsAt, Is.EqualTo(booking.StartsAt.AddHours(2)));
        Assert.That((await There("contacts", contact, "firstname"), await There("orders", order, "hs_external_order_status")), Is.EqualTo(("Cô Lan", "placed")));
        Assert.That((await Came(), await Owed()), Is.EqualTo(((0, 0), 0)));
    }

    [Test]
    public async Task Where_both_sides_changed_the_same_the_hub_stays_people_see_it_and_HubSpot_hears_so()
    {
        var (contact, order) = (await Known("Lan"), await Ordered());
        await Read();
        await ByHand("contacts", contact, ("firstname", "Cô Lan"), ("phone", "0907 654 321"));
        await ByHand("orders", order, ("hs_external_order_status", "cancelled"));
        await Rename(contact, "Chị Lan", isWritten: false);
        await Orders.Change(Lab.Workspace, order, new OrderChange(OrderState.Paid), "member:x", CancellationToken.None);

        await Write();
        await Read();
        await Write();

        var person = await Contact(contact);
        Assert.That((person.DisplayName, person.Phone, (await Order(order)).State), Is.EqualTo(("Chị Lan", "+84907654321", OrderState.Paid)), "the phone holds");
        Assert.That((await There("contacts", contact, "firstname"), await There("contacts", contact, "phone")), Is.EqualTo(("Chị Lan", "+84907654321")));
        Assert.That(await There("orders", order, "hs_external_order_status"), Is.EqualTo("paid"));
        Assert.That((await Came(), await Noted("contact.overruled"), await Noted("order.not_followed")), Is.EqualTo(((0, 2), 1, 1)));
    }

    [Test]
    public async Task A_change_there_and_another_one_here_both_hold_whichever_is_heard_first()
    {
        var booking = await Booked(BookingState.Requested);
        await Read();
        await ByHand("meetings", booking.Id, Times(booking, hours: 3));
        await Bookings.Change(Lab.Workspace, booking.Id, new BookingChange(BookingState.Confirmed), "member:x", CancellationToken.None);

        await Write(); // meets it, takes it over and is tried again

        var now = await Booking(booking.Id);
        Assert.That((now.StartsAt, now.State, await Owed()), Is.EqualTo((booking.StartsAt.AddHours(3), BookingState.Confirmed, 0)));
        Assert.That(DateTimeOffset.Parse((await There("meetings", booking.Id, "hs_meeting_start_time"))!), Is.EqualTo(now.StartsAt));
    }

    [Test]
    public async Task A_meeting_that_is_cancelled_there_cancels_the_booking()
    {
        var booking = await Booked();
        await Read();
        await ByHand("meetings", booking.Id, ("hs_meeting_outcome", "CANCELED"));

        await Read();

        Assert.That(((await Booking(booking.Id)).State, await Owed()), Is.EqualTo((BookingState.Cancelled, 0)));
    }

    [Test]
    public async Task A_state_that_does_not_follow_goes_back_and_a_word_of_theirs_is_shown_at_the_order()
    {
        var (order, other) = (await Ordered(), await Ordered());
        await Read();
        await ByHand("orders", order, ("hs_external_order_status", "completed"));
        await ByHand("orders", other, ("hs_external_order_status", "Chờ gói hàng"));

        await Read();
        await Write();
        await Read();

        Assert.That(((await Order(order)).State, await There("orders", order, "hs_external_order_status")), Is.EqualTo((OrderState.Placed, "placed")));
        Assert.That((await Came(), await Noted("order.not_followed")), Is.EqualTo(((0, 1), 1)));
        var said = await Lab.Read(db => db.ExternalIds.Where(row => row.LocalId == other).Select(row => row.SaidVi).SingleAsync());
        Assert.That((said, (await Order(other)).State), Is.EqualTo(("Chờ gói hàng", OrderState.Placed)));
    }

    [Test]
    public async Task A_record_that_the_hub_does_not_know_is_not_taken_even_with_a_key()
    {
        await Known("Lan");
        await Read();
        var stranger = await Portal.Theirs("Huệ");
        await Portal.ByHand("contacts", stranger, ("hub_contact_key", $"{Guid.NewGuid():N}"));

        await Read();

        Assert.That((await Lab.Read(db => db.Contacts.CountAsync()), await Came()), Is.EqualTo((1, (0, 0))));
    }

    [Test]
    public async Task A_portal_that_lets_no_orders_be_read_is_written_to_and_its_page_says_why_they_do_not_come_back()
    {
        await Open(options => options.HubSpotLacks = "crm.objects.orders.read");
        var (contact, order) = (await Known("Lan"), await Ordered());
        await ByHand("contacts", contact, ("firstname", "Cô Lan"));
        await ByHand("orders", order, ("hs_external_order_status", "fulfilled"));

        await Read();
        await Orders.Change(Lab.Workspace, order, new OrderChange(OrderState.Paid), "member:x", CancellationToken.None);
        await Write();

        var reading = await Reading();
        Assert.That((reading.Code, reading.Followed, reading.ReadAt), Is.EqualTo(("hubspot/may-not-read-orders", 1, reading.AskedAt)));
        Assert.That((await Contact(contact)).DisplayName, Is.EqualTo("Cô Lan"));
        Assert.That((await There("orders", order, "hs_external_order_status"), await Owed()), Is.EqualTo(("paid", 0)));
        Assert.That(await Lab.Read(db => db.Connections.Select(row => row.State).SingleAsync()), Is.EqualTo(ConnectionState.Active));
        Assert.That(await Lab.Read(db => db.Deliveries.CountAsync(row => row.State == DeliveryState.Dead)), Is.Zero);
        Portal.Options.HubSpotLacks = "";
        await Read();
        Assert.That((await Reading()).Code, Is.Null);
    }

    [Test]
    public async Task An_index_that_is_late_brings_a_change_late_and_never_what_the_hub_has_written_over()
    {
        await Open(options => options.HubSpotIndexMs = 90_000);
        var contact = await Known("Lan");
        await Read();
        await Read();
        await Rename(contact, "Chị Lan");
        await Read();
        var own = await Came();
        for (var quiet = 0; quiet < 2; quiet++) // or the change of before would lead to it
        {
            Lab.Clock.Advance(TimeSpan.FromMinutes(25));
            await Read();
        }

        await ByHand("contacts", contact, ("phone", "0907 654 321"));

        await Read();
        var early = (await Contact(contact)).Phone;
        await Read();

        var now = await Contact(contact);
        Assert.That((own, early), Is.EqualTo(((0, 0), (string?)null)));
        Assert.That((now.DisplayName, now.Phone, await Came()), Is.EqualTo(("Chị Lan", "+84907654321", (1, 0))));
    }

    [Test]
    public async Task A_search_that_is_refused_for_its_rate_is_asked_again_and_loses_nothing()
    {
        var contact = await Known("Lan");
        await Read();
        await ByHand("contacts", contact, ("firstname", "Cô Lan"));
        await Portal.Fault(new { platform = "hubspot", operation = "search", kind = "throttle", category = "SECONDLY", next = 1 });
        await Read();
        var refused = await Reading();

        Lab.Clock.Advance(TimeSpan.FromSeconds(2));
        await Lab.Run(DeliveryKind.ReadCrm);

        Assert.That((refused.Code, (await Reading()).Code), Is.EqualTo(("hubspot/secondly", (string?)null)));
        Assert.That(((await Contact(contact)).DisplayName, await Came()), Is.EqualTo(("Cô Lan", (1, 0))));
    }

    [Test]
    public async Task A_contact_that_was_deleted_there_is_written_anew_with_the_next_change_here()
    {
        var contact = await Known("Lan");
        await Read();
        var before = await RemoteId(contact);
        await Portal.Delete("contacts", before);
        await Read();

        await Rename(contact, "Chị Lan");

        Assert.That(await RemoteId(contact), Is.Not.EqualTo(before));
        Assert.That(await There("contacts", contact, "firstname"), Is.EqualTo("Chị Lan"));
    }

    [Test]
    public async Task Checking_the_connection_reads_it_at_once()
    {
        var contact = await Known("Lan");
        await Read();
        await ByHand("contacts", contact, ("firstname", "Cô Lan"));

        await Lab.Get<ConnectionCheck>().Run(Lab.Workspace, Lab.Connection.Id, "member:x", CancellationToken.None);
        await Lab.Run(DeliveryKind.ReadCrm);

        Assert.That((await Contact(contact)).DisplayName, Is.EqualTo("Cô Lan"));
    }

    private static (string, string)[] Times(Booking booking, int hours) =>
    [
        ("hs_meeting_start_time", $"{booking.StartsAt.AddHours(hours).UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}"),
        ("hs_meeting_end_time", $"{booking.EndsAt.AddHours(hours).UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}"),
        ("hs_timestamp", $"{booking.StartsAt.AddHours(hours).ToUnixTimeMilliseconds()}"),
    ];

    // Every write arrives, and nobody lives to write that down.
    private async Task Die()
    {
        var arrived = 0;
        Lab.Connector.OnContacts = batch => Once(() => Portal.Connector.Upsert(Portal.Connection, batch, CancellationToken.None));
        Lab.Connector.OnOrders = batch => Once(() => Portal.Connector.Upsert(Portal.Connection, batch, CancellationToken.None));
        Lab.Connector.OnBookings = batch => Once(() => Portal.Connector.Upsert(Portal.Connection, batch, CancellationToken.None));
        foreach (var kind in new[] { DeliveryKind.SyncContact, DeliveryKind.SyncOrder, DeliveryKind.SyncBooking })
            await Lab.Run(kind);
        Assert.That(arrived, Is.EqualTo(3));

        async Task<BatchAnswer> Once(Func<Task<BatchAnswer>> write)
        {
            var answer = await write();
            Assert.That(answer.Results, Is.All.Property(nameof(WriteResult.Outcome)).TypeOf<Outcome.Accepted>());
            arrived++;
            throw new InvalidOperationException("died");
        }
    }
}
