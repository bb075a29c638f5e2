using Hub.Core.Hours;

namespace Hub.Tests.Core.Hours;

public sealed class WeeklyHoursTests
{
    // Berlin: on 2026-03-29 the clock goes from 02:00 to 03:00, on 2026-10-25 from 03:00 back to 02:00. Both are Sundays.
    private const string Berlin = "Europe/Berlin";
    private const string Saigon = "Asia/Ho_Chi_Minh";

    [Test]
    public void Open_is_from_the_first_minute_on_and_up_to_the_last_without_it()
    {
        var hours = Week(Saigon, ("08:00", "12:00"), ("13:30", "24:00"));

        Assert.Multiple(() =>
        {
            Assert.That(hours.IsOpen(At("2026-11-30T07:59:59.999+07:00")), Is.False);
            Assert.That(hours.IsOpen(At("2026-11-30T08:00:00+07:00")), Is.True);
            Assert.That(hours.IsOpen(At("2026-11-30T12:00:00+07:00")), Is.False);
            Assert.That(hours.IsOpen(At("2026-11-30T23:59:59.999+07:00")), Is.True);
            Assert.That(hours.IsOpen(At("2026-11-30T17:30:00Z")), Is.False, "half past midnight there");
        });
    }

    [Test]
    public void An_hour_that_the_clock_skips_is_not_there()
    {
        var hours = Week(Berlin, ("01:30", "02:30"), ("02:40", "02:50"), ("02:55", "04:00"));

        Assert.That(hours.OpenIntervals(new DateOnly(2026, 3, 29)), Is.EqualTo(new[]
        {
            Range("2026-03-29T01:30:00+01:00", "2026-03-29T04:00:00+02:00"), // 02:00 is 03:00 at once
        }));
        Assert.That(Week(Berlin, ("02:10", "02:50")).OpenIntervals(new DateOnly(2026, 3, 29)), Is.Empty);
    }

    [Test]
    public void An_hour_that_the_clock_shows_twice_counts_twice()
    {
        var hours = Week(Berlin, ("01:00", "02:30"));

        Assert.That(hours.OpenIntervals(new DateOnly(2026, 10, 25)), Is.EqualTo(new[]
        {
            Range("2026-10-25T01:00:00+02:00", "2026-10-25T02:30:00+02:00"),
            Range("2026-10-25T02:00:00+01:00", "2026-10-25T02:30:00+01:00"),
        }));
        Assert.That(
            Week(Berlin, ("01:00", "04:00")).OpenIntervals(new DateOnly(2026, 10, 25)).Single().End
            - Week(Berlin, ("01:00", "04:00")).OpenIntervals(new DateOnly(2026, 10, 25)).Single().Start,
            Is.EqualTo(TimeSpan.FromHours(4)));
    }

    [Test]
    public void A_holiday_has_hours_of_its_own_or_none()
    {
        var hours = Read(new HoursDraft(Saigon, EveryDay(("08:00", "17:00")), [
            new ExceptionDraft("2027-02-06", null, " Tết "), new ExceptionDraft("2027-02-07", [new IntervalDraft("10:00", "11:00")])]));

        Assert.Multiple(() =>
        {
            Assert.That(hours.IsOpen(At("2027-02-06T09:00:00+07:00")), Is.False);
            Assert.That(hours.IsOpen(At("2027-02-07T09:00:00+07:00")), Is.False);
            Assert.That(hours.NextOpen(At("2027-02-05T17:00:00+07:00")), Is.EqualTo(At("2027-02-07T10:00:00+07:00")));
            Assert.That(hours.Exceptions[new DateOnly(2027, 2, 6)].Name, Is.EqualTo("Tết"));
        });
    }

