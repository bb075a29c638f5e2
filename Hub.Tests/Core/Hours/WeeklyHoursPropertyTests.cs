using FsCheck;
using FsCheck.Fluent;
using Hub.Core.Hours;

namespace Hub.Tests.Core.Hours;

/// <summary>For any hours in zones whose clocks change in different ways, around any time.</summary>
public sealed class WeeklyHoursPropertyTests
{
    // Lord Howe changes by half an hour, Apia left a whole day out, Cairo and Havana change at midnight.
    private static readonly string[] Zones =
    [
        "Asia/Ho_Chi_Minh", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "Africa/Cairo", "America/Havana", "UTC",
    ];

    private static readonly DateTimeOffset Epoch = new(2011, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly Gen<IReadOnlyList<IntervalDraft>> Day =
        from times in Gen.Choose(0, 1440 / 5).Select(step => step * 5).ArrayOf(6)
        let apart = times.Distinct().Order().ToArray()
        select (IReadOnlyList<IntervalDraft>)[.. apart.Chunk(2).Where(pair => pair.Length == 2)
            .Select(pair => new DayInterval(pair[0], pair[1])).Select(pair => new IntervalDraft(Text(pair.From), Text(pair.To)))];

    internal static readonly Gen<WeeklyHours> AnyHours =
        from zone in Gen.Elements(Zones)
        from week in Day.ArrayOf(7)
        from days in Gen.Choose(0, 7000).ArrayOf(3)
        from exceptions in Day.ArrayOf(3)
        select Read(new HoursDraft(
            zone, week.Select((day, i) => (((DayOfWeek)i).ToString().ToLowerInvariant(), day)).ToDictionary(item => item.Item1, item => (IReadOnlyList<IntervalDraft>?)item.day),
            [.. days.Distinct().Select((day, i) => new ExceptionDraft(
                DateOnly.FromDateTime(Epoch.Date).AddDays(day).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), exceptions[i]))]));

    // Half of them near a change of the clock.
    internal static readonly Gen<DateTimeOffset> AnyInstant = Gen.OneOf(
        Gen.Choose(0, 20 * 365 * 24 * 60).Select(minute => Epoch.AddMinutes(minute)),
        from year in Gen.Choose(2011, 2030)
        from month in Gen.Elements(3, 4, 9, 10, 11, 12)
        from minute in Gen.Choose(0, 31 * 24 * 60)
        select new DateTimeOffset(year, month, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(minute));

    [Test]
    public void It_is_open_exactly_within_the_open_intervals_of_its_date() => Holds((hours, at) =>
        hours.IsOpen(at) == hours.OpenIntervals(hours.DateOf(at)).Any(open => open.Contains(at))
        && hours.IsOpen(at) == hours.OpenBetween(at.AddHours(-30), at.AddHours(30)).Any(open => open.Contains(at)));

    [Test]
    public void Open_intervals_are_in_order_apart_and_never_longer_than_the_clock_ran() => Holds((hours, at) =>
    {
        var open = hours.OpenBetween(at, at.AddDays(3));
        return open.All(range => range.Start < range.End && range.Start >= at && range.End <= at.AddDays(3))
            && open.Zip(open.Skip(1)).All(pair => pair.First.End < pair.Second.Start);
    });

    [Test]
    public void Between_now_and_the_next_opening_it_is_closed() => Holds((hours, at) =>
    {
        var next = hours.NextOpen(at);
        if (next is null)
            return hours.OpenBetween(at, at.AddDays(15)).Count == 0;
        return hours.IsOpen(next.Value) && (next == at || hours.OpenBetween(at, next.Value).Count == 0);
    });

    [Test]
    public void What_is_kept_is_what_was_written() => Holds((hours, _) => WeeklyHours.FromJson(hours.ToJson()).Equals(hours));

    private static void Holds(Func<WeeklyHours, DateTimeOffset, bool> property) => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(1000),
        Prop.ForAll(
            (from hours in AnyHours from at in AnyInstant select (hours, at)).ToArbitrary(), item => property(item.hours, item.at)));

    private static WeeklyHours Read(HoursDraft draft) => WeeklyHours.From(draft, string.Empty, null, out var problems)
        ?? throw new InvalidOperationException(string.Join(", ", problems.Select(problem => problem.Field)));

    private static string Text(int minutes) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{minutes / 60:00}:{minutes % 60:00}");
}
