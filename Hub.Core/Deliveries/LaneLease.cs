using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Deliveries;

/// <summary>
/// The right to run a lane. It lapses by itself when its holder dies, and a holder that was only paused finds its token gone: every
/// change of the lane's deliveries checks the token in the same transaction.
/// </summary>
public sealed class LaneLease(HubStore store, LaneKey lane, Guid token, bool isInherited = false)
{
    public static readonly TimeSpan Length = TimeSpan.FromSeconds(30);
    public static readonly TimeSpan Beat = TimeSpan.FromSeconds(10);

    public LaneKey Lane => lane;

    /// <summary>Whoever held it before never saw how its work ended: it died, or its call was not answered.</summary>
    public bool IsInherited => isInherited;

    /// <returns>Null while somebody else holds it.</returns>
    public static Task<LaneLease?> TryTake(HubStore store, LaneKey lane, CancellationToken cancellation) =>
        store.Write(null, lane.ConnectionId, async db =>
        {
            var row = await Find(db, lane, cancellation);
            if (row is null)
                db.Lanes.Add(row = new Lane { WorkspaceId = lane.WorkspaceId, ConnectionId = lane.ConnectionId, Kind = lane.Kind });
            if (row.LeaseUntil > store.Now)
                return null;
            var isInherited = row.LeaseToken is not null;
            row.LeaseToken = Guid.NewGuid();
            row.LeaseUntil = store.Now + Length;
            return new LaneLease(store, lane, row.LeaseToken.Value, isInherited);
        }, cancellation);

    /// <summary>Proves inside the caller's transaction that the lane is still ours, and holds it for another length.</summary>
    /// <exception cref="LeaseLostException">Somebody else has it.</exception>
    public async Task<Lane> Hold(HubDb db, CancellationToken cancellation)
    {
        var row = await Find(db, lane, cancellation);
        if (row?.LeaseToken != token)
            throw new LeaseLostException(lane);
        row.LeaseUntil = store.Now + Length;
        return row;
    }

    /// <summary>
    /// Proves it inside a transaction that has another turn than the lane's: whoever takes the lane over waits until that has ended. To be called
    /// when the transaction has all its turns, since a beat has its own before it asks for the row.
    /// </summary>
    /// <exception cref="LeaseLostException">Somebody else has it.</exception>
    public async Task Prove(HubDb db, CancellationToken cancellation)
    {
        if (store.Kind == StorageKind.Postgres)
        {
            var kind = lane.Kind.ToString();
            await db.Database.ExecuteSqlAsync(
                $"""
                select 1 from lanes
                where workspace_id = {lane.WorkspaceId} and connection_id = {lane.ConnectionId} and kind = {kind}
                for share
                """, cancellation);
        }

        if (!await db.Lanes.AnyAsync(row => row.WorkspaceId == lane.WorkspaceId && row.ConnectionId == lane.ConnectionId && row.Kind == lane.Kind
            && row.LeaseToken == token, cancellation))
            throw new LeaseLostException(lane);
    }

    public Task Beats(CancellationToken cancellation) =>
        store.Write(null, lane.ConnectionId, db => Hold(db, cancellation), cancellation);

    /// <param name="isSeen">Whether it is known how the work ended; if not, the next holder has <see cref="IsInherited"/>.</param>
    public Task Release(bool isSeen = true) => store.Write(null, lane.ConnectionId, async db =>
    {
        if (await Find(db, lane, CancellationToken.None) is not { } row || row.LeaseToken != token)
            return;
        row.LeaseUntil = null;
        if (isSeen)
            row.LeaseToken = null;
    }, CancellationToken.None);

    private static Task<Lane?> Find(HubDb db, LaneKey lane, CancellationToken cancellation) => db.Lanes.FirstOrDefaultAsync(
        row => row.WorkspaceId == lane.WorkspaceId && row.ConnectionId == lane.ConnectionId && row.Kind == lane.Kind, cancellation);
}

/// <summary>The lane was taken over, because this process did not answer for longer than a lease. Its work does not count.</summary>
public sealed class LeaseLostException(LaneKey lane) : Exception($"Lane {lane} was taken over.");
