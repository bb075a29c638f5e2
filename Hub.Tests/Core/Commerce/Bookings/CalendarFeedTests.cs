using System.Text;
using Hub.Connectors.Abstractions;
using Hub.Core.Commerce.Bookings;

namespace Hub.Tests.Core.Commerce.Bookings;

public sealed class CalendarFeedTests
{
    private static readonly DateTimeOffset Start = new(2026, 10, 25, 2, 30, 0, TimeSpan.FromHours(1));

    [Test]
    public void A_long_text_is_folded_between_characters_and_reads_back_as_it_was()
    {
        var summary = string.Concat(Enumerable.Repeat("Cắt tóc, gội; \\ nhuộm 💇 ", 12)) + "\r\nhai dòng";
        var file = CalendarFeed.Write("Chị Lan", [new(Guid.Empty, summary, Start, Start.AddMinutes(45), BookingState.Confirmed, 2, Start)]);

        Assert.That(file, Does.EndWith("END:VCALENDAR\r\n"));
        var lines = file.Split("\r\n");
        Assert.That(lines.Select(line => Encoding.UTF8.GetByteCount(line)), Has.All.LessThanOrEqualTo(75));
        Assert.That(lines.Any(line => line.Contains('\n')), Is.False);
        var whole = file.Replace("\r\n ", "").Split("\r\n");
        var read = whole.Single(line => line.StartsWith("SUMMARY:"))[8..]
            .Replace("\\\\", "\u0001").Replace("\\,", ",").Replace("\\;", ";").Replace("\\n", "\n").Replace("\u0001", "\\");
        Assert.That(read, Is.EqualTo(summary.Replace("\r\n", "\n")));
    }

    [Test]
    public void Times_are_in_UTC_and_what_is_cancelled_says_so()
    {
        var file = CalendarFeed.Write("A", [new(Guid.Empty, "Cut", Start, Start.AddMinutes(45), BookingState.Cancelled, 1, Start)]).Split("\r\n");

        foreach (var line in new[] { "DTSTART:20261025T013000Z", "DTEND:20261025T021500Z", "STATUS:CANCELLED", "SEQUENCE:1", "VERSION:2.0" })
            Assert.That(file, Does.Contain(line));
        foreach (var one in new[] { "UID:", "DTSTAMP:", "DTSTART:", "PRODID:" })
            Assert.That(file.Count(line => line.StartsWith(one)), Is.EqualTo(1), one);
    }
}
