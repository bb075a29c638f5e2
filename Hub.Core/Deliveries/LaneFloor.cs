using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Deliveries;

/// <summary>
/// The time before which nothing of a lane is owed, as one run of it knows. While somebody leaves a transaction open PostgreSQL clears away
/// nothing of what was delivered since, and without a floor each look for what is due would walk over all of it.
/// </summary>
public sealed class LaneFloor(HubStore store, LaneKey lane)
{
    // Longer than any transaction takes, and than the clocks of two nodes are apart: what comes in meanwhile is due later.
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);
    private (DateTimeOffset At, DateTimeOffset Floor) _found;

    internal async Task<DateTimeOffset> Find(HubDb db, CancellationToken cancellation)
    {
        var now = store.Now;
        if (now - _found.At < Fresh)
            return _found.Floor;
        // Of all that is owed, also of what waits for another of its order: once that is done it must be found.
        var earliest = await db.Deliveries
            .Where(row => row.WorkspaceId == lane.WorkspaceId && row.ConnectionId == lane.ConnectionId && row.Kind == lane.Kind
                && row.State == DeliveryState.Owed)
            .OrderBy(row => row.DueAt).Select(row => (DateTimeOffset?)row.DueAt).FirstOrDefaultAsync(cancellation);
        _found = (now, (earliest < now ? earliest.Value : now) - Margin);
        return _found.Floor;
    }
}
