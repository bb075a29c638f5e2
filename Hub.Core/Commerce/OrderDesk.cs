using Hub.Connectors.Abstractions;
using Hub.Core.Commerce.Notices;
using Hub.Core.Connections;
using Hub.Core.Conversations;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Commerce;

/// <summary>Orders made and changed by people and programs, with what that owes: to CRMs the order, to ad platforms the signals.</summary>
public sealed class OrderDesk(HubStore store, ConnectorRegistry connectors, LaneBell bell)
{
    public async Task<OrderAnswer> Create(
        Guid workspace, Guid conversationId, NewOrder draft, string actor, CancellationToken cancellation)
    {
        if (await CommerceTurn.ConnectionOf(store, workspace, conversationId, cancellation) is not { } connection)
            return new OrderAnswer.NotFound();
        return await InTurn(workspace, connection, async db =>
        {
            if (draft.Number is { } number && await db.Orders.AnyAsync(row => row.WorkspaceId == workspace && row.Number == number, cancellation))
                return new OrderAnswer.NumberTaken();
            var current = await db.Conversations.SingleAsync(row => row.WorkspaceId == workspace && row.Id == conversationId, cancellation);
            var order = New(store, current, draft, actor);
            if (OrderTotals.Problems(order).ToList() is { Count: > 0 } problems)
                return new OrderAnswer.Invalid(problems);
            order.Number = draft.Number ?? await OrderNumbers.Next(db, workspace, cancellation);
            current.HasOrder = true;
            db.Orders.Add(order);
            db.Note(store, workspace, actor, "order.created", order.Id);
            return new OrderAnswer.Done(order);
        }, cancellation);
    }

    /// <summary>Edits a draft, says where an order goes, moves it along its life, or all of it.</summary>
    public Task<OrderAnswer> Change(
        Guid workspace, Guid orderId, OrderChange change, string actor, CancellationToken cancellation) =>
        OnOrder(workspace, orderId, change.Version, (db, order) =>
        {
            if (change.IsEdit && order.State != OrderState.Draft)
                return new OrderAnswer.NotDraft();
            if (change.IsEdit)
            {
                change.Edit(order);
                if (OrderTotals.Problems(order).ToList() is { Count: > 0 } problems)
                    return new OrderAnswer.Invalid(problems);
            }

            change.Delivery?.Write(order);
            if (change.IsEdit || change.Delivery is not null)
                db.Note(store, workspace, actor, "order.edited", order.Id);
            if (change.To is not { } to || to == order.State)
                return null;
            db.Note(store, workspace, actor, $"order.{to.ToString().ToLowerInvariant()}", order.Id);
            return OrderMoney.Move(order, to, actor, store.Now);
        }, cancellation);

    /// <summary>Writes down money that came in.</summary>
    public Task<OrderAnswer> Pay(
        Guid workspace, Guid orderId, NewPayment payment, int? version, string actor, CancellationToken cancellation) =>
        OnOrder(workspace, orderId, version, (db, order) =>
        {
            db.Note(store, workspace, actor, "order.payment_recorded", orderId);
            return Unpayable(order, payment) ?? OrderMoney.Pay(order, payment, actor, store.Now);
        }, cancellation);

    /// <summary>Writes down money that went back.</summary>
    public Task<OrderAnswer> Refund(
        Guid workspace, Guid orderId, NewPayment refund, int? version, string actor, CancellationToken cancellation) =>
        OnOrder(workspace, orderId, version, (db, order) =>
        {
            db.Note(store, workspace, actor, "order.refund_recorded", orderId);
            return Unpayable(order, refund) ?? OrderMoney.Refund(order, refund, actor, store.Now);
        }, cancellation);

    /// <summary>Takes back a payment that was written down by mistake.</summary>
    public Task<OrderAnswer> Void(
        Guid workspace, Guid orderId, int number, int? version, string actor, CancellationToken cancellation) =>
        OnOrder(workspace, orderId, version, (db, order) =>
        {
            db.Note(store, workspace, actor, "order.payment_voided", orderId);
            return OrderMoney.Void(order, number, actor, store.Now);
        }, cancellation);

    private static OrderAnswer.Invalid? Unpayable(Order order, NewPayment payment)
    {
        var currency = OrderTotals.Currency(order);
        return currency.IsPayable(payment.Amount)
            ? null
            : new OrderAnswer.Invalid([new SettingProblem("amount", OrderTotals.Unpayable(currency))]);
    }

    private async Task<OrderAnswer> OnOrder(
        Guid workspace, Guid orderId, int? version, Func<HubDb, Order, OrderAnswer?> change, CancellationToken cancellation)
    {
        var connection = await store.Read(workspace, db => db.Orders
            .Where(row => row.WorkspaceId == workspace && row.Id == orderId)
            .Join(db.Conversations, row => row.ConversationId, thread => thread.Id, (_, thread) => (Guid?)thread.ConnectionId)
            .FirstOrDefaultAsync(cancellation));
        if (connection is not { } id)
            return new OrderAnswer.NotFound();
        return await InTurn(workspace, id, async db =>
        {
            var order = await db.Orders.Include(row => row.Lines).Include(row => row.Payments).AsSplitQuery()
                .SingleAsync(row => row.WorkspaceId == workspace && row.Id == orderId, cancellation);
            if (version is not null && version != order.Version)
                return new OrderAnswer.Stale(order);
            if (change(db, order) is { } refused)
                return refused;
            if (db.ChangeTracker.HasChanges())
                order.Version++;
            return new OrderAnswer.Done(order);
        }, cancellation);
    }

    private Task<OrderAnswer> InTurn(
        Guid workspace, Guid connectionId, Func<HubDb, Task<OrderAnswer>> change, CancellationToken cancellation) =>
        CommerceTurn.Take(store, bell, workspace, connectionId, async db =>
        {
            var answer = await change(db);
            if (answer is OrderAnswer.Done { Order: var moved })
                await NoticePlan.Write(db, moved, store.Now, cancellation);
            return (answer, answer is OrderAnswer.Done done
                ? await OrderDebts.Owe(db, store, connectors, connectionId, done.Order, cancellation)
                : null);
        }, cancellation);

    /// <summary>As it would stand, without a number.</summary>
    internal static Order New(HubStore store, Conversation conversation, NewOrder draft, string actor)
    {
        var now = store.Now;
        var order = new Order
        {
            WorkspaceId = conversation.WorkspaceId,
            Id = store.Ids.Next(),
            ContactId = conversation.ContactId,
            ConversationId = conversation.Id,
            Number = "",
            State = OrderState.Draft,
            Currency = draft.Currency.Code,
            Discount = draft.Discount,
            Shipping = draft.Shipping,
            PlacedAt = draft.PlacedAt ?? now,
            SourceMessageId = draft.SourceMessageId,
            Version = 1,
        };
        OrderChange.Write(order, draft.Lines);
        draft.Delivery?.Write(order);
        order.Total = OrderTotals.Of(order).Total;
        order.State = draft.State;
        if (draft.State == OrderState.Paid)
        {
            order.State = OrderState.Placed;
            OrderMoney.Move(order, OrderState.Paid, actor, now);
        }

        return order;
    }
}
