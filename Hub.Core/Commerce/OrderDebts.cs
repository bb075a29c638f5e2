using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Deliveries;
using Hub.Core.Signals;
using Hub.Core.Storage;
using Hub.Core.Sync;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Commerce;

/// <summary>What an order owes as it stands: to CRMs itself, to ad platforms the facts about it. What was owed before is not owed twice.</summary>
internal static class OrderDebts
{
    /// <param name="order">With its payments.</param>
    /// <param name="told">The CRM that the change came from: it need not hear of it.</param>
    public static async Task<IReadOnlyCollection<LaneKey>> Owe(
        HubDb db, HubStore store, ConnectorRegistry connectors, Guid connectionId, Order order, CancellationToken cancellation,
        Guid? told = null)
    {
        var now = store.Now;
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
        foreach (var refund in order.Payments.Where(payment => payment.Kind == PaymentKind.Refund))
            signals.Refund(conversation, order, refund);
        if (order.State != OrderState.Draft && !await IsUnheardOf(db, order, cancellation))
            await Sync(db, peers, owing, order.WorkspaceId, [(order.Id, order.ContactId)], cancellation, told);
        await signals.Write(cancellation);
        await owing.Write(cancellation);
        return owing.Lanes;
    }

    // A draft that was cancelled was never agreed on: nobody outside has heard of it, and nobody need.
    private static async Task<bool> IsUnheardOf(HubDb db, Order order, CancellationToken cancellation)
    {
        if (order.State != OrderState.Cancelled || order.SourceMessageId is not null)
            return false;
        return db.Entry(order).Property(row => row.State).OriginalValue is OrderState.Draft or OrderState.Cancelled && !await db.ExternalIds.AnyAsync(
            row => row.WorkspaceId == order.WorkspaceId && row.Entity == SyncEntity.Order && row.LocalId == order.Id, cancellation);
    }

    /// <summary>
    /// To the CRMs, and with each the contact where one has never heard of them: it was connected after they came, and may take no order of a
    /// stranger.
    /// </summary>
    public static async Task Sync(
        HubDb db, Peers peers, Owing owing, Guid workspace, IReadOnlyList<(Guid Order, Guid Contact)> orders, CancellationToken cancellation,
        Guid? told = null)
    {
        if (orders.Count == 0)
            return;
        var contacts = orders.Select(item => item.Contact).Distinct().ToList();
        var known = (await db.ExternalIds
            .Where(row => row.WorkspaceId == workspace && row.Entity == SyncEntity.Contact && contacts.Contains(row.LocalId))
            .Select(row => new { row.ConnectionId, row.LocalId }).ToListAsync(cancellation))
            .Select(row => (row.ConnectionId, row.LocalId)).ToHashSet();
        foreach (var lane in peers.Orders.Where(lane => lane.ConnectionId != told))
            foreach (var (order, _) in orders)
                owing.Owe(lane, order);
        foreach (var lane in peers.Contacts)
            foreach (var contact in contacts.Where(contact => !known.Contains((lane.ConnectionId, contact))))
                owing.Owe(lane, contact);
    }
}
