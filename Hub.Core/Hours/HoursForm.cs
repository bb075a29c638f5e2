using System.Collections.Immutable;
using System.Globalization;
using Hub.Connectors.Abstractions;
using Hub.Core.Text;

namespace Hub.Core.Hours;

/// <summary>Checks weekly hours as people write them; names the field and the reason of whatever is wrong.</summary>
internal sealed class HoursForm
{
    public const int MostIntervals = 10;
    public const int MostExceptions = 500;
    public const int LongestName = 100;

    public static readonly IReadOnlyList<(string Name, DayOfWeek Day)> Weekdays =
    [
        ("monday", DayOfWeek.Monday), ("tuesday", DayOfWeek.Tuesday), ("wednesday", DayOfWeek.Wednesday), ("thursday", DayOfWeek.Thursday),
        ("friday", DayOfWeek.Friday), ("saturday", DayOfWeek.Saturday), ("sunday", DayOfWeek.Sunday),
    ];

    private readonly List<SettingProblem> _problems = [];
    private readonly string _prefix;

    private HoursForm(string field) => _prefix = field.Length == 0 ? string.Empty : $"{field}.";

    public static WeeklyHours? Read(HoursDraft draft, string field, string? homeZone, out IReadOnlyList<SettingProblem> problems)
    {
        var form = new HoursForm(field);
        var zone = form.Zone(draft.TimeZone ?? homeZone);
        var week = form.Week(draft.Weekdays ?? new Dictionary<string, IReadOnlyList<IntervalDraft>?>());
        var exceptions = form.Exceptions(draft.Exceptions ?? []);
        problems = form._problems;
        return problems.Count == 0 ? new WeeklyHours(zone!, week, exceptions) : null;
    }

    /// <summary>An IANA name: with a slash, since Windows' names and abbreviations are none.</summary>
    public static TimeZoneInfo? FindZone(string? name) =>
        name is not null && (name == "UTC" || name.Contains('/', StringComparison.Ordinal)) && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone)
            ? zone
            : null;

    private TimeZoneInfo? Zone(string? name)
    {
        var zone = FindZone(name);
        if (zone is null)
            Wrong("timeZone", HoursTexts.Zone);
        return zone;
    }

    private ImmutableArray<ImmutableArray<DayInterval>> Week(IReadOnlyDictionary<string, IReadOnlyList<IntervalDraft>?> days)
    {
        foreach (var name in days.Keys.Where(name => Weekdays.All(day => day.Name != name)))
            Wrong($"weekdays.{(name.Length > 20 ? name[..20] : name)}", HoursTexts.Weekday);
        var week = Enumerable.Repeat(ImmutableArray<DayInterval>.Empty, 7).ToArray();
        foreach (var (name, day) in Weekdays)
            week[(int)day] = Intervals($"weekdays.{name}", days.GetValueOrDefault(name) ?? []);
        return [.. week];
    }

    private ImmutableSortedDictionary<DateOnly, DayException> Exceptions(IReadOnlyList<ExceptionDraft> drafts)
    {
        var exceptions = ImmutableSortedDictionary.CreateBuilder<DateOnly, DayException>();
        if (drafts.Count > MostExceptions)
            Wrong("exceptions", HoursTexts.AtMost(MostExceptions));
        foreach (var (draft, i) in drafts.Take(MostExceptions).Select((draft, i) => (draft, i)))
        {
            var field = $"exceptions[{i}]";
            var intervals = Intervals($"{field}.intervals", draft.Intervals ?? []);
            if (draft.Name?.Length > LongestName)
                Wrong($"{field}.name", HoursTexts.TooLong(LongestName));
            if (!DateOnly.TryParseExact(draft.Date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
                || date.Year is < 2000 or > 2200)
                Wrong($"{field}.date", HoursTexts.Date);
            else if (!exceptions.TryAdd(date, new DayException(intervals, Name(draft.Name))))
                Wrong($"{field}.date", HoursTexts.DateTwice);
        }
        return exceptions.ToImmutable();
    }

    private ImmutableArray<DayInterval> Intervals(string field, IReadOnlyList<IntervalDraft> drafts)
    {
        if (drafts.Count > MostIntervals)
        {
            Wrong(field, HoursTexts.AtMost(MostIntervals));
            return [];
        }
        var read = drafts.Select((draft, i) => (Interval: Interval($"{field}[{i}]", draft), Index: i))
            .Where(item => item.Interval is not null).OrderBy(item => item.Interval!.Value.From).ToList();
        var joined = new List<DayInterval>();
        foreach (var (interval, index) in read)
        {
            if (joined.Count > 0 && interval!.Value.From < joined[^1].To)
                Wrong($"{field}[{index}].from", HoursTexts.Overlap);
            if (joined.Count > 0 && interval!.Value.From == joined[^1].To)
                joined[^1] = joined[^1] with { To = interval.Value.To };
            else
                joined.Add(interval!.Value);
        }
        return [.. joined];
    }

    private DayInterval? Interval(string field, IntervalDraft? draft)
    {
        var (from, to) = (DayInterval.Minutes(draft?.From), DayInterval.Minutes(draft?.To));
        if (from is null or DayInterval.EndOfDay)
            Wrong($"{field}.from", HoursTexts.Time);
        if (to is null)
            Wrong($"{field}.to", HoursTexts.Time);
        else if (to <= from)
            Wrong($"{field}.to", HoursTexts.EndFirst);
        return from < to ? new DayInterval(from.Value, to.Value) : null;
    }

    private static string? Name(string? text) => text is null || SafeText.Clean(text).Trim() is not { Length: > 0 } name ? null : name;

    private void Wrong(string field, LocalizedText text) => _problems.Add(new SettingProblem(_prefix + field, text));
}
