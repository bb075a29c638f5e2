namespace Hub.Connectors.Abstractions;

public sealed record CrmContact(string? DisplayName, string? Phone, string? Email, string Channel, DateTimeOffset FirstSeenAt)
{
    public override string ToString() => $"CrmContact({Channel})";
}

/// <param name="Number">The order's number for people.</param>
/// <param name="ContactRemoteId">The CRM's id of the contact; written before the order.</param>
/// <param name="Total">In major units of <paramref name="Currency"/> (ISO 4217).</param>
public sealed record CrmOrder(
    string Number,
    string? ContactRemoteId,
    OrderState State,
    decimal Total,
    string Currency,
    DateTimeOffset PlacedAt,
    IReadOnlyList<CrmOrderLine> Lines);

public sealed record CrmOrderLine(string ProductCode, string? Name, decimal Quantity, decimal UnitPrice);

public enum OrderState
{
    Draft,
    Placed,
    Paid,
    Fulfilled,
    Completed,
    Cancelled,
    Refunded,
}

public sealed record CrmBooking(
    string Title, string? ContactRemoteId, BookingState State, DateTimeOffset StartsAt, DateTimeOffset EndsAt);

public enum BookingState
{
    Requested,
    Confirmed,
    Kept,
    NoShow,
    Cancelled,
    Rescheduled,
}
