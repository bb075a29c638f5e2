using System.Linq.Expressions;
using Hub.Connectors.Abstractions;

namespace Hub.Core.Commerce.Bookings;

/// <summary>The life of a booking. Being moved is no state: it happens to what is requested or confirmed.</summary>
public static class BookingStates
{
    // People come early, and what they came for may begin at once.
    public static readonly TimeSpan EarliestKept = TimeSpan.FromHours(1);

    /// <summary>It takes up its resource.</summary>
    public static Expression<Func<Booking, bool>> TakesUp =>
        row => row.State != BookingState.Cancelled && row.State != BookingState.NoShow;

    public static bool IsAhead(BookingState state) => state is BookingState.Requested or BookingState.Confirmed;

    public static bool MayBecome(BookingState from, BookingState to) => Next(from).Contains(to);

    public static IReadOnlyList<BookingState> Next(BookingState from) => from switch
    {
        BookingState.Requested => [BookingState.Confirmed, BookingState.Cancelled],
        BookingState.Confirmed => [BookingState.Kept, BookingState.NoShow, BookingState.Cancelled],
        BookingState.NoShow => [BookingState.Kept], // came late
        _ => [],
    };

    /// <summary>Whether it can be known at that time.</summary>
    public static bool IsTooEarly(BookingState to, DateTimeOffset startsAt, DateTimeOffset now) => to switch
    {
        BookingState.Kept => now < startsAt - EarliestKept,
        BookingState.NoShow => now < startsAt,
        _ => false,
    };
}
