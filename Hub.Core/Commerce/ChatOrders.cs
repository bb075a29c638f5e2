using System.Security.Cryptography;
using System.Text;
using Hub.Connectors.Abstractions;
using Hub.Core.Conversations;
using Hub.Core.Storage;

namespace Hub.Core.Commerce;

/// <summary>Makes an order of a cart that a contact placed in the chat.</summary>
internal static class ChatOrders
{
    // A cart without a currency cannot be summed up honestly; XXX is ISO 4217's code for "no currency".
    private const string NoCurrency = "XXX";

    public static Order Place(HubDb db, Ids ids, Message message, Conversation conversation, ChatOrder cart)
    {
        var order = new Order
        {
            WorkspaceId = message.WorkspaceId,
            Id = ids.Next(),
            ContactId = conversation.ContactId,
            ConversationId = conversation.Id,
            Number = Number($"{message.ConnectionId:N}/{message.Key}"),
            State = OrderState.Placed,
            Currency = CurrencyCode.From(cart.Currency)?.Code ?? NoCurrency,
            PlacedAt = message.OccurredAt,
            SourceMessageId = message.Id,
            Version = 1,
        };
        for (var i = 0; i < cart.Lines.Count; i++)
            order.Lines.Add(Line(order, i + 1, cart.Lines[i]));
        order.Total = OrderTotals.Of(order).Total;
        db.Orders.Add(order);
        return order;
    }

    /// <summary>
    /// A number made of what placed the order: the same whoever applies it first and however often. Ten digits of base 32 without
    /// look-alikes, 50 bits.
    /// </summary>
    public static string Number(string source)
    {
        const string digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(source));
        return "ORD-" + string.Concat(hash.Take(10).Select(part => digits[part & 31]));
    }

    private static OrderLine Line(Order order, int number, ChatOrderLine line) => new()
    {
        WorkspaceId = order.WorkspaceId,
        OrderId = order.Id,
        Line = number,
        ProductCode = line.ProductCode,
        Quantity = line.Quantity,
        UnitPrice = line.UnitPrice,
    };
}
