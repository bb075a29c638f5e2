using FluentValidation;
using Hub.Api.Http;
using Hub.Core.Commerce;

namespace Hub.Api.Commerce;

/// <param name="UnitPrice">In major units of the currency.</param>
/// <param name="Discount">Off the whole line; nothing when left out.</param>
/// <param name="TaxRate">Percent on top of the price; none when left out.</param>
public sealed record OrderLineRequest(
    string? ProductCode, string? Name, decimal? Quantity, decimal? UnitPrice, decimal? Discount, decimal? TaxRate)
{
    public const int Most = 200;

    public override string ToString() => "OrderLineRequest";

    internal NewOrderLine ToLine() => new(ProductCode!, Name, Quantity!.Value, UnitPrice!.Value, Discount ?? 0, TaxRate ?? 0);
}

internal sealed class OrderLineValidator : AbstractValidator<OrderLineRequest>
{
    public OrderLineValidator()
    {
        RuleFor(item => item.ProductCode).NotEmpty().Says(FieldTexts.Required).MaximumLength(200).Says(FieldTexts.AtMost(200));
        RuleFor(item => item.Name).MaximumLength(500).Says(FieldTexts.AtMost(500));
        RuleFor(item => item.Quantity).Must(quantity => quantity is > 0 and <= OrderRules.MostMoney).Says(FieldTexts.Positive);
        RuleFor(item => item.UnitPrice).Must(price => price is >= 0 and <= OrderRules.MostMoney).Says(FieldTexts.NotNegative);
        RuleFor(item => item.Discount).IsAmount();
        RuleFor(item => item.TaxRate).Must(rate => rate is null or (>= 0 and <= 100)).Says(OrderRules.Percent);
    }
}
