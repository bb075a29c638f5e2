using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Conversations;
using Hub.Core.Storage;
using Hub.Core.Webhooks;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Deliveries;

/// <summary>What becomes of owed deliveries when a person switches their connection off, and on again.</summary>
internal static class SwitchedOff
{
    /// <summary>Stands in a delivery's outcome; see <see cref="OutcomeTexts"/>.</summary>
    public const string Outcome = "SwitchedOff";
    private const string Code = "connection_disabled";

    public static async Task Cancel(HubDb db, Connection connection, DateTimeOffset now, CancellationToken cancellation)
    {
        var owed = await db.Deliveries
            .Where(row => row.WorkspaceId == connection.WorkspaceId && row.ConnectionId == connection.Id
                && row.Kind == DeliveryKind.SendMessage && row.State == DeliveryState.Owed)
            .Select(row => row.SubjectId).ToListAsync(cancellation);
        foreach (var ids in owed.Chunk(500))
            await Fail(db, connection.WorkspaceId, ids, cancellation);
        await db.Deliveries
            .Where(row => row.WorkspaceId == connection.WorkspaceId && row.ConnectionId == connection.Id && row.State == DeliveryState.Owed)
            .ExecuteUpdateAsync(
                set => set.SetProperty(row => row.State, DeliveryState.Cancelled).SetProperty(row => row.SettledAt, now)
                    .SetProperty(row => row.Outcome, Outcome).SetProperty(row => row.Code, Code).SetProperty(row => row.Detail, (string?)null),
                cancellation);
    }

    private static async Task Fail(HubDb db, Guid workspace, Guid[] messages, CancellationToken cancellation)
    {
        var unsent = db.Messages.Where(row => row.WorkspaceId == workspace && messages.Contains(row.Id) && row.Status == MessageStatus.Queued);
        foreach (var conversation in await unsent.Select(row => row.ConversationId).Distinct().ToListAsync(cancellation))
            db.Changes.Recount(workspace, conversation);
        db.Changes.Happened((await unsent.ToListAsync(cancellation)).Select(HubEventNotes.Failed));
        await unsent.ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Status, MessageStatus.Failed).SetProperty(row => row.StatusCode, Code)
                .SetProperty(row => row.StatusOutcome, Outcome), cancellation);
    }

    /// <summary>All goes on but messages: hours later an answer may be wrong, so that a person sends it again or lets it be.</summary>
    public static Task Resume(HubDb db, Connection connection, DateTimeOffset now, CancellationToken cancellation) => db.Deliveries
        .Where(row => row.WorkspaceId == connection.WorkspaceId && row.ConnectionId == connection.Id && row.State == DeliveryState.Cancelled
            && row.Outcome == Outcome && row.Kind != DeliveryKind.SendMessage)
        .ExecuteUpdateAsync(
            set => set.SetProperty(row => row.State, DeliveryState.Owed).SetProperty(row => row.SettledAt, (DateTimeOffset?)null)
                .SetProperty(row => row.DueAt, now).SetProperty(row => row.Attempts, 0).SetProperty(row => row.Outcome, (string?)null)
                .SetProperty(row => row.Code, (string?)null), cancellation);
}
