using Hub.Connectors.Abstractions;
using Hub.Core.Commerce.Bookings;
using Hub.Core.Connections;
using Hub.Core.Deliveries;
using Hub.Core.Sending;
using Hub.Core.Storage;
using Hub.Tests.Core.Conversations;
using Hub.Tests.Core.Sending;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hub.Tests.Core.Commerce.Bookings;

[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class BookingDeskTests(StorageKind kind) : LabTest(kind)
{
    private DateTimeOffset Tomorrow => Lab.Store.Now.Date.AddDays(1).AddHours(9);

    [Test]
    public async Task No_time_is_given_away_twice_however_many_ask_at_once([Values(1, 3)] int capacity)
    {
        var (service, _) = await Lab.Salon(capacity, people: 1);
        var threads = await Threads(12);
        var start = Tomorrow;

        var answers = await Task.WhenAll(threads.Select(thread => Task.Run(() => Book(service, thread, start))));

        Assert.That(answers.OfType<BookingAnswer.Done>().Count(), Is.EqualTo(capacity));
        Assert.That(answers.OfType<BookingAnswer.Unavailable>().Count(), Is.EqualTo(12 - capacity));
        Assert.That(await Lab.Read(db => db.Bookings.SumAsync(row => row.PartySize)), Is.EqualTo(capacity));
    }

    [Test]
    public async Task Many_who_move_at_once_never_meet()
    {
        var (service, resources) = await Lab.Salon(capacity: 1, people: 2);
        var threads = await Threads(8);
        var booked = new List<Booking>();
        for (var i = 0; i < threads.Count; i++)
            booked.Add(((BookingAnswer.Done)await Book(service, threads[i], Tomorrow.AddHours(i), resources[i % 2])).Booking);

        var desk = Desk;
        await Task.WhenAll(booked.Select((row, i) => Task.Run(() => desk.Change(
            Lab.Workspace, row.Id, new BookingChange(StartsAt: Tomorrow.AddHours(20), ResourceId: resources[(i + 1) % 2]), "test", CancellationToken.None))));

        var rows = await Lab.Read(db => db.Bookings.ToListAsync());
        var meets = rows.SelectMany(one => rows.Where(other => other.Id.CompareTo(one.Id) > 0 && other.ResourceId == one.ResourceId
            && one.BusyFrom < other.BusyTo && other.BusyFrom < one.BusyTo)).ToList();
        Assert.That(meets, Is.Empty);
        Assert.That(rows.Count(row => row.StartsAt == Tomorrow.AddHours(20)), Is.EqualTo(2), "one for each of the two");
    }

    [Test]
    public async Task A_booking_is_told_and_synced_once_whatever_is_repeated()
    {
        var (service, _) = await Lab.Salon(capacity: 1, people: 1);
        var thread = (await Threads(1))[0];
        var booking = ((BookingAnswer.Done)await Book(service, thread, Tomorrow, note: "secret note")).Booking;
        Assert.That(await Change(booking, new BookingChange(BookingState.NoShow)), Is.InstanceOf<BookingAnswer.TooEarly>());
        Lab.Clock.Set(Tomorrow.AddMinutes(5));
        foreach (var _ in new[] { 1, 2 })
            Assert.That(await Change(booking, new BookingChange(BookingState.Kept)), Is.InstanceOf<BookingAnswer.Done>());
        Assert.That(await Change(booking, new BookingChange(BookingState.Cancelled)), Is.EqualTo(new BookingAnswer.WrongState(BookingState.Kept)));
        var synced = new List<CrmBooking>();
        Lab.Connector.OnBookings = batch =>
        {
            synced.AddRange(batch.Select(item => item.Value));
            return Task.FromResult(new BatchAnswer([.. batch.Select(item => new WriteResult(item.Key, new Outcome.Accepted("remote-1")))]));
        };
        await Lab.Run(DeliveryKind.SyncContact);
        await Lab.Run(DeliveryKind.SyncBooking);

        var signals = await Lab.Read(db => db.Signals.Where(row => row.BookingId == booking.Id).OrderBy(row => row.Kind).ToListAsync());
        Assert.That(signals.Select(row => row.Kind), Is.EquivalentTo(new[] { SignalKind.BookingMade, SignalKind.BookingKept }));
        Assert.That(signals.Select(row => (row.Value, row.Currency)), Has.All.EqualTo(((decimal?)200_000m, "VND")));
        Assert.That(synced.Single().State, Is.EqualTo(BookingState.Kept));
        Assert.That(await Lab.Read(db => db.BookingEvents.CountAsync()), Is.EqualTo(2));
    }

    [Test]
    public async Task What_is_in_the_way_is_said_and_what_is_free_next_is_offered()
    {
        var (service, _) = await Lab.Salon(capacity: 1, people: 1);
        var threads = await Threads(2);
        await Book(service, threads[0], Tomorrow);

        var answer = (BookingAnswer.Unavailable)await Book(service, threads[1], Tomorrow.AddMinutes(15));

        Assert.That(answer.Conflicts.Single().Kind, Is.EqualTo(ConflictKind.Taken));
        Assert.That(answer.Next.Select(slot => slot.StartsAt), Is.EqualTo(new[] { Tomorrow.AddMinutes(60), Tomorrow.AddMinutes(90), Tomorrow.AddMinutes(120) }).AsCollection);
    }

    [Test]
    public async Task A_reminder_goes_once_for_each_time_whoever_sweeps_and_not_for_what_was_cancelled()
    {
        var (service, _) = await Lab.Salon(capacity: 1, people: 1, reminders: [120]);
        var threads = await Threads(2);
        var booking = ((BookingAnswer.Done)await Book(service, threads[0], Tomorrow)).Booking;
        var cancelled = ((BookingAnswer.Done)await Book(service, threads[1], Tomorrow.AddHours(1))).Booking;
        await Change(cancelled, new BookingChange(BookingState.Cancelled));
        await using var beside = Lab.Beside();

        Lab.Clock.Set(Tomorrow.AddHours(-1));
        await Task.WhenAll(Sweep(Lab), Sweep(beside), Sweep(Lab));
        Assert.That(await Sent(), Has.Count.EqualTo(1));
        await Change(booking, new BookingChange(StartsAt: Tomorrow.AddHours(5)));
        await Sweep(Lab);
        Assert.That(await Sent(), Has.Count.EqualTo(1), "not due again yet");
        Lab.Clock.Set(Tomorrow.AddHours(4));
        await Sweep(Lab);
        await Sweep(Lab);

        var sent = await Sent();
        Assert.That(sent, Has.Count.EqualTo(2));
        Assert.That(sent.Select(row => (row.Origin, row.Text!.Contains("Cut"))), Has.All.EqualTo((MessageOrigin.Automatic, true)));
    }

    [Test]
    public async Task While_a_connection_is_parked_nobody_is_reminded_and_afterwards_not_of_what_is_over()
    {
        var nine = Tomorrow; // as it is before the clock goes on
        var (service, _) = await Lab.Salon(capacity: 1, people: 1, reminders: [120]);
        var threads = await Threads(2);
        await Book(service, threads[0], nine);
        await Book(service, threads[1], nine.AddHours(3));
        await Lab.Get<Parking>().Park(Lab.Workspace, Lab.Connection.Id, "moving", "test", CancellationToken.None);
        Lab.Clock.Set(nine.AddHours(-1));
        await Sweep(Lab);
        Assert.That(await Sent(), Is.Empty);

        Lab.Clock.Set(nine.AddHours(2));
        await Lab.Get<Parking>().Resume(Lab.Workspace, Lab.Connection.Id, "test", CancellationToken.None);
        await Sweep(Lab);

        Assert.That(await Lab.Read(db => db.BookingReminders.OrderBy(row => row.DueAt).Select(row => row.ReasonCode).ToListAsync()),
            Is.EqualTo(new[] { ReminderReasons.TooLate, null }));
        Assert.That((await Sent()).Select(row => row.ConversationId), Is.EqualTo(new[] { threads[1] }));
    }

    [Test]
    public async Task What_could_not_be_sent_stays_with_its_reason_and_an_outage_sends_only_the_last()
    {
        var (service, _) = await Lab.Salon(capacity: 1, people: 1, reminders: [120, 60]);
        var threads = await Threads(1);
        await Book(service, threads[0], Tomorrow);
        await Lab.Change(db => db.Connections.ExecuteUpdateAsync(set => set.SetProperty(row => row.State, ConnectionState.Disabled)));

        Lab.Clock.Set(Tomorrow.AddMinutes(-30));
        await Sweep(Lab);

        var rows = await Lab.Read(db => db.BookingReminders.OrderByDescending(row => row.MinutesBefore).ToListAsync());
        Assert.That(rows.Select(row => (row.State, row.ReasonCode)), Is.EqualTo(new[]
        {
            (ReminderState.Skipped, (string?)ReminderReasons.Superseded), (ReminderState.Refused, "connection_not_active"),
        }).AsCollection);
        Assert.That(await Sent(), Is.Empty);
    }

    private BookingDesk Desk => new(Lab.Store, Lab.Get<ConnectorRegistry>(), Lab.Get<LaneBell>());

    private Task<BookingAnswer> Book(Guid service, Guid thread, DateTimeOffset start, Guid? resource = null, string? note = null) =>
        Desk.Create(Lab.Workspace, thread, new NewBooking(service, resource, start, Note: note), "test", CancellationToken.None);

    private Task<BookingAnswer> Change(Booking booking, BookingChange change) =>
        Desk.Change(Lab.Workspace, booking.Id, change, "test", CancellationToken.None);

    private static Task Sweep(Lab lab) =>
        new ReminderSweep(lab.Store, lab.Get<MessageSender>(), NullLogger<ReminderSweep>.Instance).Run(CancellationToken.None);

    private Task<List<Hub.Core.Conversations.Message>> Sent() =>
        Lab.Read(db => db.Messages.Where(row => row.Direction == MessageDirection.Outbound).ToListAsync());

    private async Task<List<Guid>> Threads(int count)
    {
        await Lab.Apply([.. Enumerable.Range(0, count).Select(i => SendingTests.Inbound(i, $"hello-{i}", Lab.Clock.GetUtcNow()))]);
        return await Lab.Read(db => db.Conversations.OrderBy(row => row.Key).Select(row => row.Id).ToListAsync());
    }
}
