using Hub.Connectors.Abstractions;
using Hub.Core.Commerce;
using Hub.Core.Sync;

namespace Hub.Tests.Core.Commerce;

public sealed class OrderTotalsTests
{
    private static readonly string[] Currencies = ["VND", "JPY", "USD", "EUR", "THB", "KWD"];

    [Test]
    public void A_dong_has_no_decimals_a_dollar_two_and_a_dinar_three()
    {
        Assert.That(Currencies.Select(code => CurrencyCode.From(code)!.Value.MinorDigits), Is.EqualTo(new[] { 0, 0, 2, 2, 2, 3 }));
        Assert.That(CurrencyCode.From("VND")!.Value.Round(1499.5m), Is.EqualTo(1500m));
        Assert.That(CurrencyCode.From("USD")!.Value.IsPayable(0.015m), Is.False);
    }

    [Test]
    public void An_order_adds_up_as_a_receipt_does()
    {
        var order = Order("VND", discount: 20_000, shipping: 30_000, Line(2, 150_000, discount: 10_000, tax: 8), Line(1.5m, 35_001));
        Assert.That(OrderTotals.Of(order), Is.EqualTo(new OrderTotals(342_502, 23_200, 375_702)));
    }

    [Test]
    public void What_cannot_be_is_named_by_field()
    {
        var order = Order("VND", discount: 500_000, shipping: 0.5m, Line(1, 100_000.5m), Line(1, 100_000, discount: 100_001));
        Assert.That(
            OrderTotals.Problems(order).Select(problem => problem.Field),
            Is.EqualTo(new[] { "lines[0].unitPrice", "lines[1].discount", "discount", "shipping" }));
    }

    [Test]
    public void Whatever_is_ordered_the_total_is_payable_never_negative_and_the_same_in_any_order_of_lines([Range(1, 40)] int seed)
    {
        var random = new Random(seed);
        for (var run = 0; run < 250; run++)
        {
            var order = Any(random);
            var currency = CurrencyCode.From(order.Currency)!.Value;
            var totals = OrderTotals.Of(order);
            if (OrderTotals.Problems(order).Any())
                continue;
            Assert.That(totals.Total, Is.GreaterThanOrEqualTo(order.Shipping).And.EqualTo(currency.Round(totals.Total)));
            Assert.That(totals.Total, Is.EqualTo(totals.Subtotal - order.Discount + totals.Tax + order.Shipping));
            Assert.That(
                order.Lines.Sum(line => OrderTotals.Of(currency, [line], 0, 0).Total), Is.EqualTo(totals.Subtotal + totals.Tax), "line by line");
            order.Total = totals.Total;
            var parts = SyncOrders.Amounts(order);
            Assert.That(parts.Goods - parts.Discount + parts.Tax + parts.Shipping, Is.EqualTo(order.Total), "as CRMs are told");
            Assert.That(new[] { parts.Goods, parts.Discount, parts.Tax, parts.Shipping }, Is.All.GreaterThanOrEqualTo(0));
            order.Lines.Reverse();
            Assert.That(OrderTotals.Of(order), Is.EqualTo(totals));
        }
    }

    private static Order Any(Random random)
    {
        var code = Currencies[random.Next(Currencies.Length)];
        var currency = CurrencyCode.From(code)!.Value;
        var lines = Enumerable.Range(0, random.Next(1, 12)).Select(_ =>
        {
            var (quantity, price) = (random.Next(1, 5000) / 100m, currency.Round(random.Next(0, 90_000_000) / 1000m));
            return Line(quantity, price, currency.Round((decimal)random.NextDouble() * quantity * price), random.Next(0, 1100) / 100m);
        }).ToArray();
        return Order(code, currency.Round(random.Next(0, 50_000) / 100m), currency.Round(random.Next(0, 90_000) / 1000m), lines);
    }

    internal static Order Order(string currency, decimal discount, decimal shipping, params OrderLine[] lines)
    {
        for (var i = 0; i < lines.Length; i++)
            lines[i].Line = i + 1;
        return new Order { Number = "DH-1", Currency = currency, Discount = discount, Shipping = shipping, Lines = [.. lines] };
    }

    internal static OrderLine Line(decimal quantity, decimal price, decimal discount = 0, decimal tax = 0) =>
        new() { ProductCode = "A", Quantity = quantity, UnitPrice = price, Discount = discount, TaxRate = tax };
}
