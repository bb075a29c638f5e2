using System.Collections.Immutable;
using Hub.Connectors.Abstractions;

namespace Hub.Core.Hours;

/// <summary>
/// When something is open: hours of each weekday in a time zone, with other hours on single days. Open means that the clock on the wall
/// shows a time within the hours. So an hour that the clock skips in spring is not there, and one that it shows twice in autumn counts twice.
/// </summary>
public sealed class WeeklyHours : IEquatable<WeeklyHours>
{
    private readonly ImmutableArray<ImmutableArray<DayInterval>> _week;
    private readonly ImmutableSortedDictionary<DateOnly, DayException> _exceptions;

    /// <param name="week">By <see cref="DayOfWeek"/>; each day's intervals in order and apart.</param>
    internal WeeklyHours(
        TimeZoneInfo zone, ImmutableArray<ImmutableArray<DayInterval>> week, ImmutableSortedDictionary<DateOnly, DayException> exceptions) =>
        (Zone, _week, _exceptions) = (zone, week, exceptions);

    public TimeZoneInfo Zone { get; }

    public IReadOnlyDictionary<DateOnly, DayException> Exceptions => _exceptions;

    public static WeeklyHours Always(TimeZoneInfo zone)
    {
        ImmutableArray<DayInterval> day = [new DayInterval(0, DayInterval.EndOfDay)];
        return new WeeklyHours(zone, [.. Enumerable.Repeat(day, 7)], ImmutableSortedDictionary<DateOnly, DayException>.Empty);
    }

    /// <summary>Null when something is wrong; then the problems say what, by field.</summary>
    /// <param name="field">Name of the whole in the request, such as <c>hours</c>; empty when it is the request itself.</param>
    /// <param name="homeZone">Of a draft without a time zone.</param>
    public static WeeklyHours? From(HoursDraft draft, string field, string? homeZone, out IReadOnlyList<SettingProblem> problems) =>
        HoursForm.Read(draft, field, homeZone, out problems);

    /// <exception cref="FormatException">It is not what <see cref="ToJson"/> wrote.</exception>
    public static WeeklyHours FromJson(string json) => HoursJson.Read(json);

    public string ToJson() => HoursJson.Write(ToDraft());

    public HoursDraft ToDraft() => new(
        Zone.Id,
        HoursForm.Weekdays.Where(day => _week[(int)day.Day].Length > 0).ToDictionary(
            day => day.Name, day => (IReadOnlyList<IntervalDraft>?)[.. _week[(int)day.Day].Select(interval => interval.ToDraft())]),
        [.. _exceptions.Select(day => new ExceptionDraft(
            day.Key.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            [.. day.Value.Intervals.Select(interval => interval.ToDraft())], day.Value.Name))]);

    /// <summary>The hours of a date by the clock on the wall.</summary>
    public IReadOnlyList<DayInterval> On(DateOnly date) =>
        _exceptions.TryGetValue(date, out var exception) ? exception.Intervals : _week[(int)date.DayOfWeek];

    public DateOnly DateOf(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Zone).DateTime);

    public bool IsOpen(DateTimeOffset instant)
    {
        var wall = TimeZoneInfo.ConvertTime(instant, Zone).DateTime;
        return On(DateOnly.FromDateTime(wall)).Any(interval => interval.Contains(wall.TimeOfDay));
    }

    /// <summary>When it is open on that date of its zone; in order, apart, in UTC.</summary>
    public IReadOnlyList<TimeRange> OpenIntervals(DateOnly date)
    {
        // No clock is more than 14 hours from UTC.
        var midnight = new DateTimeOffset(date.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        return Joined(ZoneClock.Stretches(Zone, midnight.AddHours(-15), midnight.AddHours(39)).SelectMany(stretch => Open(stretch, date)));
    }

    /// <summary>When it is open within a range; hours that meet at midnight are one.</summary>
    public IReadOnlyList<TimeRange> OpenBetween(DateTimeOffset from, DateTimeOffset to) =>
        Joined(ZoneClock.Stretches(Zone, from, to).SelectMany(
            stretch => Dates(stretch.FirstDate, stretch.LastDate).SelectMany(date => Open(stretch, date))));

    /// <summary>That instant if it is open then, else when it opens next; null when it never does.</summary>
    public DateTimeOffset? NextOpen(DateTimeOffset instant)
    {
        if (IsOpen(instant))
            return instant;
        // After the last exception each week is like the other; two more, since an hour that the clock skips may be all that there is.
        var (first, last) = (DateOf(instant), _exceptions.IsEmpty ? DateOnly.MinValue : _exceptions.Keys.Last());
        foreach (var date in Dates(first, (last > first ? last : first).AddDays(15)))
        {
            if (On(date).Count == 0)
                continue;
            var next = OpenIntervals(date).Where(open => open.Start > instant).Select(open => (DateTimeOffset?)open.Start).FirstOrDefault();
            if (next is not null)
                return next;
        }
        return null;
    }

    public bool Equals(WeeklyHours? other) => other is not null && ToJson() == other.ToJson();

    public override bool Equals(object? obj) => Equals(obj as WeeklyHours);

    public override int GetHashCode() => ToJson().GetHashCode(StringComparison.Ordinal);

    private IEnumerable<TimeRange> Open(ZoneClock.Stretch stretch, DateOnly date) =>
        On(date).Select(interval => stretch.Of(date, interval)).OfType<TimeRange>();

    private static IEnumerable<DateOnly> Dates(DateOnly first, DateOnly last)
    {
        for (var date = first; date <= last; date = date.AddDays(1))
            yield return date;
    }

    private static List<TimeRange> Joined(IEnumerable<TimeRange> ranges)
    {
        var joined = new List<TimeRange>();
        foreach (var range in ranges.OrderBy(range => range.Start))
        {
            if (joined.Count > 0 && joined[^1].End >= range.Start)
                joined[^1] = new TimeRange(joined[^1].Start, range.End > joined[^1].End ? range.End : joined[^1].End);
            else
                joined.Add(range);
        }
        return joined;
    }
}

/// <param name="Intervals">None: closed all day.</param>
public sealed record DayException(ImmutableArray<DayInterval> Intervals, string? Name);
