using Hub.Connectors.Abstractions;
using Hub.Core.Commerce;
using Hub.Core.Commerce.Notices;
using Hub.Core.Connections;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Sync;

/// <summary>
/// Keeps what a CRM calls an order's state, and moves the order along where that follows from its state here. It is never forced: what does
/// not follow is shown at the order and left to people.
/// </summary>
public sealed class FollowOrders(HubStore store, ConnectorRegistry connectors, LaneBell bell)
{
    /// <returns>Those that a turn is needed for.</returns>
    internal async Task<List<CrmChange>> News(LaneRun run, IReadOnlyList<CrmChange> changes, CancellationToken cancellation)
    {
        var links = await CrmLinks.Look(store, run, SyncEntity.Order, changes, cancellation);
        return [.. changes.OfType<CrmOrderChange>().Where(told => links.TryGetValue(told.RemoteId, out var link)
            && (link.SaidEn, link.SaidVi, link.SaidState, link.Version) != (told.Said.En, told.Said.Vi, told.State, told.Version))];
    }

    internal async Task<Followed> Follow(LaneRun run, CrmChange change, CancellationToken cancellation)
    {
        var workspace = run.Lane.WorkspaceId;
        if (change is not CrmOrderChange told || await CrmLinks.Find(store, run, SyncEntity.Order, change.RemoteId, cancellation) is not { } id)
            return Followed.Nothing;
        var thread = await store.Read(workspace, db => db.Orders.Where(row => row.WorkspaceId == workspace && row.Id == id)
            .Join(db.Conversations, row => row.ConversationId, thread => thread.Id, (_, thread) => (Guid?)thread.ConnectionId)
            .FirstOrDefaultAsync(cancellation));
        if (thread is not { } connection)
            return Followed.Nothing;
        return await CommerceTurn.Take<Followed>(store, bell, workspace, connection, async db =>
        {
            await run.Prove(db, cancellation);
            // However long before the hub's last write it was read: the state there is no copy of the one here, and a later one is told as well.
            if (await CrmLinks.Hold(db, run, SyncEntity.Order, change.RemoteId, cancellation) is not { } link)
                return (Followed.Nothing, []);
            var isNews = link.SaidEn is null ? link.Agreed is not null : link.SaidEn != told.Said.En; // what was so before is left as it is
            (link.SaidEn, link.SaidVi, link.SaidState, link.Version) = (told.Said.En, told.Said.Vi, told.State, change.Version);
            if (!isNews || told.State is not { } to)
                return (Followed.Nothing, []);
            var order = await db.Orders.Include(row => row.Lines).Include(row => row.Payments).AsSplitQuery()
                .SingleAsync(row => row.WorkspaceId == workspace && row.Id == link.LocalId, cancellation);
            if (to == order.State)
                return (Followed.Nothing, []);
            var isMoved = OrderMoney.Move(order, to, CrmLinks.Actor(run), store.Now) is null;
            db.Note(store, workspace, CrmLinks.Actor(run), isMoved ? $"order.{to.ToString().ToLowerInvariant()}" : "order.not_followed", order.Id);
            order.Version++;
            if (!isMoved)
                return (Followed.Overruled, []);
            await NoticePlan.Write(db, order, store.Now, cancellation);
            return (Followed.Changed, await OrderDebts.Owe(db, store, connectors, connection, order, cancellation));
        }, cancellation);
    }
}
