using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Conversations;
using Hub.Core.Deliveries;
using Hub.Core.Signals;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Hub.Core.Text;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Commerce;

/// <summary>Orders made and changed by people and programs, with what that owes: to CRMs the order, to ad platforms the signals.</summary>
public sealed class OrderDesk(HubStore store, ConnectorRegistry connectors, LaneBell bell)
{
    public async Task<OrderAnswer> Create(
        Guid workspace, Guid conversationId, NewOrder draft, string actor, CancellationToken cancellation)
    {
        var conversation = await store.Read(workspace, db => db.Conversations.FirstOrDefaultAsync(
            row => row.WorkspaceId == workspace && row.Id == conversationId, cancellation));
        if (conversation is null)
            return new OrderAnswer.NotFound();
        return await InTurn(workspace, conversation.ConnectionId, async (db, _) =>
        {
            if (draft.Number is { } number && await db.Orders.AnyAsync(row => row.WorkspaceId == workspace && row.Number == number, cancellation))
                return new OrderAnswer.NumberTaken();
            var current = await db.Conversations.SingleAsync(row => row.WorkspaceId == workspace && row.Id == conversationId, cancellation);
            var order = New(current, draft);
            current.HasOrder = true;
            db.Orders.Add(order);
            db.Note(store, workspace, actor, "order.created", order.Id);
            return new OrderAnswer.Done(order);
        }, cancellation);
    }

    /// <summary>Edits a draft, moves an order along its life, or both.</summary>
    public async Task<OrderAnswer> Change(
        Guid workspace, Guid orderId, OrderChange change, string actor, CancellationToken cancellation)
    {
        var connection = await store.Read(workspace, db => db.Orders
            .Where(row => row.WorkspaceId == workspace && row.Id == orderId)
            .Join(db.Conversations, row => row.ConversationId, thread => thread.Id, (_, thread) => (Guid?)thread.ConnectionId)
            .FirstOrDefaultAsync(cancellation));
        if (connection is not { } id)
            return new OrderAnswer.NotFound();
        return await InTurn(workspace, id, async (db, now) =>
        {
            var order = await db.Orders.Include(row => row.Lines)
                .SingleAsync(row => row.WorkspaceId == workspace && row.Id == orderId, cancellation);
            if (change.IsEdit && order.State != OrderState.Draft)
                return new OrderAnswer.NotDraft();
            if (change.To is { } next && next != order.State && !OrderStates.MayBecome(order.State, next))
                return new OrderAnswer.WrongState(order.State);
            if (change.IsEdit)
            {
                change.Edit(order);
                db.Note(store, workspace, actor, "order.edited", order.Id);
            }

            if (change.To is { } to && to != order.State)
            {
                order.State = to;
                if (to == OrderState.Paid)
                    order.PaidAt ??= now;
                db.Note(store, workspace, actor, $"order.{to.ToString().ToLowerInvariant()}", order.Id);
            }

            return new OrderAnswer.Done(order);
        }, cancellation);
    }

    private async Task<OrderAnswer> InTurn(
        Guid workspace, Guid connectionId, Func<HubDb, DateTimeOffset, Task<OrderAnswer>> change, CancellationToken cancellation)
    {
        IReadOnlyCollection<LaneKey> lanes = [];
        var answer = await store.Write(workspace, connectionId, async db =>
        {
            lanes = [];
            var now = store.Now;
            var changed = await change(db, now);
            if (changed is OrderAnswer.Done done)
                lanes = await Owe(db, connectionId, done.Order, now, cancellation);
            return changed;
        }, cancellation);
        bell.Ring(lanes);
        return answer;
    }

    private async Task<IReadOnlyCollection<LaneKey>> Owe(
        HubDb db, Guid connectionId, Order order, DateTimeOffset now, CancellationToken cancellation)
    {
        var connection = await db.Connections.SingleAsync(
            row => row.WorkspaceId == order.WorkspaceId && row.Id == connectionId, cancellation);
        var conversation = await db.Conversations.SingleAsync(
            row => row.WorkspaceId == order.WorkspaceId && row.Id == order.ConversationId, cancellation);
        var peers = await Peers.Load(db, connectors, order.WorkspaceId, cancellation);
        var owing = new Owing(db, store.Ids, now);
        var signals = new SignalDetector(db, connection, peers, owing, store.Ids, now);
        if (order.State is not (OrderState.Draft or OrderState.Cancelled))
            signals.Order(conversation, order, SignalKind.OrderPlaced, order.PlacedAt);
        if (order.PaidAt is { } paid)
            signals.Order(conversation, order, SignalKind.OrderPaid, paid);
        if (order.State != OrderState.Draft)
            foreach (var lane in peers.Orders)
                owing.Owe(lane, order.Id);
        await signals.Write(cancellation);
        await owing.Write(cancellation);
        return owing.Lanes;
    }

    private Order New(Conversation conversation, NewOrder draft)
    {
        var id = store.Ids.Next();
        var now = store.Now;
        return new Order
        {
            WorkspaceId = conversation.WorkspaceId,
            Id = id,
            ContactId = conversation.ContactId,
            ConversationId = conversation.Id,
            Number = draft.Number ?? ChatOrders.Number(id.ToString("N")),
            State = draft.State,
            Currency = draft.Currency.Code,
            Total = draft.Lines.Sum(line => line.Quantity * line.UnitPrice),
            PlacedAt = draft.PlacedAt ?? now,
            PaidAt = draft.State == OrderState.Paid ? now : null,
            Lines = [.. draft.Lines.Select((line, index) => new OrderLine
            {
                WorkspaceId = conversation.WorkspaceId,
                OrderId = id,
                Line = index + 1,
                ProductCode = line.ProductCode,
                Name = line.Name is null ? null : SafeText.Clean(line.Name),
                Quantity = line.Quantity,
                UnitPrice = line.UnitPrice,
            })],
        };
    }
}

/// <param name="Number">Made by the hub when null.</param>
public sealed record NewOrder(
    string? Number, CurrencyCode Currency, OrderState State, DateTimeOffset? PlacedAt, IReadOnlyList<NewOrderLine> Lines);

public sealed record NewOrderLine(string ProductCode, string? Name, decimal Quantity, decimal UnitPrice);

/// <summary>Closed.</summary>
public abstract record OrderAnswer
{
    private OrderAnswer()
    {
    }

    public sealed record Done(Order Order) : OrderAnswer;

    public sealed record NotFound : OrderAnswer;

    public sealed record NumberTaken : OrderAnswer;

    /// <summary>What was agreed on stands: only a draft can be edited.</summary>
    public sealed record NotDraft : OrderAnswer;

    public sealed record WrongState(OrderState Now) : OrderAnswer;
}
