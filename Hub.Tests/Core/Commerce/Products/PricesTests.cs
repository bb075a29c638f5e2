using Hub.Connectors.Abstractions;
using Hub.Core.Commerce.Products;

namespace Hub.Tests.Core.Commerce.Products;

public sealed class PricesTests
{
    [TestCase("150000", 150_000)]
    [TestCase("150.000", 150_000)]
    [TestCase("150,000đ", 150_000)]
    [TestCase("1.250.000 VND", 1_250_000)]
    [TestCase("150k", 150_000)]
    [TestCase("1tr2", 1_200_000)]
    [TestCase("1,5 triệu", 1_500_000)]
    [TestCase("99 nghìn", 99_000)]
    [TestCase("0", 0)]
    [TestCase("150.5", null)]
    [TestCase("1.500k", null)]
    [TestCase("1,200 nghìn", null)]
    [TestCase("liên hệ", null)]
    [TestCase("-5", null)]
    public void Dong_are_read_as_shops_write_them(string text, int? price) =>
        Assert.That(Prices.Parse(text, CurrencyCode.From("VND")!.Value), Is.EqualTo((decimal?)price));

    [TestCase("12.50", "12.50")]
    [TestCase("$1,250.50", "1250.50")]
    [TestCase("1.250,50", "1250.50")]
    [TestCase("1,250", "1250")]
    [TestCase("12,5", "12.5")]
    public void Dollars_have_cents_behind_either_mark(string text, string price) => Assert.That(
        Prices.Parse(text, CurrencyCode.From("USD")!.Value),
        Is.EqualTo(decimal.Parse(price, System.Globalization.CultureInfo.InvariantCulture)));
}
