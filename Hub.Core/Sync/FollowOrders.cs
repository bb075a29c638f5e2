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
/// not follow is shown at the order and left to people; or, where the CRM keeps a copy of the hub's own state, goes back there.
/// </summary>
public sealed class FollowOrders(HubStore store, ConnectorRegistry connectors, LaneBell bell)
{
    /// <returns>Those that a turn is needed for.</returns>
    internal async Task<List<CrmChange>> News(LaneRun run, IReadOnlyList<CrmChange> changes, CancellationToken cancellation)
    {
        var links = await CrmLinks.Look(store, run, SyncEntity.Order, changes, cancellation);
        var ids = changes.OfType<CrmOrderChange>().Where(told => told.IsCopy && links.ContainsKey(told.RemoteId))
            .Select(told => links[told.RemoteId].LocalId).ToList();
        var orders = ids.Count == 0 ? [] : await store.Read(run.Lane.WorkspaceId, db => db.Orders
            .Where(row => row.WorkspaceId == run.Lane.WorkspaceId && ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancellation));
        return [.. changes.OfType<CrmOrderChange>().Where(told => links.TryGetValue(told.RemoteId, out var link)
            && (told.IsCopy ? IsNews(link, orders.GetValueOrDefault(link.LocalId), told)
                : (link.SaidEn, link.SaidVi, link.SaidState, link.Version) != (told.Said.En, told.Said.Vi, told.State, told.Version)))];
    }

    internal async Task<Followed> Follow(LaneRun run, CrmChange change, DateTimeOffset readAt, CancellationToken cancellation)
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
            if (await CrmLinks.Hold(db, run, SyncEntity.Order, change.RemoteId, cancellation) is not { } link)
                return (Followed.Nothing, []);
            if (told.IsCopy && change.IsOlder(link, readAt))
                return (Followed.TooEarly, []);
            var order = await db.Orders.Include(row => row.Lines).Include(row => row.Payments).AsSplitQuery()
                .SingleAsync(row => row.WorkspaceId == workspace && row.Id == link.LocalId, cancellation);
            var turn = new Turn(db, run, link, order, told);
            var followed = told.IsCopy ? Compare(turn) : Hear(turn);
            if (followed == Followed.Nothing || (followed == Followed.Overruled && !told.IsCopy))
                return (followed, []);
            if (followed == Followed.Changed)
                await NoticePlan.Write(db, order, store.Now, cancellation);
            var isTold = told.IsCopy && told.State == order.State;
            return (followed, await OrderDebts.Owe(
                db, store, connectors, connection, order, cancellation, isTold ? run.Connection.Id : null));
        }, cancellation);
    }

    // However long before the hub's last write it was read: the state there is no copy of the one here, and a later one is told as well.
    private Followed Hear(Turn turn)
    {
        var (link, told) = (turn.Link, turn.Told);
        var isNews = link.SaidEn is null ? link.Agreed is not null : link.SaidEn != told.Said.En; // what was so before is left as it is
        (link.SaidEn, link.SaidVi, link.SaidState, link.Version) = (told.Said.En, told.Said.Vi, told.State, told.Version);
        return isNews && told.State is { } to && to != turn.Order.State ? Move(turn, to) : Followed.Nothing;
    }

    // What they call it is shown only while it is no state of the hub's: else the two are the same, or soon will be.
    private Followed Compare(Turn turn)
    {
        var (link, told) = (turn.Link, turn.Told);
        var (ours, theirs) = (CrmFields.Of(turn.Order), CrmFields.Of(told));
        var agreement = Agreement.Read(link.Agreed, link.Outgoing);
        var side = agreement.Changed(0, ours[0], theirs[0]);
        link.Told(agreement, ours, theirs, told.Version);
        (link.SaidEn, link.SaidVi) = told.State is null ? (told.Said.En, told.Said.Vi) : ((string?)null, (string?)null);
        link.SaidState = null;
        return side switch
        {
            Side.Theirs => Move(turn, told.State!.Value),
            Side.Both => Refuse(turn),
            _ => Followed.Nothing,
        };
    }

    private Followed Move(Turn turn, OrderState to)
    {
        var (order, actor) = (turn.Order, CrmLinks.Actor(turn.Run));
        if (OrderMoney.Move(order, to, actor, store.Now) is not null)
            return Refuse(turn);
        turn.Db.Note(store, order.WorkspaceId, actor, $"order.{to.ToString().ToLowerInvariant()}", order.Id);
        order.Version++;
        return Followed.Changed;
    }

    private Followed Refuse(Turn turn)
    {
        turn.Db.Note(store, turn.Order.WorkspaceId, CrmLinks.Actor(turn.Run), "order.not_followed", turn.Order.Id);
        turn.Order.Version++;
        return Followed.Overruled;
    }

    private static bool IsNews(ExternalId link, Order? order, CrmOrderChange told) => order is not null
        && !(link.Says(CrmFields.Of(order), CrmFields.Of(told), told.Version) && link.SaidEn == (told.State is null ? told.Said.En : null));

    private sealed record Turn(HubDb Db, LaneRun Run, ExternalId Link, Order Order, CrmOrderChange Told);
}
