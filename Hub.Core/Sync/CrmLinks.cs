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

    /// <summary>The links of our records, in the transaction that writes down what has been sent: a read may follow a newer version meanwhile.</summary>
    public static async Task<Dictionary<Guid, ExternalId>> Hold(
        HubDb db, LaneRun run, SyncEntity entity, IReadOnlyCollection<Guid> localIds, CancellationToken cancellation)
    {
        if (db.Store.Kind == StorageKind.Postgres)
        {
            var (kind, ids) = (entity.ToString(), localIds.ToArray());
            await db.Database.ExecuteSqlAsync(
                $"""
                select 1 from external_ids
                where workspace_id = {run.Lane.WorkspaceId} and connection_id = {run.Connection.Id} and entity = {kind} and local_id = any({ids})
                order by local_id for update
                """, cancellation);
        }

        return await Of(db, run, entity).Where(row => localIds.Contains(row.LocalId)).ToDictionaryAsync(row => row.LocalId, cancellation);
    }

    /// <summary>The links that changes are about, by the records' ids there, as they stand outside of any turn.</summary>
    public static Task<Dictionary<string, ExternalId>> Look(
        HubStore store, LaneRun run, SyncEntity entity, IReadOnlyList<CrmChange> changes, CancellationToken cancellation)
    {
        var ids = changes.Select(change => change.RemoteId).Distinct().ToList();
        return store.Read(run.Lane.WorkspaceId, db => Of(db, run, entity).Where(row => ids.Contains(row.RemoteId))
            .ToDictionaryAsync(row => row.RemoteId, StringComparer.Ordinal, cancellation));
    }

    /// <summary>
    /// Whether comparing would change nothing, and nothing would be stored: most of what is told is the hub's own, and a turn for each would hold
    /// up conversations. Never by the version alone: it is stored before what it stands for is compared.
    /// </summary>
    public static bool Says(this ExternalId link, IReadOnlyList<string?> ours, IReadOnlyList<string?> theirs, string? version)
    {
        var agreement = Agreement.Read(link.Agreed, link.Outgoing);
        return !agreement.IsUnknown && link.Version == version && !agreement.HasArrived(theirs) && agreement.After(ours, theirs) == link.Agreed
            && Enumerable.Range(0, ours.Count).All(i => agreement.Changed(i, ours[i], theirs[i]) is Side.None or Side.Ours);
    }

    /// <summary>What they say has been compared.</summary>
    public static void Told(
        this ExternalId link, Agreement agreement, IReadOnlyList<string?> ours, IReadOnlyList<string?> theirs, string? version)
    {
        (link.Agreed, link.Version) = (agreement.After(ours, theirs), version);
        if (agreement.HasArrived(theirs))
            link.Outgoing = null;
    }

    /// <summary>Written by the hub since the read began, so that what was read may be from before.</summary>
    public static bool IsOlder(this CrmChange change, ExternalId link, DateTimeOffset readAt) =>
        link.WrittenAt > readAt - Skew && (change.Version is null || change.Version != link.Version);

    /// <summary>Records that the hub knows and a listing of what is there does not name.</summary>
    public static async Task<IReadOnlyList<CrmChange>> Missing(
        HubStore store, LaneRun run, CrmListing listing, DateTimeOffset readAt, CancellationToken cancellation)
    {
        var there = listing.RemoteIds.ToHashSet(StringComparer.Ordinal);
        var entity = Entity(listing.Entity);
        // Compared here: databases order texts by the rules of a language.
        var known = await store.Read(run.Lane.WorkspaceId, db => Of(db, run, entity).ToListAsync(cancellation));
        return [.. known
            .Where(row => listing.Covers(row.RemoteId)
                && !there.Contains(row.RemoteId) && row.LinkedAt < readAt - Skew && !(row.WrittenAt > readAt - Skew))
            .Select(row => new CrmGone(listing.Entity, row.RemoteId))];
    }

    public static bool Covers(this CrmListing listing, string remoteId) =>
        string.CompareOrdinal(remoteId, listing.After) > 0 && string.CompareOrdinal(remoteId, listing.To) <= 0;

    /// <summary>Other records than those that were linked: the next change here makes them anew.</summary>
    public static async Task Forget(
        HubStore store, LaneRun run, CrmEntity entity, IReadOnlyList<CrmChange> gone, CancellationToken cancellation)
    {
        foreach (var some in gone.Select(change => change.RemoteId).Chunk(500))
            await store.Write(null, null, async db =>
            {
                await run.Prove(db, cancellation);
                await Of(db, run, Entity(entity)).Where(row => some.Contains(row.RemoteId)).ExecuteDeleteAsync(cancellation);
            }, cancellation);
    }

    private static SyncEntity Entity(CrmEntity entity) => entity switch
    {
        CrmEntity.Contact => SyncEntity.Contact,
        CrmEntity.Order => SyncEntity.Order,
        _ => SyncEntity.Booking,
    };

    internal static IQueryable<ExternalId> Of(HubDb db, LaneRun run, SyncEntity entity) => db.ExternalIds.Where(
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
