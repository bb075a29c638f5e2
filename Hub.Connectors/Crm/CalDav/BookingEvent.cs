using System.Runtime.Serialization;
using Hub.Connectors.Abstractions;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;

namespace Hub.Connectors.Crm.CalDav;

/// <summary>
/// A booking as an iCalendar event (RFC 5545). The hub owns the times, the title, the status and its own state; whatever people or their
/// programs add to the event, such as an alarm or a place, stays.
/// </summary>
internal static class BookingEvent
{
    private const string StateProperty = "X-HUB-STATE";
    private const string Product = "-//Hub//Bookings//EN";

    public static string New(string key, CrmBooking booking, DateTimeOffset now)
    {
        var calendar = new Calendar { ProductId = Product };
        var held = new CalendarEvent { Uid = key };
        Fill(held, booking, now);
        calendar.Events.Add(held);
        return Write(calendar);
    }

    /// <returns>Null when it is no calendar with the event of this key.</returns>
    public static Calendar? Read(string text, string key)
    {
        try
        {
            return Calendar.Load(text) is { } calendar && Of(calendar, key) is not null ? calendar : null;
        }
        catch (Exception error) when (error is FormatException or ArgumentException or InvalidOperationException or SerializationException)
        {
            return null; // the reader throws whatever its parts throw; what it cannot read is not ours
        }
    }

    /// <summary>What the event says, whoever wrote it.</summary>
    public static CrmBookingChange Told(Calendar calendar, string key, string path)
    {
        var held = Of(calendar, key)!;
        return new CrmBookingChange(path, Time(held), State(held));
    }

    /// <returns>False when the event says all that already.</returns>
    public static bool Change(Calendar calendar, string key, CrmBooking booking, DateTimeOffset now)
    {
        var held = Of(calendar, key)!;
        if (Says(held, booking))
            return false;
        Fill(held, booking, now);
        held.Sequence++;
        return true;
    }

    public static string Write(Calendar calendar) => new CalendarSerializer().SerializeToString(calendar)!;

    // Not one day of a series that somebody has made of it: that has the same UID and a RECURRENCE-ID.
    private static CalendarEvent? Of(Calendar calendar, string key) => calendar.Events.FirstOrDefault(
        held => held.Uid == key && held.Properties.All(property => property.Name != "RECURRENCE-ID"));

    private static void Fill(CalendarEvent held, CrmBooking booking, DateTimeOffset now)
    {
        held.DtStamp = At(now);
        held.Start = At(booking.StartsAt);
        if (held.Duration is not null)
            held.Duration = null; // an event has one or the other
        held.End = At(booking.EndsAt);
        held.Summary = booking.Title;
        held.Status = Status(booking.State);
        held.Properties.Set(StateProperty, State(booking.State));
    }

    private static bool Says(CalendarEvent held, CrmBooking booking) =>
        IsAt(held.Start, booking.StartsAt) && IsAt(held.End, booking.EndsAt)
        && held.Summary == booking.Title && string.Equals(held.Status, Status(booking.State), StringComparison.OrdinalIgnoreCase)
        && held.Properties.Get<string>(StateProperty) == State(booking.State);

    // A day is no moment, and neither is a time without a zone.
    private static CrmTime? Time(CalendarEvent held)
    {
        if (held.Start is not { HasTime: true } start || (!start.IsUtc && start.TzId is null))
            return null;
        try
        {
            var from = new DateTimeOffset(start.AsUtc, TimeSpan.Zero);
            return held.End is { HasTime: true } end ? new CrmTime(from, new DateTimeOffset(end.AsUtc, TimeSpan.Zero))
                : held.Duration is { } length ? new CrmTime(from, from + length.ToTimeSpanUnspecified())
                : null;
        }
        catch (ArgumentException)
        {
            return null; // a zone that nobody here knows
        }
    }

    // Calendar programs leave the hub's own property alone: where it does not fit the status any more, somebody has changed that.
    private static BookingState? State(CalendarEvent held)
    {
        var ours = Enum.GetValues<BookingState>().Cast<BookingState?>()
            .FirstOrDefault(state => State(state!.Value) == held.Properties.Get<string>(StateProperty));
        return held.Status?.ToUpperInvariant() switch
        {
            null or "" => null,
            var status when ours is { } state && Status(state) == status => state,
            EventStatus.Tentative => BookingState.Requested,
            EventStatus.Cancelled => BookingState.Cancelled,
            EventStatus.Confirmed => BookingState.Confirmed,
            _ => null,
        };
    }

    // In another zone it was moved by hand; one that nobody here knows could not even be compared.
    private static bool IsAt(CalDateTime? held, DateTimeOffset time) => held is { TzId: CalDateTime.UtcTzId } && held.Value == time.UtcDateTime;

    private static CalDateTime At(DateTimeOffset time) => new(time.UtcDateTime, CalDateTime.UtcTzId);

    // Calendars know tentative, confirmed and cancelled; the rest stands in the hub's own property.
    private static string Status(BookingState state) => state switch
    {
        BookingState.Requested => EventStatus.Tentative,
        BookingState.Cancelled => EventStatus.Cancelled,
        _ => EventStatus.Confirmed,
    };

    private static string State(BookingState state) => state switch
    {
        BookingState.NoShow => "NO-SHOW",
        _ => state.ToString().ToUpperInvariant(),
    };
}
