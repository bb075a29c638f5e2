using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hub.Connectors.Abstractions;

namespace Hub.Connectors.Crm.Tryton;

/// <summary>What the sales of a batch refer to in Tryton: customers, currencies, products.</summary>
internal sealed class TrytonLookUp
{
    // Tryton keeps prices to the fourth decimal, unless configured otherwise, and refuses more.
    private const int PriceDigits = 4;
    private readonly HashSet<int> _parties;
    private readonly Dictionary<string, (int Id, int Digits)> _currencies;
    private readonly Dictionary<string, (int Id, int Unit, int Digits)> _products;

    private TrytonLookUp(
        HashSet<int> parties, Dictionary<string, (int, int)> currencies, Dictionary<string, (int, int, int)> products) =>
        (_parties, _currencies, _products) = (parties, currencies, products);

    public static async Task<TrytonLookUp> For(
        TrytonClient client, TrytonShop shop, IReadOnlyList<CrmOrder> orders, CancellationToken cancellation)
    {
        var parties = await client.Find(
            "party.party", [TrytonClient.In("id", orders.Select(order => Id(order.ContactRemoteId)).OfType<int>().Distinct())], ["id"], cancellation);
        var currencies = await client.Find(
            "currency.currency", [TrytonClient.In("code", orders.Select(order => order.Currency).Distinct())], ["id", "code", "digits"], cancellation);
        var products = await client.Find(
            "product.product",
            [
                TrytonClient.In("code", orders.SelectMany(order => order.Lines).Select(line => line.ProductCode).Distinct()),
                new JsonArray("salable", "=", true),
            ],
            ["id", "code", "sale_uom", "sale_uom.digits"], cancellation, shop.Context);
        return new TrytonLookUp(
            [.. parties.Select(row => row.GetProperty("id").GetInt32())],
            currencies.DistinctBy(row => row.GetProperty("code").GetString()).ToDictionary(
                row => row.GetProperty("code").GetString()!, row => (row.GetProperty("id").GetInt32(), row.GetProperty("digits").GetInt32())),
            products.Where(row => row.GetProperty("sale_uom").ValueKind == JsonValueKind.Number)
                .DistinctBy(row => row.GetProperty("code").GetString()).ToDictionary(
                    row => row.GetProperty("code").GetString()!,
                    row => (row.GetProperty("id").GetInt32(), row.GetProperty("sale_uom").GetInt32(),
                        row.GetProperty("sale_uom.").GetProperty("digits").GetInt32())));
    }

    /// <summary>Hub and state: what people in Tryton see of the order's life.</summary>
    public static string Description(CrmOrder order) => $"Hub · {order.State}";

    /// <summary>What stands in the way of this order; null when nothing does. SQLite below Tryton would take a customer who is not there.</summary>
    public Outcome? Missing(CrmOrder order) =>
        Id(order.ContactRemoteId) is not { } party || !_parties.Contains(party)
            ? new Outcome.Rejected(new Reason(
                "tryton/no-party", "Tryton takes no sale without a customer. Send the contact to Tryton first, then replay this delivery."))
        : !_currencies.ContainsKey(order.Currency)
            ? new Outcome.Rejected(new Reason("tryton/no-currency", $"Tryton has no currency {order.Currency}. Create it there, then replay this delivery."))
        : null;

    /// <param name="old">Lines that these take the place of.</param>
    public JsonObject Values(CrmOrder order, IReadOnlyList<int>? old = null)
    {
        var changes = new JsonArray();
        if (old is { Count: > 0 })
            changes.Add(new JsonArray("delete", new JsonArray([.. old.Select(id => JsonValue.Create(id))])));
        changes.Add(new JsonArray("create", new JsonArray([.. Lines(order)])));
        return new JsonObject
        {
            ["party"] = Id(order.ContactRemoteId),
            ["currency"] = _currencies[order.Currency].Id,
            ["reference"] = order.Number,
            ["description"] = Description(order),
            ["lines"] = changes,
        };
    }

    private IEnumerable<JsonNode> Lines(CrmOrder order)
    {
        var digits = _currencies[order.Currency].Digits;
        var rest = order.Total;
        foreach (var line in order.Lines)
        {
            var price = Math.Round(line.UnitPrice, PriceDigits, MidpointRounding.AwayFromZero);
            rest -= Math.Round(line.Quantity * price, digits, MidpointRounding.AwayFromZero);
            yield return Line(line, price);
        }

        if (order.Amounts is { } amounts)
            foreach (var (name, amount) in new[] { ("Discount", -amounts.Discount), ("Tax", amounts.Tax), ("Shipping", amounts.Shipping) })
                if (amount != 0)
                {
                    rest -= amount;
                    yield return Sum(name, amount);
                }

        // What rounding left, or all of them in one where the hub does not say: the sale comes to what the customer pays.
        if (rest != 0)
            yield return Sum(order.Amounts is null ? "Discount, tax and shipping" : "Rounding", rest);
    }

    private static JsonObject Sum(string name, decimal amount) => new()
    {
        ["description"] = name,
        ["quantity"] = 1,
        ["unit_price"] = TrytonClient.Decimal(amount),
    };

    // A product's unit says how finely it is counted; what does not fit, and what Tryton does not sell, is a line of words.
    private JsonObject Line(CrmOrderLine line, decimal price)
    {
        var values = new JsonObject { ["quantity"] = (double)line.Quantity, ["unit_price"] = TrytonClient.Decimal(price) };
        if (_products.TryGetValue(line.ProductCode, out var product) && Math.Round(line.Quantity, product.Digits) == line.Quantity)
            (values["product"], values["unit"]) = (product.Id, product.Unit);
        else
            values["description"] = line.Name is null ? line.ProductCode : $"{line.ProductCode} {line.Name}";
        return values;
    }

    private static int? Id(string? remote) => int.TryParse(remote, CultureInfo.InvariantCulture, out var id) ? id : null;
}
