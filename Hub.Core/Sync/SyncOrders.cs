using Hub.Connectors.Abstractions;
using Hub.Core.Commerce;
using Hub.Core.Connections;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Sync;

/// <summary>Writes orders to a CRM, each after its contact.</summary>
public sealed class SyncOrders(HubStore store, ConnectorRegistry connectors, FollowOrders follow) : SyncRecords<CrmOrder>(store, connectors)
{
    private static readonly TimeSpan ContactWait = TimeSpan.FromSeconds(1);

    public override DeliveryKind Kind => DeliveryKind.SyncOrder;

    protected override SyncEntity Entity => SyncEntity.Order;

    protected override Task<(List<WriteItem<CrmOrder>> Items, Dictionary<Guid, Outcome> Early)> Load(
        LaneRun run, IReadOnlyList<Delivery> batch, CancellationToken cancellation) =>
        Store.Read(run.Lane.WorkspaceId, async db =>
        {
            var ids = batch.Select(delivery => delivery.SubjectId).ToList();
            var orders = await db.Orders.Include(row => row.Lines)
                .Where(row => row.WorkspaceId == run.Lane.WorkspaceId && ids.Contains(row.Id)).ToListAsync(cancellation);
            var item = await Items(db, run, ids, cancellation);
            var contacts = await RemoteIds(db, run, SyncEntity.Contact, [.. orders.Select(row => row.ContactId).Distinct()], cancellation);
            var waiting = await ContactsOwed(db, run, orders, cancellation);
            var early = ids.Except(orders.Select(row => row.Id))
                .ToDictionary(id => id, _ => (Outcome)new Outcome.Rejected(new Reason("order_gone")));
            foreach (var order in orders.Where(row => !contacts.ContainsKey(row.ContactId) && waiting.Contains(row.ContactId)))
                early[order.Id] = new Outcome.Throttled(ContactWait, ThrottleScope.Recipient, new Reason("waits_for_contact"));
            foreach (var order in orders.Where(row => !EnumNames.IsKnown(row.State)))
                early[order.Id] = LeftToNewer.Outcome;
            var items = orders.Where(row => !early.ContainsKey(row.Id))
                .Select(row => item(row.Id, Value(row, contacts.GetValueOrDefault(row.ContactId)))).ToList();
            return (items, early);
        });

    // Where the state there is the bookkeepers' it is no copy of this one and is not compared with it; see FollowOrders.
    private protected override string?[] Fields(CrmOrder value) => CrmFields.Of(value);

    private protected override Task<Followed> Follow(LaneRun run, CrmChange there, DateTimeOffset readAt, CancellationToken cancellation) =>
        follow.Follow(run, there, readAt, cancellation);

    protected override Task<BatchAnswer> Upsert(
        LaneRun run, IReadOnlyList<WriteItem<CrmOrder>> batch, CancellationToken cancellation) =>
        Connectors.As<ISyncOrders>(run.Connection.ConnectorId)!.Upsert(run.Context, batch, cancellation);

    // A contact that the CRM will never take must not hold its orders for ever: only one that is still owed is waited for.
    private static async Task<HashSet<Guid>> ContactsOwed(HubDb db, LaneRun run, List<Order> orders, CancellationToken cancellation)
    {
        var ids = orders.Select(row => row.ContactId).Distinct().ToList();
        return [.. await db.Deliveries
            .Where(row => row.WorkspaceId == run.Lane.WorkspaceId && row.ConnectionId == run.Connection.Id
                && row.Kind == DeliveryKind.SyncContact && row.State == DeliveryState.Owed && ids.Contains(row.SubjectId))
            .Select(row => row.SubjectId).ToListAsync(cancellation)];
    }

    private static CrmOrder Value(Order order, string? contactRemoteId) => new(
        order.Number, contactRemoteId, order.State, order.Total, order.Currency, order.PlacedAt,
        [.. order.Lines.OrderBy(line => line.Line)
            .Select(line => new CrmOrderLine(line.ProductCode, line.Name, line.Quantity, line.UnitPrice))])
    {
        Amounts = Amounts(order),
    };

    internal static CrmOrderAmounts Amounts(Order order)
    {
        var (totals, offLines) = (OrderTotals.Of(order), order.Lines.Sum(line => line.Discount));
        return new CrmOrderAmounts(totals.Subtotal + offLines, order.Discount + offLines, totals.Tax, order.Shipping);
    }
}
