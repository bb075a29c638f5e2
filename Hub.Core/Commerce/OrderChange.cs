using Hub.Connectors.Abstractions;
using Hub.Core.Text;

namespace Hub.Core.Commerce;

/// <summary>What is to become of an order; null means: as it is. What was agreed on changes only while it is a draft.</summary>
public sealed record OrderChange(OrderState? To, CurrencyCode? Currency = null, IReadOnlyList<NewOrderLine>? Lines = null)
{
    public bool IsEdit => Currency is not null || Lines is not null;

    internal void Edit(Order order)
    {
        order.Currency = Currency?.Code ?? order.Currency;
        if (Lines is null)
            return;
        for (var i = 0; i < Lines.Count; i++)
        {
            var line = order.Lines.Find(row => row.Line == i + 1);
            if (line is null)
                order.Lines.Add(line = new OrderLine { WorkspaceId = order.WorkspaceId, OrderId = order.Id, Line = i + 1, ProductCode = "" });
            line.ProductCode = Lines[i].ProductCode;
            line.Name = Lines[i].Name is { } name ? SafeText.Clean(name) : null;
            line.Quantity = Lines[i].Quantity;
            line.UnitPrice = Lines[i].UnitPrice;
        }

        order.Lines.RemoveAll(line => line.Line > Lines.Count);
        order.Total = Lines.Sum(line => line.Quantity * line.UnitPrice);
    }
}
