using Hub.Core.Storage;
using Hub.Core.Sync;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Contacts;

/// <summary>Which record of a CRM a merged contact is: one each way, so that one stays owed and the other lies fallow.</summary>
internal static class MergeRecords
{
    public static async Task Move(HubDb db, Guid workspace, MergePlan plan, CancellationToken cancellation)
    {
        await db.Deliveries
            .Where(row => row.WorkspaceId == workspace && row.Kind == Deliveries.DeliveryKind.SyncContact && row.SubjectId == plan.Drop.Id)
            .ExecuteDeleteAsync(cancellation);
        await Links(db, workspace, plan.Drop.Id).ExecuteDeleteAsync(cancellation);
        foreach (var record in plan.Records.Where(record => record.Moves))
            db.ExternalIds.Add(Link(workspace, plan.Keep.Id, record.ConnectionId, record.RemoteId, record.LinkedAt));
    }

    /// <summary>Gives back what has not been given to another contact or lost at the CRM meanwhile.</summary>
    public static async Task Return(
        HubDb db, Guid workspace, Guid keep, Guid drop, IReadOnlyList<MergedLink> links, CancellationToken cancellation)
    {
        foreach (var link in links)
        {
            var holder = await db.ExternalIds.FirstOrDefaultAsync(
                row => row.WorkspaceId == workspace && row.ConnectionId == link.ConnectionId && row.Entity == SyncEntity.Contact
                    && row.RemoteId == link.RemoteId, cancellation);
            var isFree = holder is null || (link.Moved && holder.LocalId == keep);
            if (!isFree || !await db.Connections.AnyAsync(row => row.WorkspaceId == workspace && row.Id == link.ConnectionId, cancellation))
                continue;
            if (holder is not null)
                db.ExternalIds.Remove(holder);
            await db.SaveChangesAsync(cancellation); // first what goes: the new link has its remote id
            db.ExternalIds.Add(Link(workspace, drop, link.ConnectionId, link.RemoteId, link.LinkedAt));
        }
    }

    private static IQueryable<ExternalId> Links(HubDb db, Guid workspace, Guid contact) =>
        db.ExternalIds.Where(row => row.WorkspaceId == workspace && row.Entity == SyncEntity.Contact && row.LocalId == contact);

    private static ExternalId Link(Guid workspace, Guid contact, Guid connection, string remoteId, DateTimeOffset linkedAt) => new()
    {
        WorkspaceId = workspace,
        ConnectionId = connection,
        Entity = SyncEntity.Contact,
        LocalId = contact,
        RemoteId = remoteId,
        LinkedAt = linkedAt,
    };
}
