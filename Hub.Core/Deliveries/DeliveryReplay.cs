using Hub.Connectors.Abstractions;
using Hub.Core.Comments;
using Hub.Core.Connections;
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
        if (found.Kind == DeliveryKind.Revoke)
            return ReplayAnswer.Ended;
        var replayed = await store.Write(workspace, found.ConnectionId, async db =>
        {
            if (await IsOff(db, workspace, found.ConnectionId, cancellation)) // it would wait, and leave by itself some day
                return await db.Connections.AnyAsync(row => row.WorkspaceId == workspace && row.Id == found.ConnectionId
                    && row.State == ConnectionState.Disconnected, cancellation) ? ReplayAnswer.Disconnected : ReplayAnswer.SwitchedOff;
            var row = await db.Deliveries.SingleAsync(delivery => delivery.WorkspaceId == workspace && delivery.Id == id, cancellation);
            if (!IsOver(row) || (row.State == DeliveryState.Unknown && !evenInDoubt))
                return row.State == DeliveryState.Unknown ? ReplayAnswer.InDoubt : ReplayAnswer.NotDead;
            row.OweAgain(store.Now);
            await Reopen(db, row.Kind, [row], cancellation);
            db.Note(store, workspace, actor, "delivery.replayed", id);
            return ReplayAnswer.Replayed;
        }, cancellation);
        if (replayed == ReplayAnswer.Replayed)
            bell.Ring(new LaneKey(workspace, found.ConnectionId, found.Kind));
        return replayed;
    }

    /// <summary>Whether a person may have it done again, as far as the delivery itself is concerned.</summary>
    public static bool Takes(Delivery row) => row.Kind != DeliveryKind.Revoke && IsOver(row);

    private static bool IsOver(Delivery row) => row is { State: DeliveryState.Dead or DeliveryState.Unknown }
        or { State: DeliveryState.Cancelled, Outcome: DeliverySkip.Outcome or SwitchedOff.Outcome or Withheld.Outcome };

    /// <summary>All dead letters of a cause, a few after the other. What is in doubt is never among them.</summary>
    /// <returns>How many are owed again.</returns>
    public async Task<BulkReplay> Dead(FailureCause cause, int perMinute, string actor, CancellationToken cancellation)
    {
        var (count, queue) = (0, (ReplayQueue?)null);
        for (int replayed; ;)
        {
            (replayed, queue) = await DeadChunk(cause, queue, perMinute, actor, cancellation);
            if (replayed == 0)
                break;
            count += replayed;
        }

        if (count > 0)
            bell.Ring(cause.Lane);
        return new BulkReplay(count, queue?.Last);
    }

    /// <returns>How many it would be, and until when.</returns>
    public async Task<BulkReplay> Preview(FailureCause cause, int perMinute, CancellationToken cancellation)
    {
        var count = await Count(cause, cancellation);
        var last = await store.Read(cause.Lane.WorkspaceId, db => ReplayQueue.LastTurn(db, cause.Lane, cancellation));
        return new BulkReplay(count, ReplayPace.After(last, store.Now, perMinute).End(count));
    }

    /// <returns>How many it would be.</returns>
    public Task<int> Count(FailureCause cause, CancellationToken cancellation) =>
        store.Read(cause.Lane.WorkspaceId, db => cause.DeadOf(db).CountAsync(cancellation));

    private Task<(int Replayed, ReplayQueue? Queue)> DeadChunk(
        FailureCause cause, ReplayQueue? queue, int perMinute, string actor, CancellationToken cancellation) =>
        store.Write<(int, ReplayQueue?)>(cause.Lane.WorkspaceId, cause.Lane.ConnectionId, async db =>
        {
            if (await IsOff(db, cause.Lane.WorkspaceId, cause.Lane.ConnectionId, cancellation))
                return (0, queue);
            var rows = await cause.DeadOf(db).OrderBy(row => row.Id).Take(Chunk).ToListAsync(cancellation);
            if (rows.Count == 0)
                return (0, queue);
            var given = await ReplayQueue.Give(db, cause.Lane, queue, rows, perMinute, store.Now, cancellation);
            await Reopen(db, cause.Lane.Kind, rows, cancellation);
            db.Note(store, cause.Lane.WorkspaceId, actor, "deliveries.replayed", cause.Lane.ConnectionId);
            return (rows.Count, given);
        }, cancellation);

    private static async Task<bool> IsOff(HubDb db, Guid workspace, Guid connection, CancellationToken cancellation) =>
        !await db.Connections.InUse().AnyAsync(row => row.WorkspaceId == workspace && row.Id == connection, cancellation);

    // What people see of the subject says "failed"; it must say "waiting" again, or success could not be told from the failure before.
    private static async Task Reopen(HubDb db, DeliveryKind kind, List<Delivery> rows, CancellationToken cancellation)
    {
        var (workspace, connection) = (rows[0].WorkspaceId, rows[0].ConnectionId);
        var subjects = rows.ConvertAll(row => row.SubjectId);
        if (kind == DeliveryKind.SendMessage)
        {
            await Reopen(db, workspace, subjects, cancellation);
            await CommentSends.Tell(db, workspace, connection, subjects, cancellation);
        }
        else if (kind == DeliveryKind.ReportSignal)
            await db.LedgerEntries
                .Where(row => row.WorkspaceId == workspace && row.ConnectionId == connection && subjects.Contains(row.SignalId))
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.State, LedgerState.Held)
                    .SetProperty(row => row.ReasonCode, (string?)null).SetProperty(row => row.ReasonDetail, (string?)null), cancellation);
        else if (kind == DeliveryKind.FetchAttachment)
            foreach (var row in await db.Attachments
                .Where(row => row.WorkspaceId == workspace && subjects.Contains(row.Id) && row.State == AttachmentState.Failed)
                .ToListAsync(cancellation))
                (row.State, row.ReasonCode) = (AttachmentState.Pending, null);
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

/// <param name="EndsAt">When the last of them gets its turn; null where there is none.</param>
public sealed record BulkReplay(int Count, DateTimeOffset? EndsAt);

public enum ReplayAnswer
{
    Replayed,
    NotFound,

    /// <summary>It is owed, done or cancelled.</summary>
    NotDead,

    /// <summary>Its connection is switched off.</summary>
    SwitchedOff,

    /// <summary>Its account is disconnected.</summary>
    Disconnected,

    /// <summary>It was the disconnecting itself: the tokens that it takes are deleted.</summary>
    Ended,

    /// <summary>It may have arrived; replaying it needs a person's word.</summary>
    InDoubt,
}
