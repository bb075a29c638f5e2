using System.Globalization;
using System.Text.RegularExpressions;
using Hub.Core.Text;

namespace Hub.Core.Commerce.Drafts;

/// <summary>
/// Which moment a time means that a contact wrote, such as "3h chiều mai". Only where a day and an hour can be told: a guess would be a
/// time that nobody asked for.
/// </summary>
public static partial class ChatMoment
{
    private static readonly string[] Weekdays = ["chu nhat|cn", "thu hai|thu 2|t2", "thu ba|thu 3|t3", "thu tu|thu 4|t4", "thu nam|thu 5|t5", "thu sau|thu 6|t6", "thu bay|thu 7|t7"];

    /// <param name="written">In local time, when it was written.</param>
    /// <returns>Local time after that, or null.</returns>
    public static DateTime? Of(string text, DateTime written)
    {
        var folded = TextFold.Fold(text).Replace("tuan toi", "tuan sau", StringComparison.Ordinal); // next week, no evening
        if (Hour().Match(folded) is not { Success: true } match || HourOf(match, folded) is not { } hour)
            return null;
        var day = DayOf(folded, DateOnly.FromDateTime(written));
        var moment = (day ?? DateOnly.FromDateTime(written)).ToDateTime(hour);
        return moment > written ? moment : null;
    }

    // Nobody books at three in the night: "3h" is the afternoon's.
    private static TimeOnly? HourOf(Match match, string text)
    {
        var hour = int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
        var minute = match.Groups[2].Success ? int.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture) : match.Groups[3].Success ? 30 : 0;
        if (hour is < 1 or > 23 || minute > 59)
            return null;
        var part = Part().Match(text).Value;
        return part switch
        {
            "sang" when hour >= 12 => null,
            "sang" => new TimeOnly(hour, minute),
            "trua" when hour is > 2 and < 10 => null,
            "chieu" or "toi" when hour == 12 => null,
            "chieu" or "toi" when hour < 12 => new TimeOnly(hour + 12, minute),
            "trua" or "" when hour < 7 => new TimeOnly(hour + 12, minute),
            _ => new TimeOnly(hour, minute),
        };
    }

    private static DateOnly? DayOf(string text, DateOnly today)
    {
        if (Date().Match(text) is { Success: true } date)
            return DateOf(date, today);
        for (var day = 0; day < Weekdays.Length; day++)
            if (Has(text, Weekdays[day]))
                return Weekday(today, day, Has(text, "tuan sau"));
        return Has(text, "mai|nmai") ? today.AddDays(1) : Has(text, "mot|kia") ? today.AddDays(2) : null;
    }

    private static DateOnly Weekday(DateOnly today, int day, bool nextWeek)
    {
        if (nextWeek) // weeks begin on Monday, and Sunday ends them
            return today.AddDays(7 - (((int)today.DayOfWeek + 6) % 7) + ((day + 6) % 7));
        var ahead = (day - (int)today.DayOfWeek + 7) % 7;
        return today.AddDays(ahead == 0 ? 7 : ahead);
    }

    private static DateOnly? DateOf(Match match, DateOnly today)
    {
        var day = int.Parse(match.Groups["day"].ValueSpan, CultureInfo.InvariantCulture);
        int? month = match.Groups["month"] is { Success: true } named ? int.Parse(named.ValueSpan, CultureInfo.InvariantCulture) : null;
        int? year = match.Groups["year"] is { Success: true } said ? int.Parse(said.ValueSpan, CultureInfo.InvariantCulture) : null;
        var first = new DateOnly(year is < 100 ? 2000 + year.Value : year ?? today.Year, month is >= 1 and <= 12 ? month.Value : today.Month, 1);
        if (month is < 1 or > 12 || Named(first, day) is not { } found)
            return null;
        return found >= today || year is not null ? found : Named(month is null ? first.AddMonths(1) : first.AddYears(1), day);
    }

    private static DateOnly? Named(DateOnly month, int day) =>
        day >= 1 && day <= DateTime.DaysInMonth(month.Year, month.Month) ? month.AddDays(day - 1) : null;

    private static bool Has(string text, string words) =>
        Regex.IsMatch(text, $@"(?<![\p{{L}}\d])(?:{words})(?![\p{{L}}\d])", RegexOptions.None, TimeSpan.FromSeconds(1));

    [GeneratedRegex(@"(?<!\d)(\d{1,2}) ?(?:h|g|gio)(?: ?(\d{2})(?![\d/])| ?(ruoi))?(?![\p{L}])", RegexOptions.None, 1000)]
    private static partial Regex Hour();

    [GeneratedRegex(@"(?<![\p{L}])(?:sang|trua|chieu|toi)(?![\p{L}])", RegexOptions.None, 1000)]
    private static partial Regex Part();

    [GeneratedRegex(@"(?<![\p{L}\d])(?:ngay )?(?<day>\d{1,2})[/-](?<month>\d{1,2})(?:[/-](?<year>\d{2}(?:\d{2})?))?(?![\d/hg])|(?<![\p{L}\d])ngay (?<day>\d{1,2})(?![\d/hg-])", RegexOptions.None, 1000)]
    private static partial Regex Date();
}
