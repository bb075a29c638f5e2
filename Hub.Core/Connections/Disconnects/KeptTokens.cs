using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Connections.Disconnects;

/// <summary>
/// Deletes tokens that were kept for revoking when their time is over, whatever has become of it: also where no lane could run, since its
/// connector is not there any more.
/// </summary>
public sealed class KeptTokens(HubStore store)
{
    public async Task Expire(CancellationToken cancellation)
    {
        var now = store.Now;
        var over = await store.Read(null, db => db.Disconnects.Where(row => row.Kept != null && row.KeptUntil <= now).ToListAsync(cancellation));
        foreach (var end in over)
            await store.Write(null, end.ConnectionId, db => Expire(db, end, cancellation), cancellation);
        if (over.Count > 0)
            await store.Scrub(Scrubbing.Log, cancellation);
    }

    private async Task Expire(HubDb db, Disconnect found, CancellationToken cancellation)
    {
        var end = await db.Disconnects.SingleAsync(row => row.WorkspaceId == found.WorkspaceId && row.Id == found.Id, cancellation);
        var before = end.Unsubscribe;
        end.GiveUp(VendorStep.Failed, "time_over", store.Now);
        if (end.Unsubscribe != before)
            await Disconnector.EndSubscription(db, end, cancellation);
        foreach (var owed in await db.Deliveries
            .Where(row => row.WorkspaceId == end.WorkspaceId && row.ConnectionId == end.ConnectionId && row.Kind == DeliveryKind.Revoke
                && row.SubjectId == end.Id && row.State == DeliveryState.Owed).ToListAsync(cancellation))
            (owed.State, owed.SettledAt, owed.Code) = (DeliveryState.Dead, store.Now, "time_over");
    }
}
