namespace Hub.Core.Hours;

/// <summary>A time zone as stretches of time in which the clock on the wall runs through: between two changes of it.</summary>
internal static class ZoneClock
{
    // No zone changes its clock twice within this time.
    private static readonly TimeSpan Step = TimeSpan.FromHours(6);

    /// <summary>In order and without gaps, from the first instant up to the last.</summary>
    public static IEnumerable<Stretch> Stretches(TimeZoneInfo zone, DateTimeOffset from, DateTimeOffset to)
    {
        var (start, offset) = (from.ToUniversalTime(), zone.GetUtcOffset(from));
        for (var at = start; at < to;)
        {
            var next = at + Step < to ? at + Step : to;
            var after = zone.GetUtcOffset(next);
            if (after != offset)
            {
                var change = Change(zone, at, next, offset);
                yield return new Stretch(new TimeRange(start, change), offset);
                (start, offset) = (change, after);
            }
            at = next;
        }
        if (start < to)
            yield return new Stretch(new TimeRange(start, to), offset);
    }

    // The first instant after "before" whose offset is another one.
    private static DateTimeOffset Change(TimeZoneInfo zone, DateTimeOffset before, DateTimeOffset after, TimeSpan offset)
    {
        var (low, high) = (before.UtcTicks, after.UtcTicks);
        while (high - low > 1)
        {
            var middle = low + ((high - low) / 2);
            if (zone.GetUtcOffset(new DateTimeOffset(middle, TimeSpan.Zero)) == offset)
                low = middle;
            else
                high = middle;
        }
        return new DateTimeOffset(high, TimeSpan.Zero);
    }

    public sealed record Stretch(TimeRange Range, TimeSpan Offset)
    {
        public DateOnly FirstDate => DateOnly.FromDateTime((Range.Start + Offset).DateTime);

        public DateOnly LastDate => DateOnly.FromDateTime((Range.End + Offset).DateTime);

        /// <summary>The part of this stretch in which the clock shows the interval of that date; null when it never does.</summary>
        public TimeRange? Of(DateOnly date, DayInterval interval)
        {
            var midnight = new DateTimeOffset(date.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero) - Offset;
            var (from, to) = (midnight.AddMinutes(interval.From), midnight.AddMinutes(interval.To));
            var cut = new TimeRange(from < Range.Start ? Range.Start : from, to > Range.End ? Range.End : to);
            return cut.Start < cut.End ? cut : null;
        }
    }
}
