using Hub.Connectors.Abstractions;

namespace Hub.Core.Commerce;

/// <summary>
/// How an order adds up, in one place. A line is quantity by price, rounded to what can be paid, less its discount; its tax comes on top.
/// The order's own discount comes off the lines' sum and leaves their tax as it is; shipping bears none.
/// </summary>
/// <param name="Subtotal">The lines without tax.</param>
public sealed record OrderTotals(decimal Subtotal, decimal Tax, decimal Total)
{
    private static readonly LocalizedText LineDiscount = new(
        "The discount is more than the line.", "Giảm giá lớn hơn tiền hàng của dòng.");

    private static readonly LocalizedText OrderDiscount = new(
        "The discount is more than the goods cost.", "Giảm giá lớn hơn tổng tiền hàng.");

    public static OrderTotals Of(Order order) => Of(Currency(order), order.Lines, order.Discount, order.Shipping);

    public static OrderTotals Of(CurrencyCode currency, IReadOnlyCollection<OrderLine> lines, decimal discount, decimal shipping)
    {
        var (subtotal, tax) = (lines.Sum(line => NetOf(currency, line)), lines.Sum(line => TaxOf(currency, line)));
        return new OrderTotals(subtotal, tax, subtotal - discount + tax + shipping);
    }

    public static decimal NetOf(CurrencyCode currency, OrderLine line) => currency.Round(line.Quantity * line.UnitPrice) - line.Discount;

    public static decimal TaxOf(CurrencyCode currency, OrderLine line) => currency.Round(NetOf(currency, line) * line.TaxRate / 100);

    /// <summary>What of it cannot be: amounts that nobody can pay, and discounts above what they are off.</summary>
    public static IEnumerable<SettingProblem> Problems(Order order)
    {
        var currency = Currency(order);
        var lines = order.Lines.OrderBy(line => line.Line).ToList();
        for (var i = 0; i < lines.Count; i++)
        {
            if (!currency.IsPayable(lines[i].UnitPrice))
                yield return new SettingProblem($"lines[{i}].unitPrice", Unpayable(currency));
            if (!currency.IsPayable(lines[i].Discount))
                yield return new SettingProblem($"lines[{i}].discount", Unpayable(currency));
            else if (NetOf(currency, lines[i]) < 0)
                yield return new SettingProblem($"lines[{i}].discount", LineDiscount);
        }

        if (!currency.IsPayable(order.Discount))
            yield return new SettingProblem("discount", Unpayable(currency));
        else if (order.Discount > Of(order).Subtotal)
            yield return new SettingProblem("discount", OrderDiscount);
        if (!currency.IsPayable(order.Shipping))
            yield return new SettingProblem("shipping", Unpayable(currency));
    }

    internal static LocalizedText Unpayable(CurrencyCode currency) => currency.MinorDigits == 0
        ? new LocalizedText($"{currency} has no decimals: enter a whole number.", $"{currency} không dùng số lẻ, hãy nhập số nguyên.")
        : new LocalizedText(
            $"{currency} has {currency.MinorDigits} decimals at most.", $"{currency} có tối đa {currency.MinorDigits} chữ số thập phân.");

    internal static CurrencyCode Currency(Order order) =>
        CurrencyCode.From(order.Currency) ?? throw new InvalidOperationException("An order's currency was checked when it was made.");
}
