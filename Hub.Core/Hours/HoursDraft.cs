namespace Hub.Core.Hours;

/// <summary>Weekly hours as people write them: what the API takes and gives, and the form in which they are kept.</summary>
/// <param name="TimeZone">IANA name; left out, the workspace's.</param>
/// <param name="Weekdays">By <c>monday</c> to <c>sunday</c>; a day that is left out is closed.</param>
/// <param name="Exceptions">Days on which other hours hold, such as holidays.</param>
public sealed record HoursDraft(
    string? TimeZone, IReadOnlyDictionary<string, IReadOnlyList<IntervalDraft>?>? Weekdays, IReadOnlyList<ExceptionDraft>? Exceptions = null);

/// <param name="From">Such as <c>08:30</c>, by the clock on the wall.</param>
/// <param name="To">Such as <c>17:00</c>; the end of the day is <c>24:00</c>.</param>
public sealed record IntervalDraft(string? From, string? To);

/// <param name="Date">Such as <c>2027-02-06</c>.</param>
/// <param name="Intervals">Left out or empty: closed all day.</param>
/// <param name="Name">What day it is, such as "Tết"; for people.</param>
public sealed record ExceptionDraft(string? Date, IReadOnlyList<IntervalDraft>? Intervals = null, string? Name = null);
