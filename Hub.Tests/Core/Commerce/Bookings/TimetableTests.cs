using FsCheck;
using FsCheck.Fluent;
using Hub.Connectors.Abstractions;
using Hub.Core.Commerce.Bookings;
using Hub.Core.Hours;
using Hub.Tests.Core.Hours;

namespace Hub.Tests.Core.Commerce.Bookings;

public sealed class TimetableTests
{
    private static readonly Guid Chair = Guid.NewGuid();
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Test]
    public void A_booking_with_its_buffers_takes_its_time_from_all_others()
    {
        var cut = Cut(capacity: 1);
        var table = Table(cut, Taken(cut, "2026-11-30T10:00:00+01:00", 1));

        Assert.Multiple(() =>
        {
            Assert.That(table.Conflicts(Chair, At("2026-11-30T10:30:00+01:00"), 1).Single().Kind, Is.EqualTo(ConflictKind.Taken), "ten minutes to clean");
            Assert.That(table.Conflicts(Chair, At("2026-11-30T10:00:00+01:00"), 1).Single().Kind, Is.EqualTo(ConflictKind.Taken), "nobody shares a haircut");
            Assert.That(table.Conflicts(Chair, At("2026-11-30T10:50:00+01:00"), 1), Is.Empty);
            Assert.That(table.Conflicts(Chair, At("2026-11-30T09:20:00+01:00"), 1), Is.Empty);
            Assert.That(table.Conflicts(Chair, At("2026-11-30T09:25:00+01:00"), 1), Is.Not.Empty);
        });
    }

    [Test]
    public void A_class_fills_up_at_its_one_time()
    {
        var lesson = Cut(capacity: 3);
        var table = Table(lesson, Taken(lesson, "2026-11-30T10:00:00+01:00", 2));

        Assert.Multiple(() =>
        {
            Assert.That(table.Conflicts(Chair, At("2026-11-30T10:00:00+01:00"), 1), Is.Empty);
            Assert.That(table.Conflicts(Chair, At("2026-11-30T10:00:00+01:00"), 2).Single().Kind, Is.EqualTo(ConflictKind.Full));
            Assert.That(table.Conflicts(Chair, At("2026-11-30T10:10:00+01:00"), 1).Single().Kind, Is.EqualTo(ConflictKind.Taken));
            Assert.That(table.Free(Day("2026-11-30"), 1, 100).Single(slot => slot.StartsAt == At("2026-11-30T10:00:00+01:00")).Left, Is.EqualTo(1));
        });
    }

    [Test]
    public void Times_on_the_day_of_a_change_of_the_clock_follow_the_clock_on_the_wall()
    {
        var service = Cut(capacity: 1);
        service.Hours = Weekly(("01:00", "04:00"));
        var table = Table(service);

        // From two to three does not exist, so two hours are left: 60 minutes each leave two times.
        Assert.That(
            table.Free(Day("2026-03-29"), 1, 100).Select(slot => slot.StartsAt.UtcDateTime.ToString("HH:mm")),
            Is.EqualTo(new[] { "00:00", "00:30", "01:00", "01:30" }).AsCollection);
        Assert.That(table.Free(Day("2026-10-25"), 1, 100), Has.Count.EqualTo(8), "four hours, the last one half at 03:30");
    }

    /// <summary>Whatever is booked: what is offered can be had, lies within the hours, and what is not offered on the grid has a reason.</summary>
    [Test]
    public void What_is_offered_can_be_had_and_nothing_else() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(300),
        Prop.ForAll(
            (from hours in WeeklyHoursPropertyTests.AnyHours
             from at in WeeklyHoursPropertyTests.AnyInstant
             from duration in Gen.Elements(15, 30, 45, 90)
             from step in Gen.Elements(15, 30, 60)
             from taken in Gen.Choose(0, 48 * 12).ArrayOf(6)
             select (hours, at, duration, step, taken)).ToArbitrary(),
            given =>
            {
                var service = Cut(capacity: 1);
                (service.DurationMinutes, service.StepMinutes) = (given.duration, given.step);
                var busy = given.taken.Select(step => Taken(service, given.at.AddMinutes(step * 5), 1)).ToArray();
                var table = new Timetable(service, [new Timetable.Place(Chair, "chair", true, given.hours, busy)], Berlin);
                var range = new TimeRange(given.at, given.at.AddHours(40));
                var free = table.Free(range, 1, 1000);
                return free.All(slot => table.Conflicts(Chair, slot.StartsAt, 1).Count == 0
                        && given.hours.IsOpen(slot.StartsAt) && given.hours.IsOpen(slot.EndsAt.AddTicks(-1))
                        && slot.StartsAt >= range.Start && slot.StartsAt < range.End
                        && busy.All(item => !item.Busy.Overlaps(new TimeRange(slot.StartsAt, slot.EndsAt))))
                    && free.Select(slot => slot.StartsAt).Distinct().Count() == free.Count;
            }));

    private static Service Cut(int capacity) => new()
    {
        Id = Guid.NewGuid(),
        Name = "Cut",
        DurationMinutes = 30,
        BufferAfter = 10,
        StepMinutes = 30,
        Capacity = capacity,
        IsActive = true,
    };

    private static Timetable Table(Service service, params Timetable.Taken[] taken) =>
        new(service, [new Timetable.Place(Chair, "chair", true, WeeklyHours.FromJson(Weekly(("00:00", "24:00"))), taken)], Berlin);

    private static Timetable.Taken Taken(Service service, string start, int party) => Taken(service, At(start), party);

    private static Timetable.Taken Taken(Service service, DateTimeOffset start, int party) => new(
        Guid.NewGuid(), service.Id,
        new TimeRange(start.AddMinutes(-service.BufferBefore), start.AddMinutes(service.DurationMinutes + service.BufferAfter)), start, party);

    private static string Weekly(params (string From, string To)[] intervals) => WeeklyHours.From(
        new HoursDraft("Europe/Berlin", Enum.GetNames<DayOfWeek>().ToDictionary(
            day => day.ToLowerInvariant(),
            _ => (IReadOnlyList<IntervalDraft>?)[.. intervals.Select(interval => new IntervalDraft(interval.From, interval.To))])),
        "", null, out _)!.ToJson();

    private static TimeRange Day(string date)
    {
        var day = WeeklyHours.Always(Berlin).OpenIntervals(DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture));
        return new TimeRange(day[0].Start, day[^1].End);
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
