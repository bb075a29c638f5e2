using Hub.Core.Conversations;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Automation;

/// <summary>Stops automation in a conversation by hand, and lets it go on again, also after the loop guard has stopped it.</summary>
public sealed class AutomationStops(HubStore store)
{
    /// <returns>False when the caller sees no such conversation.</returns>
    public async Task<bool> Set(Caller caller, Guid conversation, bool stopped, CancellationToken cancellation)
    {
        var connection = await store.Read(caller.WorkspaceId, db => db.Conversations.VisibleTo(caller)
            .Where(row => row.Id == conversation).Select(row => (Guid?)row.ConnectionId).FirstOrDefaultAsync(cancellation));
        return connection is { } id && await store.Write(caller.WorkspaceId, id, async db =>
        {
            var row = await db.Conversations.VisibleTo(caller).FirstOrDefaultAsync(found => found.Id == conversation, cancellation);
            if (row is not null && stopped != row.AutomationStoppedAt is not null)
                Change(db, row, stopped, caller.Actor);
            return row is not null;
        }, cancellation);
    }

    private void Change(HubDb db, Conversation row, bool stopped, string actor)
    {
        row.AutomationStoppedAt = stopped ? store.Now : null;
        row.AutomationResumedAt = stopped ? row.AutomationResumedAt : store.Now;
        db.ConversationEvents.Add(new ConversationEvent
        {
            WorkspaceId = row.WorkspaceId,
            Id = store.Ids.Next(),
            ConversationId = row.Id,
            At = store.Now,
            Actor = actor,
            Kind = stopped ? ConversationEventKind.AutomationStopped : ConversationEventKind.AutomationResumed,
        });
    }
}
