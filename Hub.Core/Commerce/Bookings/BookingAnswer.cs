using Hub.Connectors.Abstractions;

namespace Hub.Core.Commerce.Bookings;

/// <summary>Closed.</summary>
public abstract record BookingAnswer
{
    private BookingAnswer()
    {
    }

    public sealed record Done(Booking Booking) : BookingAnswer;

    public sealed record NotFound : BookingAnswer;

    public sealed record NoSuchService : BookingAnswer;

    /// <summary>There is none, or it does not carry out this service.</summary>
    public sealed record NoSuchResource : BookingAnswer;

    /// <summary>More people than the service takes at one time.</summary>
    public sealed record PartyTooLarge(int Most) : BookingAnswer;

    /// <summary>Too long ago, or too far ahead.</summary>
    public sealed record OutOfRange : BookingAnswer;

    /// <param name="Next">The free times that follow.</param>
    /// <param name="Zone">In which people say the times.</param>
    public sealed record Unavailable(IReadOnlyList<BookingConflict> Conflicts, IReadOnlyList<Slot> Next, TimeZoneInfo Zone) : BookingAnswer;

    public sealed record WrongState(BookingState Now) : BookingAnswer;

    /// <summary>Nobody can know that before <paramref name="StartsAt"/>.</summary>
    /// <param name="Zone">The workspace's.</param>
    public sealed record TooEarly(DateTimeOffset StartsAt, TimeZoneInfo Zone) : BookingAnswer;

    /// <summary>Somebody else has changed it since it was seen.</summary>
    public sealed record Stale(Booking Now) : BookingAnswer;
}

/// <param name="ResourceId">Null for whoever is free.</param>
/// <param name="State">Requested or confirmed.</param>
public sealed record NewBooking(
    Guid ServiceId, Guid? ResourceId, DateTimeOffset StartsAt, int PartySize = 1, string? Note = null,
    BookingState State = BookingState.Confirmed)
{
    public override string ToString() => "NewBooking";
}

/// <summary>What is to become of a booking; null means: as it is.</summary>
/// <param name="Note">Empty takes it away.</param>
/// <param name="Version">Of the booking that was seen.</param>
public sealed record BookingChange(
    BookingState? To = null, DateTimeOffset? StartsAt = null, Guid? ResourceId = null, int? PartySize = null, string? Note = null,
    int? Version = null)
{
    public bool IsMove => StartsAt is not null || ResourceId is not null || PartySize is not null;

    public override string ToString() => $"BookingChange({To})";
}
