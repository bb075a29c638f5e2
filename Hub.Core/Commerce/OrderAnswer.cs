using Hub.Connectors.Abstractions;

namespace Hub.Core.Commerce;

/// <summary>Closed.</summary>
public abstract record OrderAnswer
{
    private OrderAnswer()
    {
    }

    public sealed record Done(Order Order) : OrderAnswer;

    public sealed record NotFound : OrderAnswer;

    public sealed record NumberTaken : OrderAnswer;

    /// <summary>What was agreed on stands: only a draft can be edited.</summary>
    public sealed record NotDraft : OrderAnswer;

    public sealed record WrongState(OrderState Now) : OrderAnswer;

    /// <summary>Somebody else has changed the order since it was seen.</summary>
    public sealed record Stale(Order Now) : OrderAnswer;

    /// <summary>It does not add up.</summary>
    public sealed record Invalid(IReadOnlyList<SettingProblem> Problems) : OrderAnswer;

    /// <summary>More than is due, or more than came in.</summary>
    public sealed record TooMuch(decimal Most, string Currency) : OrderAnswer;

    public sealed record NothingPaid : OrderAnswer;

    /// <summary>It is no payment, or was taken back before.</summary>
    public sealed record NotVoidable : OrderAnswer;
}

/// <param name="Number">The next of the workspace's when null.</param>
public sealed record NewOrder(
    string? Number, CurrencyCode Currency, OrderState State, DateTimeOffset? PlacedAt, IReadOnlyList<NewOrderLine> Lines,
    decimal Discount = 0, decimal Shipping = 0, DeliveryTo? Delivery = null, Guid? SourceMessageId = null);

/// <param name="Discount">Off the whole line.</param>
/// <param name="TaxRate">Percent, on top.</param>
public sealed record NewOrderLine(
    string ProductCode, string? Name, decimal Quantity, decimal UnitPrice, decimal Discount = 0, decimal TaxRate = 0);
