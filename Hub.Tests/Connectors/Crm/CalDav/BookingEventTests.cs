using Hub.Connectors.Abstractions;
using Hub.Connectors.Crm.CalDav;

namespace Hub.Tests.Connectors.Crm.CalDav;

public sealed class BookingEventTests
{
    private const string Key = "0198f0a0000070008000000000000001";

    [Test]
    public void Of_a_series_the_event_itself_counts_and_not_one_of_its_days()
    {
        var told = Told(Event("RECURRENCE-ID:20261208T020000Z", "DTSTART:20261208T050000Z", "DTEND:20261208T070000Z", "STATUS:CANCELLED")
            + Event("DTSTART:20261201T020000Z", "DTEND:20261201T040000Z", "RRULE:FREQ=WEEKLY", "STATUS:CONFIRMED"));

        Assert.That((told.Time!.StartsAt, told.State), Is.EqualTo((new DateTimeOffset(2026, 12, 1, 2, 0, 0, TimeSpan.Zero), (BookingState?)BookingState.Confirmed)));
    }

    [TestCase("Confirmed", BookingState.Confirmed)]
    [TestCase("cancelled", BookingState.Cancelled)]
    public void A_status_counts_in_whatever_case_it_is_written(string status, BookingState state) => Assert.That(
        Told(Event("DTSTART:20261201T020000Z", "DTEND:20261201T040000Z", $"STATUS:{status}")).State, Is.EqualTo(state));

    private static CrmBookingChange Told(string events) => BookingEvent.Told(
        BookingEvent.Read($"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\n{events}END:VCALENDAR\r\n", Key)!, Key, "/x.ics");

    private static string Event(params string[] lines) => string.Concat(
        lines.Prepend($"UID:{Key}").Prepend("BEGIN:VEVENT").Append("END:VEVENT").Select(line => line + "\r\n"));
}
