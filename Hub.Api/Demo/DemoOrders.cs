namespace Hub.Api.Demo;

/// <summary>A dozen products, and an order in some of the demo's conversations: one a draft, one with a deposit, one paid and on its way.</summary>
internal sealed class DemoOrders(JsonCaller hub)
{
    private const int MostOrders = 6;
    private static readonly (string Code, string Name, int Price)[] Products =
    [
        ("AO-01", "Áo thun trơn", 150_000), ("AO-02", "Áo sơ mi trắng", 320_000), ("AO-03", "Áo khoác gió", 450_000), ("QJ-15", "Quần jean xanh", 390_000),
        ("VAY23", "Váy hoa nhí", 360_000), ("DAM-8", "Đầm công sở", 520_000), ("GIAY7", "Giày búp bê da", 480_000), ("TUI99", "Túi tote vải", 190_000),
        ("NON-5", "Nón kết đen", 120_000), ("KHAN-2", "Khăn lụa", 250_000), ("SON-3", "Son lì đỏ gạch", 210_000), ("KEM-1", "Kem dưỡng dừa", 175_000),
    ];

    private int _made;

    public async Task Prepare(CancellationToken cancellation)
    {
        foreach (var (code, name, price) in Products)
            await hub.Make("/api/v1/products", new { code, name, price, currency = "VND" }, cancellation);
    }

    public async Task Make(Guid conversation, CancellationToken cancellation)
    {
        if (_made == MostOrders)
            return;
        var (first, second) = (Products[_made * 2 % Products.Length], Products[(_made * 2 + 1) % Products.Length]);
        var order = await hub.Make($"/api/v1/conversations/{conversation}/orders", new
        {
            currency = "VND",
            state = _made % 3 == 0 ? "draft" : "placed",
            shipping = 30_000,
            discount = _made % 2 == 0 ? 20_000 : 0,
            address = "12 Lê Lợi, phường Bến Nghé, Quận 1, TP. Hồ Chí Minh",
            lines = new[]
            {
                new { productCode = first.Code, name = first.Name, quantity = 1 + (_made % 2), unitPrice = first.Price },
                new { productCode = second.Code, name = second.Name, quantity = 1, unitPrice = second.Price },
            },
        }, cancellation);
        if (_made % 3 == 1)
            await hub.Make($"/api/v1/orders/{order.GetProperty("id").GetGuid()}/payments", new { amount = 100_000, method = "bankTransfer" }, cancellation);
        if (_made % 3 == 2)
            await hub.Make(
                $"/api/v1/orders/{order.GetProperty("id").GetGuid()}/payments",
                new { amount = order.GetProperty("due").GetDecimal(), method = "bankTransfer" }, cancellation);
        _made++;
    }
}