    [Test]
    public void Hours_that_meet_at_midnight_are_one()
    {
        var hours = WeeklyHours.Always(TimeZoneInfo.FindSystemTimeZoneById(Berlin));
        var week = Range("2026-03-26T00:00:00Z", "2026-04-02T00:00:00Z");

        Assert.That(hours.OpenBetween(week.Start, week.End), Is.EqualTo(new[] { week }));
    }

    [Test]
    public void What_never_opens_says_so() => Assert.Multiple(() =>
    {
        Assert.That(Read(new HoursDraft(Saigon, null)).NextOpen(At("2026-11-30T00:00:00Z")), Is.Null);
        Assert.That(
            Read(new HoursDraft(Saigon, null, [new ExceptionDraft("2030-01-01", [new IntervalDraft("08:00", "09:00")])]))
                .NextOpen(At("2026-11-30T00:00:00Z")),
            Is.EqualTo(At("2030-01-01T08:00:00+07:00")));
    });

    [TestCase("Nowhere/Here", "monday", "08:00", "17:00", "2027-01-01", "timeZone")]
    [TestCase("CET", "monday", "08:00", "17:00", "2027-01-01", "timeZone")]
    [TestCase(null, "monday", "08:00", "17:00", "2027-01-01", "timeZone")]
    [TestCase(Saigon, "someday", "08:00", "17:00", "2027-01-01", "weekdays.someday")]
    [TestCase(Saigon, "monday", "8:00", "17:00", "2027-01-01", "weekdays.monday[0].from")]
    [TestCase(Saigon, "monday", "24:00", "24:00", "2027-01-01", "weekdays.monday[0].from")]
    [TestCase(Saigon, "monday", "08:00", "24:30", "2027-01-01", "weekdays.monday[0].to")]
    [TestCase(Saigon, "monday", "22:00", "02:00", "2027-01-01", "weekdays.monday[0].to")]
    [TestCase(Saigon, "monday", "08:00", "17:00", "2027-02-30", "exceptions[0].date")]
    public void What_is_wrong_is_named(string? zone, string day, string from, string to, string date, string field)
    {
        var draft = new HoursDraft(
            zone, new Dictionary<string, IReadOnlyList<IntervalDraft>?> { [day] = [new IntervalDraft(from, to)] }, [new ExceptionDraft(date)]);

        Assert.That(WeeklyHours.From(draft, "hours", null, out var problems), Is.Null);
        Assert.That(problems.Select(problem => problem.Field), Does.Contain($"hours.{field}"));
        Assert.That(problems, Has.All.Matches<Hub.Connectors.Abstractions.SettingProblem>(
            problem => problem.Message.En.Length > 0 && problem.Message.Vi.Length > 0));
    }

    [Test]
    public void Hours_of_a_day_must_not_overlap_and_a_date_stands_once()
    {
        var draft = new HoursDraft(null, EveryDay(("13:00", "15:00"), ("08:00", "13:01")), [new ExceptionDraft("2027-01-01"), new ExceptionDraft("2027-01-01")]);

        WeeklyHours.From(draft, string.Empty, Saigon, out var problems);

        Assert.That(problems.Select(problem => problem.Field), Does.Contain("weekdays.monday[0].from").And.Contain("exceptions[1].date"));
    }

    private static WeeklyHours Week(string zone, params (string From, string To)[] intervals) => Read(new HoursDraft(zone, EveryDay(intervals)));

    private static Dictionary<string, IReadOnlyList<IntervalDraft>?> EveryDay(params (string From, string To)[] intervals) =>
        Enum.GetNames<DayOfWeek>().ToDictionary(
            day => day.ToLowerInvariant(),
            _ => (IReadOnlyList<IntervalDraft>?)[.. intervals.Select(interval => new IntervalDraft(interval.From, interval.To))]);

    private static WeeklyHours Read(HoursDraft draft)
    {
        var hours = WeeklyHours.From(draft, string.Empty, null, out var problems);
        Assert.That(problems, Is.Empty);
        return hours!;
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static TimeRange Range(string start, string end) => new(At(start), At(end));
}
