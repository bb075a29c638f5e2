using FluentValidation;
using Hub.Api.Http;
using Hub.Core.Commerce;

namespace Hub.Api.Commerce;

/// <param name="UnitPrice">In major units of the currency.</param>
public sealed record OrderLineRequest(string? ProductCode, string? Name, decimal? Quantity, decimal? UnitPrice)
{
    public const int Most = 200;

    internal NewOrderLine ToLine() => new(ProductCode!, Name, Quantity!.Value, UnitPrice!.Value);
}

internal sealed class OrderLineValidator : AbstractValidator<OrderLineRequest>
{
    // Far above any order in any currency, and far below where a sum of 200 lines would leave decimal's exact range.
    private const decimal Most = 1_000_000_000_000m;

    public OrderLineValidator()
    {
        RuleFor(item => item.ProductCode).NotEmpty().Says(FieldTexts.Required).MaximumLength(200).Says(FieldTexts.AtMost(200));
        RuleFor(item => item.Name).MaximumLength(500).Says(FieldTexts.AtMost(500));
        RuleFor(item => item.Quantity).Must(quantity => quantity is > 0 and <= Most).Says(FieldTexts.Positive);
        RuleFor(item => item.UnitPrice).Must(price => price is >= 0 and <= Most).Says(FieldTexts.NotNegative);
    }
}
