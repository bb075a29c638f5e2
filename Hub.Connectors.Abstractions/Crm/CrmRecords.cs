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
    IReadOnlyList<CrmOrderLine> Lines)
{
    /// <summary>What the total is made of. Null from a hub that speaks an older contract. Since contract 1.3.</summary>
    public CrmOrderAmounts? Amounts { get; init; }
}

/// <param name="UnitPrice">Without tax, before any discount.</param>
public sealed record CrmOrderLine(string ProductCode, string? Name, decimal Quantity, decimal UnitPrice);

/// <summary>
/// Goods less discount, with tax and shipping, are the order's total, to the last digit. All are in major units of its currency, and none is
/// negative. Since contract 1.3.
/// </summary>
/// <param name="Goods">The lines at their prices, each rounded to what can be paid.</param>
/// <param name="Discount">All that is off, of lines and of the whole order.</param>
public sealed record CrmOrderAmounts(decimal Goods, decimal Discount, decimal Tax, decimal Shipping);

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
