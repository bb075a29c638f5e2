using Hub.Connectors.Abstractions;
using Hub.Core.Conversations;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Sync;

/// <summary>The links of a connection's records, as a read finds and holds them.</summary>
internal static class CrmLinks
{
    // Nodes' clocks differ a little.
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(2);

    /// <summary>As entries name the connection that something came from.</summary>
    public static string Actor(LaneRun run) => ConversationEvent.ByConnection(run.Connection.Id);

    /// <returns>Our record; null when it is none of ours.</returns>
    public static Task<Guid?> Find(HubStore store, LaneRun run, SyncEntity entity, string remoteId, CancellationToken cancellation) => store.Read(
        run.Lane.WorkspaceId, db => Of(db, run, entity).Where(row => row.RemoteId == remoteId)
            .Select(row => (Guid?)row.LocalId).FirstOrDefaultAsync(cancellation));

    /// <summary>
    /// In the transaction that compares. The lane that writes the record settles outside its order, so the row is locked: what was written
    /// meanwhile must not be taken for a change over there.
    /// </summary>
    public static async Task<ExternalId?> Hold(
        HubDb db, LaneRun run, SyncEntity entity, string remoteId, CancellationToken cancellation)
    {
        if (db.Store.Kind == StorageKind.Postgres)
        {
            var kind = entity.ToString();
            await db.Database.ExecuteSqlAsync(
                $"""
                select 1 from external_ids
                where workspace_id = {run.Lane.WorkspaceId} and connection_id = {run.Connection.Id} and entity = {kind} and remote_id = {remoteId}
                for update
                """, cancellation);
        }

        return await Of(db, run, entity).FirstOrDefaultAsync(row => row.RemoteId == remoteId, cancellation);
    }

    /// <summary>Written by the hub since the read began, so that what was read may be from before.</summary>
    public static bool IsOlder(this CrmChange change, ExternalId link, DateTimeOffset readAt) =>
        link.WrittenAt > readAt - Skew && (change.Version is null || change.Version != link.Version);

    /// <summary>Records that the hub knows and a listing of what is there does not name.</summary>
    public static async Task<List<CrmGone>> Missing(
        HubStore store, LaneRun run, CrmListing listing, DateTimeOffset readAt, CancellationToken cancellation)
    {
        var there = listing.RemoteIds.ToHashSet(StringComparer.Ordinal);
        var entity = Entity(listing.Entity);
        // Compared here: databases order texts by the rules of a language.
        var known = await store.Read(run.Lane.WorkspaceId, db => Of(db, run, entity).ToListAsync(cancellation));
        return [.. known
            .Where(row => string.CompareOrdinal(row.RemoteId, listing.After) > 0 && string.CompareOrdinal(row.RemoteId, listing.To) <= 0
                && !there.Contains(row.RemoteId) && row.LinkedAt < readAt - Skew && !(row.WrittenAt > readAt - Skew))
            .Select(row => new CrmGone(listing.Entity, row.RemoteId))];
    }

    private static SyncEntity Entity(CrmEntity entity) => entity switch
    {
        CrmEntity.Contact => SyncEntity.Contact,
        CrmEntity.Order => SyncEntity.Order,
        _ => SyncEntity.Booking,
    };

    private static IQueryable<ExternalId> Of(HubDb db, LaneRun run, SyncEntity entity) => db.ExternalIds.Where(
        row => row.WorkspaceId == run.Lane.WorkspaceId && row.ConnectionId == run.Connection.Id && row.Entity == entity);
}

/// <summary>What became of a change that was read.</summary>
internal enum Followed
{
    /// <summary>It is nothing new, or about nothing of the hub's.</summary>
    Nothing,
    Changed,

    /// <summary>What stands here stays; people can see that and why.</summary>
    Overruled,

    /// <summary>The hub has just written the record: it has to be read again.</summary>
    TooEarly,
}
