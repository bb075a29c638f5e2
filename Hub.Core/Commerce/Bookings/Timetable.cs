using Hub.Core.Hours;

namespace Hub.Core.Commerce.Bookings;

/// <summary>When a service can be had: its hours, those of its resources, and what is booked already. Pure.</summary>
/// <param name="resources">In the order in which they are offered.</param>
/// <param name="home">The workspace's zone, for what has no hours at all.</param>
internal sealed class Timetable(Service service, IReadOnlyList<Timetable.Place> resources, TimeZoneInfo home)
{
    private readonly WeeklyHours? _hours = service.Hours is null ? null : WeeklyHours.FromJson(service.Hours);

    /// <summary>In which people say its times.</summary>
    public TimeZoneInfo Zone => (_hours ?? resources.Select(place => place.Hours).OfType<WeeklyHours>().FirstOrDefault())?.Zone ?? home;

    /// <summary>A resource with its hours and what takes it up.</summary>
    public sealed record Place(Guid Id, string Name, bool IsActive, WeeklyHours? Hours, IReadOnlyList<Taken> Taken);

    /// <param name="Busy">With the buffers.</param>
    public readonly record struct Taken(Guid BookingId, Guid ServiceId, TimeRange Busy, DateTimeOffset StartsAt, int PartySize);

    /// <summary>What is in the way of a booking; nothing when it can be made.</summary>
    /// <param name="except">The booking itself when it is moved.</param>
    public IReadOnlyList<BookingConflict> Conflicts(Guid resource, DateTimeOffset start, int party, Guid? except = null)
    {
        var place = resources.Single(row => row.Id == resource);
        var time = new TimeRange(start, start.AddMinutes(service.DurationMinutes));
        var conflicts = new List<BookingConflict>();
        if (!service.IsActive)
            conflicts.Add(new BookingConflict(ConflictKind.ServiceOff, place.Id, place.Name, time));
        if (!place.IsActive)
            conflicts.Add(new BookingConflict(ConflictKind.ResourceOff, place.Id, place.Name, time));
        if (!IsWithin(_hours, time))
            conflicts.Add(new BookingConflict(ConflictKind.ServiceClosed, place.Id, place.Name, time));
        if (!IsWithin(place.Hours, time))
            conflicts.Add(new BookingConflict(ConflictKind.ResourceClosed, place.Id, place.Name, time));
        return [.. conflicts, .. Clashes(place, start, party, except)];
    }

    /// <summary>Free times that begin within a range, the earliest first.</summary>
    public IReadOnlyList<Slot> Free(TimeRange range, int party, int most, Guid? except = null)
    {
        if (!service.IsActive)
            return [];
        return [.. resources.Where(place => place.IsActive).SelectMany(place => Free(place, range, party, except).Take(most))
            .OrderBy(slot => slot.StartsAt).Take(most)];
    }

    private IEnumerable<Slot> Free(Place place, TimeRange range, int party, Guid? except)
    {
        var grid = _hours ?? place.Hours ?? WeeklyHours.Always(home);
        var (own, other) = (Open(grid, range), _hours is null || place.Hours is null ? null : Open(place.Hours, range));
        for (var date = grid.DateOf(range.Start).AddDays(-1); date <= grid.DateOf(range.End); date = date.AddDays(1))
            foreach (var open in grid.OpenIntervals(date))
                for (var start = open.Start; start < open.End && start < range.End; start = start.AddMinutes(service.StepMinutes))
                {
                    var time = new TimeRange(start, start.AddMinutes(service.DurationMinutes));
                    if (start >= range.Start && own.Any(hours => hours.Covers(time)) && other?.Any(hours => hours.Covers(time)) != false
                        && !Clashes(place, start, party, except).Any())
                        yield return new Slot(time.Start, time.End, place.Id, Left(place, start, except));
                }
    }

    // One booking takes a resource up; only a class has several, of one service and one start.
    private IEnumerable<BookingConflict> Clashes(Place place, DateTimeOffset start, int party, Guid? except)
    {
        var busy = Busy(start);
        var near = place.Taken.Where(taken => taken.BookingId != except && taken.Busy.Overlaps(busy)).ToList();
        foreach (var taken in near.Where(taken => !IsSameClass(taken, start)))
            yield return new BookingConflict(ConflictKind.Taken, place.Id, place.Name, taken.Busy, taken.BookingId);
        var others = near.Where(taken => IsSameClass(taken, start)).ToList();
        if (others.Count > 0 && others.Sum(taken => taken.PartySize) + party > service.Capacity)
            yield return new BookingConflict(
                service.Capacity == 1 ? ConflictKind.Taken : ConflictKind.Full, place.Id, place.Name, busy, others[0].BookingId);
    }

    private int Left(Place place, DateTimeOffset start, Guid? except) => service.Capacity
        - place.Taken.Where(taken => taken.BookingId != except && IsSameClass(taken, start)).Sum(taken => taken.PartySize);

    private bool IsSameClass(Taken taken, DateTimeOffset start) => taken.ServiceId == service.Id && taken.StartsAt == start;

    private TimeRange Busy(DateTimeOffset start) =>
        new(start.AddMinutes(-service.BufferBefore), start.AddMinutes(service.DurationMinutes + service.BufferAfter));

    private static bool IsWithin(WeeklyHours? hours, TimeRange time) => hours is null || Open(hours, time).Any(open => open.Covers(time));

    private static IReadOnlyList<TimeRange> Open(WeeklyHours hours, TimeRange range) =>
        hours.OpenBetween(range.Start.AddDays(-2), range.End.AddDays(2));
}

/// <param name="Left">How many people still fit in.</param>
public sealed record Slot(DateTimeOffset StartsAt, DateTimeOffset EndsAt, Guid ResourceId, int Left);

/// <summary>What is in the way of a booking.</summary>
/// <param name="At">With what takes the resource up: from when to when.</param>
/// <param name="BookingId">The other booking.</param>
public sealed record BookingConflict(ConflictKind Kind, Guid ResourceId, string ResourceName, TimeRange At, Guid? BookingId = null);

public enum ConflictKind
{
    ServiceOff,
    ResourceOff,
    ServiceClosed,
    ResourceClosed,

    /// <summary>By another booking or its buffers.</summary>
    Taken,

    /// <summary>The class has no room for so many.</summary>
    Full,
}
