using Hub.Core.Comments;
using Hub.Core.Commerce;
using Hub.Core.Commerce.Bookings;
using Hub.Core.Contacts;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Conversations;

/// <summary>
/// The one place that decides which conversations a caller sees, and with them their messages, contacts, orders and events. Own: assigned
/// to the member. Team: that, and those of the member's teams; a conversation of no team and nobody is seen by those who see all.
/// </summary>
public static class Visibility
{
    public static IQueryable<Conversation> VisibleTo(this IQueryable<Conversation> rows, Caller caller)
    {
        var (workspace, me, teams) = (caller.WorkspaceId, caller.MemberId ?? Guid.Empty, caller.Teams);
        var mine = rows.Where(row => row.WorkspaceId == workspace);
        return caller.Sees switch
        {
            VisibilityScope.All => mine,
            VisibilityScope.Team => mine.Where(row => row.AssigneeId == me || (row.TeamId != null && teams.Contains(row.TeamId.Value))),
            _ => mine.Where(row => row.AssigneeId == me),
        };
    }

    /// <summary>For what acts on one conversation: whoever does not see it is told that there is none.</summary>
    public static Task<bool> Sees(this HubStore store, Caller caller, Guid conversation, CancellationToken cancellation) =>
        store.Read(caller.WorkspaceId, db => db.Conversations.VisibleTo(caller).AnyAsync(row => row.Id == conversation, cancellation));

    /// <summary>Contacts with at least one conversation that the caller sees, and those that the member has written down.</summary>
    public static IQueryable<Contact> VisibleTo(this IQueryable<Contact> rows, HubDb db, Caller caller)
    {
        var mine = rows.Where(row => row.WorkspaceId == caller.WorkspaceId);
        if (caller.Sees == VisibilityScope.All)
            return mine;
        // From the few that are seen to their contacts: not from each contact of the workspace to whether it is seen.
        var seen = db.Conversations.VisibleTo(caller).Select(row => row.ContactId)
            .Union(db.Contacts.Where(row => row.WorkspaceId == caller.WorkspaceId && row.MadeBy != null && row.MadeBy == caller.MemberId)
                .Select(row => row.Id));
        return mine.Where(row => seen.Contains(row.Id));
    }

    public static IQueryable<Order> VisibleTo(this IQueryable<Order> rows, HubDb db, Caller caller)
    {
        var mine = rows.Where(row => row.WorkspaceId == caller.WorkspaceId);
        var conversations = db.Conversations.VisibleTo(caller).Select(row => row.Id);
        return caller.Sees == VisibilityScope.All ? mine : mine.Where(row => conversations.Contains(row.ConversationId));
    }

    public static IQueryable<Booking> VisibleTo(this IQueryable<Booking> rows, HubDb db, Caller caller)
    {
        var mine = rows.Where(row => row.WorkspaceId == caller.WorkspaceId);
        var conversations = db.Conversations.VisibleTo(caller).Select(row => row.Id);
        return caller.Sees == VisibilityScope.All ? mine : mine.Where(row => conversations.Contains(row.ConversationId));
    }

    /// <summary>
    /// Comments of whom the caller sees a conversation on the same connection; of merged contacts it is the author's own that counts. Where there is
    /// none yet, they are for the connection's team, as the conversation will be.
    /// </summary>
    public static IQueryable<Comment> VisibleTo(this IQueryable<Comment> rows, HubDb db, Caller caller)
    {
        var (workspace, teams) = (caller.WorkspaceId, caller.Sees == VisibilityScope.Team ? caller.Teams : []);
        var mine = rows.Where(row => row.WorkspaceId == workspace);
        if (caller.Sees == VisibilityScope.All)
            return mine;
        var seen = db.Conversations.VisibleTo(caller);
        var any = db.Conversations.Where(thread => thread.WorkspaceId == workspace);
        var connections = db.Connections
            .Where(row => row.WorkspaceId == workspace && row.TeamId != null && teams.Contains(row.TeamId.Value)).Select(row => row.Id);
        return mine.Where(row => seen.Any(
                thread => thread.ContactId == row.ContactId && thread.ConnectionId == row.ConnectionId && thread.OriginId == row.OriginId)
            || (connections.Contains(row.ConnectionId) && !any.Any(
                thread => thread.ContactId == row.ContactId && thread.ConnectionId == row.ConnectionId && thread.OriginId == row.OriginId)));
    }

    /// <summary>Attachments of messages that the caller sees, of canned replies and of products, and uploads that nothing has yet.</summary>
    public static IQueryable<Attachment> VisibleTo(this IQueryable<Attachment> rows, HubDb db, Caller caller)
    {
        var mine = rows.Where(row => row.WorkspaceId == caller.WorkspaceId);
        if (caller.Sees == VisibilityScope.All)
            return mine;
        var messages = db.Messages.Where(row => row.WorkspaceId == caller.WorkspaceId)
            .Where(row => db.Conversations.VisibleTo(caller).Any(thread => thread.Id == row.ConversationId));
        return mine.Where(row => row.MessageId == Guid.Empty || messages.Any(message => message.Id == row.MessageId)
            || db.CannedReplies.Any(reply => reply.WorkspaceId == caller.WorkspaceId && reply.Id == row.MessageId)
            || db.Products.Any(product => product.WorkspaceId == caller.WorkspaceId && product.Id == row.MessageId));
    }
}
