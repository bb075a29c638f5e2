namespace Hub.Connectors.Abstractions;

/// <summary>
/// A record of a CRM as it stands there, which the hub wrote once. A connector that reads back implements <see cref="IPoll{T}"/> of it. The
/// host compares each with what both sides said last, so that a change may be told twice, and the hub's own writes may be among them. Since
/// contract 1.4.
/// </summary>
/// <param name="RemoteId">As <see cref="Outcome.Accepted"/> gave it.</param>
public abstract record CrmChange(CrmEntity Entity, string RemoteId)
{
    /// <summary>As in <see cref="WriteItem{T}.Version"/>; null where the CRM has none.</summary>
    public string? Version { get; init; }
}

public enum CrmEntity
{
    Contact,
    Order,
    Booking,
}

/// <summary>Null or empty means that the CRM does not say: it takes nothing away.</summary>
/// <param name="Phone">As people write it there.</param>
public sealed record CrmContactChange(string RemoteId, string? DisplayName, string? Phone, string? Email) : CrmChange(CrmEntity.Contact, RemoteId)
{
    public override string ToString() => $"CrmContactChange({RemoteId})";
}

/// <param name="State">What that is for the hub; null where the CRM's state means nothing there.</param>
/// <param name="Said">The CRM's own word for the state, for people.</param>
public sealed record CrmOrderChange(string RemoteId, OrderState? State, LocalizedText Said) : CrmChange(CrmEntity.Order, RemoteId)
{
    /// <summary>
    /// The CRM keeps the hub's own state, which people change there as well: the host compares the two as it compares a booking's, and what does not
    /// follow goes back. Otherwise the state is somebody else's, such as the bookkeepers'. Since contract 1.5.
    /// </summary>
    public bool IsCopy { get; init; }
}

/// <param name="Time">Null where the calendar does not tell one moment, such as of a whole day.</param>
/// <param name="State">Null where the calendar does not say.</param>
public sealed record CrmBookingChange(string RemoteId, CrmTime? Time, BookingState? State) : CrmChange(CrmEntity.Booking, RemoteId);

public sealed record CrmTime(DateTimeOffset StartsAt, DateTimeOffset EndsAt);

/// <summary>Somebody deleted it.</summary>
public sealed record CrmGone(CrmEntity Entity, string RemoteId) : CrmChange(Entity, RemoteId);

/// <summary>
/// Of the records whose id lies after <paramref name="After"/> and not after <paramref name="To"/>, in ordinal order, there are these and no
/// others. For a CRM that was read as a whole, since it could not tell what has changed.
/// </summary>
public sealed record CrmListing(CrmEntity Entity, string After, string To, IReadOnlyList<string> RemoteIds) : CrmChange(Entity, After);
