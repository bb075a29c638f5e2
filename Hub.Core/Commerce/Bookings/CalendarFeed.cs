using System.Globalization;
using System.Text;
using Hub.Connectors.Abstractions;

namespace Hub.Core.Commerce.Bookings;

/// <summary>
/// An iCalendar file (RFC 5545). Times are in UTC, so that no reader needs our zone's rules; what is cancelled stays as cancelled, so that
/// calendars which remember take it off.
/// </summary>
public static class CalendarFeed
{
    private const int LongestLine = 75; // octets, without the line's end

    public sealed record Entry(
        Guid Id, string Summary, DateTimeOffset StartsAt, DateTimeOffset EndsAt, BookingState State, int Sequence, DateTimeOffset ChangedAt);

    public static string Write(string name, IEnumerable<Entry> entries)
    {
        var file = new StringBuilder();
        Line(file, "BEGIN:VCALENDAR");
        Line(file, "VERSION:2.0");
        Line(file, "PRODID:-//Hub//Bookings//EN");
        Line(file, "CALSCALE:GREGORIAN");
        Line(file, "METHOD:PUBLISH");
        Line(file, $"X-WR-CALNAME:{Escape(name)}");
        foreach (var entry in entries)
        {
            Line(file, "BEGIN:VEVENT");
            Line(file, $"UID:{entry.Id:N}@hub");
            Line(file, $"DTSTAMP:{Time(entry.ChangedAt)}");
            Line(file, $"DTSTART:{Time(entry.StartsAt)}");
            Line(file, $"DTEND:{Time(entry.EndsAt)}");
            Line(file, $"SEQUENCE:{entry.Sequence.ToString(CultureInfo.InvariantCulture)}");
            Line(file, $"STATUS:{Status(entry.State)}");
            Line(file, $"SUMMARY:{Escape(entry.Summary)}");
            Line(file, "END:VEVENT");
        }

        Line(file, "END:VCALENDAR");
        return file.ToString();
    }

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    private static string Status(BookingState state) => state switch
    {
        BookingState.Requested => "TENTATIVE",
        BookingState.Cancelled or BookingState.NoShow => "CANCELLED",
        _ => "CONFIRMED",
    };

    // Section 3.3.11; other control characters are not allowed at all.
    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text.ReplaceLineEndings("\n"))
        {
            if (c is '\\' or ';' or ',')
                escaped.Append('\\').Append(c);
            else if (c == '\n')
                escaped.Append("\\n");
            else if (!char.IsControl(c))
                escaped.Append(c);
        }

        return escaped.ToString();
    }

    // Section 3.1: a long line goes on behind CRLF and a space, never within a character.
    private static void Line(StringBuilder file, string line)
    {
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > LongestLine)
            {
                file.Append("\r\n ");
                octets = 1;
            }

            file.Append(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }

        file.Append("\r\n");
    }
}
