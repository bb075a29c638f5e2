using System.Globalization;

namespace Hub.Core.Hours;

/// <summary>A part of a day by the clock on the wall: from <see cref="From"/> on, up to but without <see cref="To"/>.</summary>
/// <param name="From">Minutes since midnight.</param>
/// <param name="To">Minutes since midnight; 1440 is the end of the day.</param>
public readonly record struct DayInterval(int From, int To)
{
    public const int EndOfDay = 24 * 60;

    public bool Contains(TimeSpan timeOfDay) => timeOfDay >= TimeSpan.FromMinutes(From) && timeOfDay < TimeSpan.FromMinutes(To);

    /// <returns>Minutes, or null when it is no time of a day.</returns>
    internal static int? Minutes(string? text)
    {
        if (text == "24:00")
            return EndOfDay;
        return TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? (time.Hour * 60) + time.Minute
            : null;
    }

    internal IntervalDraft ToDraft() => new(Text(From), Text(To));

    private static string Text(int minutes) => string.Create(CultureInfo.InvariantCulture, $"{minutes / 60:00}:{minutes % 60:00}");
}

/// <summary>A stretch of time: from <see cref="Start"/> on, up to but without <see cref="End"/>.</summary>
public readonly record struct TimeRange(DateTimeOffset Start, DateTimeOffset End)
{
    public bool Contains(DateTimeOffset instant) => instant >= Start && instant < End;

    public bool Covers(TimeRange other) => Start <= other.Start && other.End <= End;

    public bool Overlaps(TimeRange other) => Start < other.End && other.Start < End;
}
