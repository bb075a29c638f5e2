using Hub.Connectors.Abstractions;
using Hub.Core.Text;

namespace Hub.Core.Commerce;

/// <summary>What is to become of an order; null means: as it is. What was agreed on changes only while it is a draft.</summary>
/// <param name="Version">Of the order that was seen; null changes it whatever it is now.</param>
public sealed record OrderChange(
    OrderState? To, CurrencyCode? Currency = null, IReadOnlyList<NewOrderLine>? Lines = null, decimal? Discount = null,
    decimal? Shipping = null, DeliveryTo? Delivery = null, int? Version = null)
{
    /// <summary>Of what is bought and for how much.</summary>
    public bool IsEdit => Currency is not null || Lines is not null || Discount is not null || Shipping is not null;

    internal void Edit(Order order)
    {
        order.Currency = Currency?.Code ?? order.Currency;
        order.Discount = Discount ?? order.Discount;
        order.Shipping = Shipping ?? order.Shipping;
        if (Lines is not null)
            Write(order, Lines);
        order.Total = OrderTotals.Of(order).Total;
    }

    internal static void Write(Order order, IReadOnlyList<NewOrderLine> lines)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            var line = order.Lines.Find(row => row.Line == i + 1);
            if (line is null)
                order.Lines.Add(line = new OrderLine { WorkspaceId = order.WorkspaceId, OrderId = order.Id, Line = i + 1, ProductCode = "" });
            line.ProductCode = lines[i].ProductCode;
            line.Name = lines[i].Name is { } name ? SafeText.Clean(name) : null;
            line.Quantity = lines[i].Quantity;
            line.UnitPrice = lines[i].UnitPrice;
            line.Discount = lines[i].Discount;
            line.TaxRate = lines[i].TaxRate;
        }

        order.Lines.RemoveAll(line => line.Line > lines.Count);
    }
}

/// <summary>Whom and where to. Null means: as it is; empty takes away.</summary>
public sealed record DeliveryTo(string? RecipientName = null, string? Phone = null, string? Address = null, string? Note = null)
{
    public override string ToString() => "DeliveryTo";

    internal void Write(Order order)
    {
        order.RecipientName = Cleaned(RecipientName, order.RecipientName);
        order.Phone = Cleaned(Phone, order.Phone);
        order.Address = Cleaned(Address, order.Address);
        order.Note = Cleaned(Note, order.Note);
    }

    private static string? Cleaned(string? text, string? before) =>
        text is null ? before : string.IsNullOrWhiteSpace(text) ? null : SafeText.Clean(text.Trim());
}
