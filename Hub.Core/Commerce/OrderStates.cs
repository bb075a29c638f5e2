using Hub.Connectors.Abstractions;

namespace Hub.Core.Commerce;

/// <summary>
/// The life of an order. Goods often leave before the money comes: cash on delivery is Vietnam's usual way. What has left is not sent again:
/// its money is written down (<see cref="OrderMoney"/>), and it stays where it is.
/// </summary>
public static class OrderStates
{
    public static bool MayBecome(OrderState from, OrderState to) => Next(from).Contains(to);

    public static IReadOnlyList<OrderState> Next(OrderState from) => from switch
    {
        OrderState.Draft => [OrderState.Placed, OrderState.Cancelled],
        OrderState.Placed => [OrderState.Paid, OrderState.Fulfilled, OrderState.Cancelled],
        OrderState.Paid => [OrderState.Fulfilled, OrderState.Completed, OrderState.Refunded, OrderState.Cancelled],
        OrderState.Fulfilled => [OrderState.Completed, OrderState.Refunded, OrderState.Cancelled],
        OrderState.Completed => [OrderState.Refunded],
        _ => [],
    };
}
