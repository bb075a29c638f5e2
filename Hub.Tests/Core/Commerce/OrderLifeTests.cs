using Hub.Connectors.Abstractions;
using Hub.Core.Commerce;

namespace Hub.Tests.Core.Commerce;

public sealed class OrderLifeTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 28, 0, 0, 0, TimeSpan.Zero);
    private static readonly OrderState[] States = Enum.GetValues<OrderState>();

    // As docs/orders.md draws it, and not asked of the code that is tested.
    private static readonly HashSet<(OrderState, OrderState)> Ways =
    [
        (OrderState.Draft, OrderState.Placed),
        (OrderState.Draft, OrderState.Cancelled),
        (OrderState.Placed, OrderState.Paid),
        (OrderState.Placed, OrderState.Fulfilled),
        (OrderState.Placed, OrderState.Cancelled),
        (OrderState.Paid, OrderState.Fulfilled),
        (OrderState.Paid, OrderState.Completed),
        (OrderState.Paid, OrderState.Refunded),
        (OrderState.Paid, OrderState.Cancelled),
        (OrderState.Fulfilled, OrderState.Completed),
        (OrderState.Fulfilled, OrderState.Refunded),
        (OrderState.Fulfilled, OrderState.Cancelled),
        (OrderState.Completed, OrderState.Refunded),
    ];

    /// <summary>Whoever calls what and how often: an order goes only where its states let it, and its money always adds up.</summary>
    [Test]
    public void No_sequence_of_calls_leaves_the_way([Range(1, 60)] int seed)
    {
        var random = new Random(seed);
        for (var run = 0; run < 60; run++)
        {
            var order = OrderTotalsTests.Order("VND", 0, 0, OrderTotalsTests.Line(1, random.Next(0, 4) * 50_000));
            order.Total = OrderTotals.Of(order).Total;
            for (var step = 0; step < 25; step++)
            {
                var (before, payments) = (order.State, order.Payments.Count);
                var refused = Any(random, order, Start.AddMinutes(step));
                var wasVoided = order.Payments.Count > payments && order.Payments[^1].Kind == PaymentKind.Void;
                Assert.That(order.State == before || Ways.Contains((before, order.State))
                    || (wasVoided && (before, order.State) == (OrderState.Paid, OrderState.Placed)), $"{before} → {order.State}");
                if (refused is not null)
                    Assert.That((order.State, order.Payments.Count), Is.EqualTo((before, payments)), "what is refused changes nothing");
                MoneyAddsUp(order);
            }
        }
    }

    [Test]
    public void Every_way_that_is_drawn_is_open() =>
        Assert.That(
            from one in States from other in States where OrderStates.MayBecome(one, other) select (one, other), Is.EquivalentTo(Ways));

    [Test]
    public void Part_of_the_money_makes_no_order_paid_and_the_rest_does()
    {
        var order = Placed(100_000);
        Assert.That(OrderMoney.Pay(order, new NewPayment(40_000), "a", Start), Is.Null);
        Assert.That((order.State, order.PaymentState, order.Due), Is.EqualTo((OrderState.Placed, PaymentState.PartlyPaid, 60_000m)));
        Assert.That(OrderMoney.Pay(order, new NewPayment(60_001), "a", Start), Is.EqualTo(new OrderAnswer.TooMuch(60_000, "VND")));
        Assert.That(OrderMoney.Pay(order, new NewPayment(60_000), "a", Start), Is.Null);
        Assert.That((order.State, order.PaymentState, order.PaidAt), Is.EqualTo((OrderState.Paid, PaymentState.Paid, (DateTimeOffset?)Start)));
    }

    [Test]
    public void An_order_is_refunded_only_when_all_is_back()
    {
        var order = Placed(100_000);
        OrderMoney.Move(order, OrderState.Paid, "a", Start);
        Assert.That(OrderMoney.Refund(order, new NewPayment(30_000), "a", Start), Is.Null);
        Assert.That((order.State, order.PaymentState, order.Due), Is.EqualTo((OrderState.Paid, PaymentState.PartlyRefunded, 0m)));
        Assert.That(OrderMoney.Refund(order, new NewPayment(70_000), "a", Start), Is.Null);
        Assert.That((order.State, order.PaymentState), Is.EqualTo((OrderState.Refunded, PaymentState.Refunded)));
        Assert.That(OrderMoney.Refund(order, new NewPayment(1), "a", Start), Is.EqualTo(new OrderAnswer.NothingPaid()));
    }

    [Test]
    public void A_deposit_that_goes_back_leaves_the_order_placed_and_all_of_it_due()
    {
        var order = Placed(100_000);
        OrderMoney.Pay(order, new NewPayment(30_000), "a", Start);
        OrderMoney.Refund(order, new NewPayment(30_000), "a", Start);
        Assert.That((order.State, order.Due), Is.EqualTo((OrderState.Placed, 100_000m)));
    }

    [Test]
    public void Goods_that_left_before_the_money_came_stay_sent_when_it_comes()
    {
        var order = Placed(100_000);
        OrderMoney.Move(order, OrderState.Fulfilled, "a", Start);
        OrderMoney.Pay(order, new NewPayment(100_000, PaymentMethod.CashOnDelivery), "a", Start);
        Assert.That((order.State, order.PaidAt), Is.EqualTo((OrderState.Fulfilled, (DateTimeOffset?)Start)));
    }

    [Test]
    public void What_has_left_is_not_sent_again_when_it_is_marked_as_paid()
    {
        var order = Placed(100_000);
        OrderMoney.Move(order, OrderState.Fulfilled, "a", Start);
        Assert.That(OrderStates.Next(OrderState.Fulfilled), Has.None.EqualTo(OrderState.Paid));
        Assert.That(OrderMoney.Pay(order, new NewPayment(30_000), "a", Start), Is.Null);
        Assert.That(OrderMoney.Move(order, OrderState.Paid, "a", Start), Is.Null, "as programs say it");
        Assert.That((order.State, order.PaymentState, order.Payments[^1].Amount), Is.EqualTo((OrderState.Fulfilled, PaymentState.Paid, 70_000m)));
        Assert.That(OrderMoney.Move(order, OrderState.Paid, "a", Start), Is.Null);
        Assert.That(order.Payments, Has.Count.EqualTo(2), "said twice, written down once");
    }

    [Test]
    public void A_slip_is_taken_back_once_and_what_is_missing_is_due_again()
    {
        var order = Placed(100_000);
        OrderMoney.Pay(order, new NewPayment(100_000), "a", Start);
        Assert.That(OrderMoney.Void(order, 1, "a", Start), Is.Null);
        Assert.That((order.State, order.PaymentState, order.Due, order.PaidAt, order.Refunded),
            Is.EqualTo((OrderState.Placed, PaymentState.Unpaid, 100_000m, (DateTimeOffset?)null, 0m)));
        Assert.That(OrderMoney.Void(order, 1, "a", Start), Is.EqualTo(new OrderAnswer.NotVoidable()));
        Assert.That(OrderMoney.Void(order, 2, "a", Start), Is.EqualTo(new OrderAnswer.NotVoidable()), "a void stands");
        Assert.That(OrderMoney.Void(order, 9, "a", Start), Is.EqualTo(new OrderAnswer.NotFound()));
        OrderMoney.Pay(order, new NewPayment(100_000), "a", Start.AddHours(1));
        OrderMoney.Refund(order, new NewPayment(60_000), "a", Start);
        Assert.That(OrderMoney.Void(order, 3, "a", Start), Is.EqualTo(new OrderAnswer.TooMuch(40_000, "VND")), "some of it went back");
    }

    [Test]
    public void A_deposit_that_went_back_is_no_matter_once_all_is_paid_and_what_has_ended_owes_nothing()
    {
        var order = Placed(100_000);
        OrderMoney.Pay(order, new NewPayment(50_000), "a", Start);
        OrderMoney.Refund(order, new NewPayment(50_000), "a", Start);
        OrderMoney.Pay(order, new NewPayment(100_000), "a", Start);
        Assert.That((order.State, order.PaymentState), Is.EqualTo((OrderState.Paid, PaymentState.Paid)));
        var cancelled = Placed(100_000);
        OrderMoney.Move(cancelled, OrderState.Cancelled, "a", Start);
        Assert.That(cancelled.Due, Is.Zero);
    }

    private static Order Placed(decimal total)
    {
        var order = OrderTotalsTests.Order("VND", 0, 0, OrderTotalsTests.Line(1, total));
        (order.Total, order.State) = (total, OrderState.Placed);
        return order;
    }

    private static OrderAnswer? Any(Random random, Order order, DateTimeOffset now) => random.Next(4) switch
    {
        0 => OrderMoney.Move(order, States[random.Next(States.Length)], "a", now),
        1 => OrderMoney.Pay(order, new NewPayment(random.Next(1, 4) * 25_000), "a", now),
        2 => OrderMoney.Void(order, random.Next(1, 6), "a", now),
        _ => OrderMoney.Refund(order, new NewPayment(random.Next(1, 4) * 25_000), "a", now),
    };

    private static void MoneyAddsUp(Order order)
    {
        Assert.That(order.Paid, Is.EqualTo(Sum(order, PaymentKind.Payment) - Sum(order, PaymentKind.Void)));
        Assert.That(order.Refunded, Is.EqualTo(Sum(order, PaymentKind.Refund)));
        Assert.That(order.Held, Is.InRange(0m, order.Total));
        Assert.That(order.Payments.Where(payment => payment.Kind == PaymentKind.Void).Select(payment => payment.Voids), Is.Unique);
        Assert.That(order.Due, Is.InRange(0m, order.Total));
        if (order.State == OrderState.Refunded)
            Assert.That(order.Held, Is.Zero);
        if (order.State == OrderState.Paid)
            Assert.That((order.PaidAt is not null, order.Due), Is.EqualTo((true, 0m)));
        Assert.That(order.Payments.Select(payment => payment.Number), Is.Unique);
    }

    private static decimal Sum(Order order, PaymentKind kind) =>
        order.Payments.Where(payment => payment.Kind == kind).Sum(payment => payment.Amount);
}
