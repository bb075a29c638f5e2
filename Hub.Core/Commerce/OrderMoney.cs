using Hub.Connectors.Abstractions;

namespace Hub.Core.Commerce;

/// <summary>
/// What an order's states and its money do to each other. Paid means that all of it came in, refunded that all went back; so whoever moves
/// an order there by hand says by it that the rest of the money moved too, and that is written down.
/// </summary>
internal static class OrderMoney
{
    /// <returns>Why not, or null when the order is there now.</returns>
    public static OrderAnswer? Move(Order order, OrderState to, string actor, DateTimeOffset now)
    {
        if (to == order.State)
            return null;
        if (order.State == OrderState.Fulfilled && to == OrderState.Paid) // as programs still say it
            return order.Due > 0 ? Pay(order, new NewPayment(order.Due), actor, now) : Settled(order, now);
        if (!OrderStates.MayBecome(order.State, to))
            return new OrderAnswer.WrongState(order.State);
        if (to == OrderState.Refunded && order is { Held: 0, PaidAt: null })
            return new OrderAnswer.NothingPaid();
        if (to == OrderState.Placed)
            order.PlacedAt = now;
        if (to == OrderState.Paid)
        {
            if (order.Due > 0)
                Add(order, PaymentKind.Payment, new NewPayment(order.Due), actor, now);
            order.PaidAt ??= now;
        }

        if (to == OrderState.Refunded && order.Held > 0)
            Add(order, PaymentKind.Refund, new NewPayment(order.Held), actor, now);
        order.State = to;
        return null;
    }

    /// <summary>Money that came in. The last of it makes a placed order a paid one; goods that have left stay so.</summary>
    public static OrderAnswer? Pay(Order order, NewPayment payment, string actor, DateTimeOffset now)
    {
        if (order.State is OrderState.Draft or OrderState.Cancelled or OrderState.Refunded)
            return new OrderAnswer.WrongState(order.State);
        if (payment.Amount > order.Due)
            return new OrderAnswer.TooMuch(order.Due, order.Currency);
        var added = Add(order, PaymentKind.Payment, payment, actor, now);
        if (order.Due > 0)
            return null;
        order.PaidAt ??= added.At;
        if (order.State == OrderState.Placed)
            order.State = OrderState.Paid;
        return null;
    }

    /// <summary>Money that went back. The last of what was paid ends the order, where it has not ended otherwise.</summary>
    public static OrderAnswer? Refund(Order order, NewPayment refund, string actor, DateTimeOffset now)
    {
        if (order.Held == 0)
            return new OrderAnswer.NothingPaid();
        if (refund.Amount > order.Held)
            return new OrderAnswer.TooMuch(order.Held, order.Currency);
        Add(order, PaymentKind.Refund, refund, actor, now);
        if (order is { Held: 0, PaidAt: not null } && OrderStates.MayBecome(order.State, OrderState.Refunded))
            order.State = OrderState.Refunded;
        return null;
    }

    /// <summary>
    /// Takes back what was written down by mistake. No money moved, so it is no refund and nobody is told of one; where the money is due
    /// again, the order is not paid any more.
    /// </summary>
    public static OrderAnswer? Void(Order order, int number, string actor, DateTimeOffset now)
    {
        if (order.Payments.Find(row => row.Number == number) is not { } slip)
            return new OrderAnswer.NotFound();
        if (slip.Kind != PaymentKind.Payment || order.Payments.Exists(row => row.Voids == number))
            return new OrderAnswer.NotVoidable();
        if (slip.Amount > order.Held) // some of it went back
            return new OrderAnswer.TooMuch(order.Held, order.Currency);
        Add(order, PaymentKind.Void, new NewPayment(slip.Amount, slip.Method), actor, now).Voids = number;
        if (order.Paid >= order.Total)
            return null;
        order.PaidAt = null;
        if (order.State == OrderState.Paid)
            order.State = OrderState.Placed;
        return null;
    }

    private static OrderAnswer? Settled(Order order, DateTimeOffset now)
    {
        order.PaidAt ??= now;
        return null;
    }

    private static OrderPayment Add(Order order, PaymentKind kind, NewPayment payment, string actor, DateTimeOffset now)
    {
        var row = new OrderPayment
        {
            WorkspaceId = order.WorkspaceId,
            OrderId = order.Id,
            Number = order.Payments.Select(row => row.Number).DefaultIfEmpty().Max() + 1,
            Kind = kind,
            Amount = payment.Amount,
            Method = payment.Method,
            At = payment.At ?? now,
            Reference = payment.Reference,
            Actor = actor,
        };
        order.Payments.Add(row);
        if (kind == PaymentKind.Refund)
            order.Refunded += row.Amount;
        else
            order.Paid += kind == PaymentKind.Void ? -row.Amount : row.Amount;
        return row;
    }
}

/// <param name="At">Null for now.</param>
public sealed record NewPayment(
    decimal Amount, PaymentMethod Method = PaymentMethod.Other, DateTimeOffset? At = null, string? Reference = null);
