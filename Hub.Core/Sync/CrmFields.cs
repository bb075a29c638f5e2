using System.Globalization;
using Hub.Connectors.Abstractions;
using Hub.Core.Commerce;
using Hub.Core.Commerce.Bookings;
using Hub.Core.Contacts;
using Hub.Core.Storage;

namespace Hub.Core.Sync;

/// <summary>What of a record is compared with a CRM, in the hub's own forms: written, held here, and read there.</summary>
internal static class CrmFields
{
    public static string?[] Of(CrmContact contact) => [contact.DisplayName ?? contact.Channel, contact.Phone, contact.Email];

    /// <summary>One without a name goes by its channel there.</summary>
    public static string?[] Of(Contact contact) => [contact.DisplayName ?? contact.Channel, contact.Phone, contact.Email];

    public static string?[] Of(CrmOrder order) => [EnumNames.Of(order.State)];

    public static string?[] Of(Order order) => [EnumNames.Of(order.State)];

    public static string?[] Of(CrmOrderChange change) => [change.State?.ToString()];

    public static string?[] Of(CrmBooking booking) => [Time(booking.StartsAt, booking.EndsAt), EnumNames.Of(booking.State)];

    public static string?[] Of(Booking booking) => [Time(booking.StartsAt, booking.EndsAt), EnumNames.Of(booking.State)];

    public static string?[] Of(CrmBookingChange change) =>
        [change.Time is { } time ? Time(time.StartsAt, time.EndsAt) : null, change.State?.ToString()];

    // Calendars count in seconds.
    private static string Time(DateTimeOffset start, DateTimeOffset end) => string.Create(
        CultureInfo.InvariantCulture, $"{start.ToUnixTimeSeconds()}-{end.ToUnixTimeSeconds()}");
}
