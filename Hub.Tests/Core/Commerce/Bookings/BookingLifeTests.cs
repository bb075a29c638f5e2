using Hub.Connectors.Abstractions;
using Hub.Core.Commerce.Bookings;
using Hub.Core.Connections;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Tests.Core.Conversations;
using Hub.Tests.Promises;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Core.Commerce.Bookings;

/// <summary>Whoever asks for what, when and how often: a booking goes only where its states let it, and ends for good.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class BookingLifeTests(StorageKind kind) : LabTest(kind)
{
    private static readonly BookingState[] States = Enum.GetValues<BookingState>();

    // As docs/bookings.md draws it, and not asked of the code that is tested.
    private static readonly HashSet<(BookingState, BookingState)> Ways =
    [
        (BookingState.Requested, BookingState.Confirmed),
        (BookingState.Requested, BookingState.Cancelled),
        (BookingState.Confirmed, BookingState.Kept),
        (BookingState.Confirmed, BookingState.NoShow),
        (BookingState.Confirmed, BookingState.Cancelled),
        (BookingState.NoShow, BookingState.Kept),
    ];

    [Test]
    public void Every_way_that_is_drawn_is_open() =>
        Assert.That(
            from one in States from other in States where BookingStates.MayBecome(one, other) select (one, other), Is.EquivalentTo(Ways));

    [Test]
    public async Task No_sequence_of_calls_leaves_the_way([Range(1, 12)] int seed)
    {
        var random = new Random(seed);
        var (service, resources) = await Lab.Salon(capacity: 1, people: 2);
        var thread = (await Lab.Conversations(1))[0];
        var start = Lab.Store.Now.Date.AddDays(2).AddHours(9);
        var draft = new NewBooking(service, resources[0], start, State: random.Next(2) == 0 ? BookingState.Requested : BookingState.Confirmed);
        var desk = new BookingDesk(Lab.Store, Lab.Get<ConnectorRegistry>(), Lab.Get<LaneBell>());
        var booking = ((BookingAnswer.Done)await desk.Create(Lab.Workspace, thread, draft, "test", CancellationToken.None)).Booking;

        for (var step = 0; step < 25; step++)
        {
            var before = await Now(booking.Id);
            var change = random.Next(4) switch
            {
                0 => new BookingChange(StartsAt: start.AddHours(random.Next(0, 8)), ResourceId: resources[random.Next(2)]),
                1 => new BookingChange(States[random.Next(States.Length)], start.AddHours(random.Next(0, 8))),
                _ => new BookingChange(States[random.Next(States.Length)]),
            };
            if (random.Next(5) == 0)
                Lab.Clock.Advance(TimeSpan.FromHours(random.Next(1, 12)));
            var answer = await desk.Change(Lab.Workspace, booking.Id, change, "test", CancellationToken.None);

            var after = await Now(booking.Id);
            Assert.That(after.State == before.State || Ways.Contains((before.State, after.State)), $"{before.State} → {after.State}");
            if (answer is not BookingAnswer.Done)
                Assert.That(after, Is.EqualTo(before), "what is refused changes nothing");
            if (after.StartsAt != before.StartsAt)
                Assert.That(before.State, Is.AnyOf(BookingState.Requested, BookingState.Confirmed), "what has ended stays where it was");
            if (after.State is BookingState.NoShow && before.State != after.State)
                Assert.That(Lab.Store.Now, Is.GreaterThanOrEqualTo(after.StartsAt), "nobody has failed to come before the time");
        }
    }

    private Task<(BookingState State, DateTimeOffset StartsAt, Guid Resource, int Version)> Now(Guid id) => Lab.Read(async db =>
    {
        var row = await db.Bookings.SingleAsync(found => found.Id == id);
        return (row.State, row.StartsAt, row.ResourceId, row.Version);
    });
}
