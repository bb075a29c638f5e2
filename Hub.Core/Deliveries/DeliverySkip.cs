using Hub.Connectors.Abstractions;
using Hub.Core.Comments;
using Hub.Core.Conversations;
using Hub.Core.Signals;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Hub.Core.Webhooks;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Deliveries;

/// <summary>Sets aside what a person has decided not to do any more, with their reason. It can be replayed all the same.</summary>
public sealed class DeliverySkip(HubStore store)
{
    /// <summary>Stands in a delivery's outcome; see <see cref="OutcomeTexts"/>.</summary>
    public const string Outcome = "Skipped";
    private const string Code = "skipped";
    private const int Chunk = 500;

    public async Task<SkipAnswer> One(Guid workspace, Guid id, string reason, string actor, CancellationToken cancellation)
    {
        var connection = await store.Read(workspace, db => db.Deliveries.Where(row => row.WorkspaceId == workspace && row.Id == id)
            .Select(row => (Guid?)row.ConnectionId).FirstOrDefaultAsync(cancellation));
        if (connection is null)
            return SkipAnswer.NotFound;
        return await store.Write(workspace, connection, async db =>
        {
            var row = await db.Deliveries.SingleAsync(found => found.WorkspaceId == workspace && found.Id == id, cancellation);
            if (row.State is not (DeliveryState.Owed or DeliveryState.Dead or DeliveryState.Unknown))
                return SkipAnswer.NotOpen;
            await Skip(db, [row], reason, cancellation);
            db.Note(store, workspace, actor, "delivery.skipped", id, reason);
            return SkipAnswer.Skipped;
        }, cancellation);
    }

    /// <summary>All dead letters of a cause.</summary>
    /// <returns>How many.</returns>
    public async Task<int> Dead(FailureCause cause, string reason, string actor, CancellationToken cancellation)
    {
        var count = 0;
        for (int skipped; (skipped = await DeadChunk(cause, reason, actor, cancellation)) > 0;)
            count += skipped;
        return count;
    }

    private Task<int> DeadChunk(FailureCause cause, string reason, string actor, CancellationToken cancellation) =>
        store.Write(cause.Lane.WorkspaceId, cause.Lane.ConnectionId, async db =>
        {
            var rows = await cause.DeadOf(db).OrderBy(row => row.Id).Take(Chunk).ToListAsync(cancellation);
            await Skip(db, rows, reason, cancellation);
            if (rows.Count > 0)
                db.Note(store, cause.Lane.WorkspaceId, actor, "deliveries.skipped", cause.Lane.ConnectionId, reason);
            return rows.Count;
        }, cancellation);

    private async Task Skip(HubDb db, List<Delivery> rows, string reason, CancellationToken cancellation)
    {
        var now = store.Now;
        foreach (var lane in rows.GroupBy(row => row.Kind))
            await Close(db, lane.Key, [.. lane], cancellation);
        foreach (var row in rows)
        {
            (row.State, row.SettledAt) = (DeliveryState.Cancelled, now);
            (row.Outcome, row.Code, row.Detail) = (Outcome, Code, reason);
            db.Attempts.Add(new Attempt
            {
                WorkspaceId = row.WorkspaceId,
                DeliveryId = row.Id,
                Id = store.Ids.Next(),
                At = now,
                Outcome = Outcome,
                Code = Code,
                Detail = reason,
            });
        }
    }

    // What people see of the subject must not say "waiting" for ever. What may have been sent still may have been.
    private async Task Close(HubDb db, DeliveryKind kind, List<Delivery> rows, CancellationToken cancellation)
    {
        var (workspace, connection, now) = (rows[0].WorkspaceId, rows[0].ConnectionId, store.Now);
        var subjects = rows.Where(row => row.State != DeliveryState.Unknown).Select(row => row.SubjectId).ToList();
        if (kind == DeliveryKind.SendMessage)
        {
            foreach (var message in await db.Messages
                .Where(row => row.WorkspaceId == workspace && subjects.Contains(row.Id) && row.Status == MessageStatus.Queued).ToListAsync(cancellation))
                (message.Status, message.StatusCode, message.StatusOutcome) = (MessageStatus.Failed, Code, Outcome);
            await CommentSends.Tell(db, workspace, connection, subjects, cancellation);
        }
        else if (kind == DeliveryKind.ReportSignal)
        {
            await db.LedgerEntries
                .Where(row => row.WorkspaceId == workspace && row.ConnectionId == connection && subjects.Contains(row.SignalId))
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.State, LedgerState.Dropped).SetProperty(row => row.At, now)
                    .SetProperty(row => row.ReasonCode, Code).SetProperty(row => row.ReasonDetail, (string?)null), cancellation);
            db.Changes.Happened(subjects.Select(signal => HubEventNotes.Dropped(workspace, connection, signal, Code)));
        }
        else if (kind == DeliveryKind.FetchAttachment)
            await db.Attachments
                .Where(row => row.WorkspaceId == workspace && subjects.Contains(row.Id) && row.State == AttachmentState.Pending)
                .ExecuteUpdateAsync(
                    set => set.SetProperty(row => row.State, AttachmentState.Failed).SetProperty(row => row.ReasonCode, Code), cancellation);
    }
}

public enum SkipAnswer
{
    Skipped,
    NotFound,

    /// <summary>It is done, cancelled, or on its way this moment.</summary>
    NotOpen,
}
