using Hub.Connectors.Abstractions;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Conversations;

/// <summary>Raises the messages that were there before a watermark; those that come later are told by <see cref="MessageState.Reach"/>.</summary>
internal static class Watermarks
{
    public static async Task Reach(HubDb db, Conversation conversation, CancellationToken cancellation)
    {
        await Reach(db, conversation, MessageStatus.Delivered, conversation.DeliveredUpTo, cancellation);
        await Reach(db, conversation, MessageStatus.Read, conversation.ReadUpTo, cancellation);
    }

    // One statement, however long the thread is.
    private static async Task Reach(
        HubDb db, Conversation conversation, MessageStatus status, DateTimeOffset? upTo, CancellationToken cancellation)
    {
        if (upTo is not { } time)
            return;
        var raised = await db.Messages
            .Where(row => row.WorkspaceId == conversation.WorkspaceId && row.ConversationId == conversation.Id
                && row.Direction == MessageDirection.Outbound && row.Key != null && row.OccurredAt <= time && row.Status < status)
            .ExecuteUpdateAsync(
                row => row.SetProperty(message => message.Status, status)
                    .SetProperty(message => message.StatusCode, (string?)null)
                    .SetProperty(message => message.StatusDetail, (string?)null)
                    .SetProperty(message => message.StatusOutcome, (string?)null),
                cancellation);
        if (raised > 0)
            db.Changes.Recount(conversation.WorkspaceId, conversation.Id); // what had failed turned out to have arrived
    }
}
