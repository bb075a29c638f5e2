using Hub.Connectors.Abstractions;
using Hub.Core.Comments;
using Hub.Core.Connections;
using Hub.Core.Conversations;
using Hub.Core.Signals;
using Hub.Core.Storage;
using Hub.Core.Webhooks;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Deliveries;

/// <summary>What becomes of owed deliveries when their connection is switched off or disconnected, and of the former when it is on again.</summary>
internal static class SwitchedOff
{
    /// <summary>Stands in a delivery's outcome; see <see cref="OutcomeTexts"/>.</summary>
    public const string Outcome = "SwitchedOff";

    /// <summary>Stands there instead when the connection has ended: that does not come back.</summary>
    public const string Disconnected = "Disconnected";

    /// <param name="except">Kinds that a lane has in its hands: what left is settled by that lane, which cancels the rest.</param>
    public static async Task Cancel(
        HubDb db, Connection connection, DateTimeOffset now, CancellationToken cancellation, params IReadOnlyList<DeliveryKind> except)
    {
        var spared = except.Append(DeliveryKind.Revoke).ToList();
        var isEnd = connection.State == ConnectionState.Disconnected;
        var (outcome, code) = isEnd ? (Disconnected, "connection_disconnected") : (Outcome, "connection_disabled");
        var owed = await db.Deliveries
            .Where(row => row.WorkspaceId == connection.WorkspaceId && row.ConnectionId == connection.Id
                && row.Kind == DeliveryKind.SendMessage && row.State == DeliveryState.Owed && !spared.Contains(row.Kind))
            .Select(row => row.SubjectId).ToListAsync(cancellation);
        foreach (var ids in owed.Chunk(500))
            await Fail(db, connection, ids, outcome, code, cancellation);
        if (isEnd)
            await Close(db, connection, code, now, cancellation);
        await db.Deliveries
            .Where(row => row.WorkspaceId == connection.WorkspaceId && row.ConnectionId == connection.Id && row.State == DeliveryState.Owed
                && !spared.Contains(row.Kind))
            .ExecuteUpdateAsync(
                set => set.SetProperty(row => row.State, DeliveryState.Cancelled).SetProperty(row => row.SettledAt, now)
                    .SetProperty(row => row.Outcome, outcome).SetProperty(row => row.Code, code).SetProperty(row => row.Detail, (string?)null),
                cancellation);
    }

    // What people see must not wait for ever: signals that stayed, pictures that nobody can fetch any more, and what was switched off before.
    private static async Task Close(HubDb db, Connection connection, string code, DateTimeOffset now, CancellationToken cancellation)
    {
        var (workspace, id) = (connection.WorkspaceId, connection.Id);
        await db.LedgerEntries.Where(row => row.WorkspaceId == workspace && row.ConnectionId == id && row.State == LedgerState.Held)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.State, LedgerState.Dropped).SetProperty(row => row.At, now)
                .SetProperty(row => row.ReasonCode, code).SetProperty(row => row.ReasonDetail, (string?)null), cancellation);
        var unfetched = db.Deliveries.Where(row => row.WorkspaceId == workspace && row.ConnectionId == id
            && row.Kind == DeliveryKind.FetchAttachment && row.State == DeliveryState.Owed).Select(row => row.SubjectId);
        await db.Attachments.Where(row => row.WorkspaceId == workspace && row.State == AttachmentState.Pending && unfetched.Contains(row.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.State, AttachmentState.Failed).SetProperty(row => row.ReasonCode, code), cancellation);
        await db.Deliveries.Where(row => row.WorkspaceId == workspace && row.ConnectionId == id && row.State == DeliveryState.Cancelled
                && row.Outcome == Outcome)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Outcome, Disconnected).SetProperty(row => row.Code, code), cancellation);
    }

    private static async Task Fail(
        HubDb db, Connection connection, Guid[] messages, string outcome, string code, CancellationToken cancellation)
    {
        var workspace = connection.WorkspaceId;
        var unsent = db.Messages.Where(row => row.WorkspaceId == workspace && messages.Contains(row.Id) && row.Status == MessageStatus.Queued);
        foreach (var conversation in await unsent.Select(row => row.ConversationId).Distinct().ToListAsync(cancellation))
            db.Changes.Recount(workspace, conversation);
        db.Changes.Happened((await unsent.AsNoTracking().ToListAsync(cancellation)).Select(row => HubEventNotes.Failed(row, code)));
        await unsent.ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Status, MessageStatus.Failed).SetProperty(row => row.StatusCode, code)
                .SetProperty(row => row.StatusOutcome, outcome), cancellation);
        await CommentSends.Tell(db, workspace, connection.Id, messages, cancellation);
    }

    /// <summary>All goes on but messages: hours later an answer may be wrong, so that a person sends it again or lets it be.</summary>
    public static async Task Resume(HubDb db, Connection connection, DateTimeOffset now, CancellationToken cancellation)
    {
        var off = db.Deliveries.Where(row => row.WorkspaceId == connection.WorkspaceId && row.ConnectionId == connection.Id
            && row.State == DeliveryState.Cancelled && row.Outcome == Outcome && row.Kind != DeliveryKind.SendMessage);
        // Replays keep their turns, and so their pace: those that were missed move on when the lane takes them.
        await off.Where(row => !row.IsReplay)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.DueAt, now).SetProperty(row => row.Attempts, 0), cancellation);
        await off.ExecuteUpdateAsync(
            set => set.SetProperty(row => row.State, DeliveryState.Owed).SetProperty(row => row.SettledAt, (DateTimeOffset?)null)
                .SetProperty(row => row.Outcome, (string?)null).SetProperty(row => row.Code, (string?)null), cancellation);
    }
}
