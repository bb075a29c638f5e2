using Hub.Connectors.Abstractions;
using Hub.Core.Conversations;
using Hub.Core.Signals;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Deliveries;

/// <summary>Owes dead letters again, because a person said so.</summary>
public sealed class DeliveryReplay(HubStore store, LaneBell bell)
{
    private const int Chunk = 500;

    /// <param name="evenInDoubt">Also what may have arrived already: then it may arrive twice, and the person has accepted that.</param>
    public async Task<ReplayAnswer> One(Guid workspace, Guid id, bool evenInDoubt, string actor, CancellationToken cancellation)
    {
        var found = await store.Read(workspace, db => db.Deliveries.FirstOrDefaultAsync(
            row => row.WorkspaceId == workspace && row.Id == id, cancellation));
        if (found is null)
            return ReplayAnswer.NotFound;
        var replayed = await store.Write(workspace, found.ConnectionId, async db =>
        {
            var row = await db.Deliveries.SingleAsync(delivery => delivery.WorkspaceId == workspace && delivery.Id == id, cancellation);
            var isSkipped = row is { State: DeliveryState.Cancelled, Outcome: DeliverySkip.Outcome };
            if (row.State != DeliveryState.Dead && !isSkipped && !(evenInDoubt && row.State == DeliveryState.Unknown))
                return row.State == DeliveryState.Unknown ? ReplayAnswer.InDoubt : ReplayAnswer.NotDead;
            await Again(db, [row], cancellation);
            db.Note(store, workspace, actor, "delivery.replayed", id);
            return ReplayAnswer.Replayed;
        }, cancellation);
        if (replayed == ReplayAnswer.Replayed)
            bell.Ring(new LaneKey(workspace, found.ConnectionId, found.Kind));
        return replayed;
    }

    /// <summary>All dead letters of a lane, or those with one code. What is in doubt is never among them.</summary>
    /// <returns>How many are owed again.</returns>
    public async Task<int> Dead(LaneKey lane, string? code, string actor, CancellationToken cancellation)
    {
        var count = 0;
        for (int replayed; (replayed = await DeadChunk(lane, code, actor, cancellation)) > 0;)
            count += replayed;
        if (count > 0)
            bell.Ring(lane);
        return count;
    }

    /// <returns>How many it would be.</returns>
    public Task<int> Count(LaneKey lane, string? code, CancellationToken cancellation) =>
        store.Read(lane.WorkspaceId, db => DeadOf(db, lane, code).CountAsync(cancellation));

    internal static IQueryable<Delivery> DeadOf(HubDb db, LaneKey lane, string? code) => db.Deliveries
        .Where(row => row.WorkspaceId == lane.WorkspaceId && row.State == DeliveryState.Dead
            && row.ConnectionId == lane.ConnectionId && row.Kind == lane.Kind && (code == null || row.Code == code));

    private Task<int> DeadChunk(LaneKey lane, string? code, string actor, CancellationToken cancellation) =>
        store.Write(lane.WorkspaceId, lane.ConnectionId, async db =>
        {
            var rows = await DeadOf(db, lane, code).OrderBy(row => row.Id).Take(Chunk).ToListAsync(cancellation);
            await Again(db, rows, cancellation);
            if (rows.Count > 0)
                db.Note(store, lane.WorkspaceId, actor, "deliveries.replayed", lane.ConnectionId);
            return rows.Count;
        }, cancellation);

    private async Task Again(HubDb db, List<Delivery> rows, CancellationToken cancellation)
    {
        var now = store.Now;
        foreach (var row in rows)
        {
            row.State = DeliveryState.Owed;
            row.OwedAt = row.DueAt = now;
            row.Attempts = 0;
            row.SettledAt = null;
            row.Revision++;
        }

        foreach (var lane in rows.GroupBy(row => row.Kind))
            await Reopen(db, lane.Key, [.. lane], cancellation);
    }

    // What people see of the subject says "failed"; it must say "waiting" again, or success could not be told from the failure before.
    private static async Task Reopen(HubDb db, DeliveryKind kind, List<Delivery> rows, CancellationToken cancellation)
    {
        var (workspace, connection) = (rows[0].WorkspaceId, rows[0].ConnectionId);
        var subjects = rows.ConvertAll(row => row.SubjectId);
        if (kind == DeliveryKind.SendMessage)
            await Reopen(db, workspace, subjects, cancellation);
        else if (kind == DeliveryKind.ReportSignal)
            await db.LedgerEntries
                .Where(row => row.WorkspaceId == workspace && row.ConnectionId == connection && subjects.Contains(row.SignalId))
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.State, LedgerState.Held)
                    .SetProperty(row => row.ReasonCode, (string?)null).SetProperty(row => row.ReasonDetail, (string?)null), cancellation);
        else if (kind == DeliveryKind.FetchAttachment)
            await db.Attachments
                .Where(row => row.WorkspaceId == workspace && subjects.Contains(row.Id) && row.State == AttachmentState.Failed)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.State, AttachmentState.Pending)
                    .SetProperty(row => row.ReasonCode, (string?)null), cancellation);
    }

    private static async Task Reopen(HubDb db, Guid workspace, List<Guid> messages, CancellationToken cancellation)
    {
        var rows = await db.Messages
            .Where(row => row.WorkspaceId == workspace && messages.Contains(row.Id) && row.Key == null && row.Status <= MessageStatus.Failed)
            .ToListAsync(cancellation);
        foreach (var row in rows)
        {
            row.Status = MessageStatus.Queued;
            row.StatusCode = row.StatusDetail = row.StatusOutcome = null;
        }
    }
}

public enum ReplayAnswer
{
    Replayed,
    NotFound,

    /// <summary>It is owed, done or cancelled.</summary>
    NotDead,

    /// <summary>It may have arrived; replaying it needs a person's word.</summary>
    InDoubt,
}
