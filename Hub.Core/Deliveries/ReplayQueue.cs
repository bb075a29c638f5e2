using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Deliveries;

/// <summary>The turns that one bulk replay has given out in its lane. They stand in the rows, so that a restart changes nothing.</summary>
/// <param name="Given">Turns of this pace that are given out.</param>
internal readonly record struct ReplayQueue(ReplayPace Pace, int Given)
{
    /// <summary>
    /// A turn may come so late without moving the others: a busy lane, a wake-up that had to wait. Longer than that nothing left at all: no node
    /// was up, the connection was paused, or the other side asked us to wait.
    /// </summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public DateTimeOffset? Last => Pace.End(Given);

    /// <summary>When the last replay that has not been tried yet gets its turn. One that is tried again has times of its own, for which nobody waits.</summary>
    public static Task<DateTimeOffset?> LastTurn(HubDb db, LaneKey lane, CancellationToken cancellation) => Of(db, lane)
        .Where(row => row.Attempts == 0)
        .OrderByDescending(row => row.DueAt).Select(row => (DateTimeOffset?)row.DueAt).FirstOrDefaultAsync(cancellation);

    /// <summary>
    /// Gives these the next turns. After those of another call, whether it was earlier or goes on beside this one: two together would be twice the
    /// rate. So the last turn is read in the transaction that gives out the next ones, and again for each chunk.
    /// </summary>
    /// <param name="before">Null for the first of a call.</param>
    public static async Task<ReplayQueue> Give(
        HubDb db, LaneKey lane, ReplayQueue? before, IReadOnlyList<Delivery> rows, int perMinute, DateTimeOffset now, CancellationToken cancellation)
    {
        var last = await LastTurn(db, lane, cancellation);
        var mine = before is { } own && !(last > own.Last) ? own : new ReplayQueue(ReplayPace.After(last, now, perMinute), 0);
        foreach (var (index, row) in rows.Index())
            row.OweAgain(mine.Pace.At(mine.Given + index), isReplay: true);
        return mine with { Given = mine.Given + rows.Count };
    }

    /// <summary>
    /// Turns passed while nothing left: all of a lane move on together, or what was to take an hour would leave in one burst. The first that was
    /// missed has its turn now. Past the tracker: who has such rows reads them again.
    /// </summary>
    public static async Task GoOn(HubDb db, LaneKey lane, DateTimeOffset now, CancellationToken cancellation)
    {
        var first = await Of(db, lane).OrderBy(row => row.DueAt).Select(row => (DateTimeOffset?)row.DueAt).FirstOrDefaultAsync(cancellation);
        if (first is not { } missed || missed >= now)
            return;
        var (kind, later) = (lane.Kind.ToString(), (long)(now - missed).TotalMilliseconds);
        await db.Database.ExecuteSqlAsync(
            $"""
            update deliveries set due_at = due_at + {later}, owed_at = owed_at + {later}
            where workspace_id = {lane.WorkspaceId} and connection_id = {lane.ConnectionId} and kind = {kind} and state = 'Owed' and is_replay
            """, cancellation);
    }

    private static IQueryable<Delivery> Of(HubDb db, LaneKey lane) => db.Deliveries
        .Where(row => row.WorkspaceId == lane.WorkspaceId && row.ConnectionId == lane.ConnectionId && row.Kind == lane.Kind
            && row.State == DeliveryState.Owed && row.IsReplay);
}
