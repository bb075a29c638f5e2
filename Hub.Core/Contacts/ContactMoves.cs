using Hub.Core.Conversations;
using Hub.Core.Feed;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Contacts;

/// <summary>
/// Takes what belongs to contacts from one to another, in the caller's transaction. Orders, bookings and what rules did follow their conversations; referrals, messages
/// and signals hang on conversations and need no move.
/// </summary>
internal static class ContactMoves
{
    /// <summary>All connections on which the contacts can change: to be held still while they are merged or parted.</summary>
    public static async Task<List<Guid>> Connections(
        HubDb db, Guid workspace, IReadOnlyList<Guid> contacts, CancellationToken cancellation) => await db.ContactIdentities
        .Where(row => row.WorkspaceId == workspace && contacts.Contains(row.ContactId)).Select(row => row.ConnectionId)
        .Union(db.Conversations.Where(row => row.WorkspaceId == workspace && contacts.Contains(row.ContactId)).Select(row => row.ConnectionId))
        .ToListAsync(cancellation);

    /// <summary>All that <paramref name="from"/> has; whose it was stays written beside it.</summary>
    public static async Task Everything(HubDb db, Guid workspace, Guid from, Guid to, CancellationToken cancellation)
    {
        await db.ContactIdentities.Where(row => row.WorkspaceId == workspace && row.ContactId == from)
            .ExecuteUpdateAsync(
                set => set.SetProperty(row => row.ContactId, to).SetProperty(row => row.OriginId, row => (Guid?)(row.OriginId ?? from)), cancellation);
        await db.Comments.Where(row => row.WorkspaceId == workspace && row.ContactId == from)
            .ExecuteUpdateAsync(
                set => set.SetProperty(row => row.ContactId, to).SetProperty(row => row.OriginId, row => (Guid?)(row.OriginId ?? from)), cancellation);
        var conversations = db.Conversations.Where(row => row.WorkspaceId == workspace && row.ContactId == from);
        await Tell(db, workspace, conversations, to, cancellation);
        await conversations.ExecuteUpdateAsync(
            set => set.SetProperty(row => row.ContactId, to).SetProperty(row => row.OriginId, row => (Guid?)(row.OriginId ?? from)), cancellation);
        await db.Orders.Where(row => row.WorkspaceId == workspace && row.ContactId == from)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.ContactId, to), cancellation);
        await db.Bookings.Where(row => row.WorkspaceId == workspace && row.ContactId == from)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.ContactId, to), cancellation);
        await Entries(db, workspace, from, to, cancellation);
    }

    /// <summary>What came from these origins, also what has come through them since, goes back to <paramref name="to"/>.</summary>
    public static async Task Back(
        HubDb db, Guid workspace, Guid from, Guid to, IReadOnlyList<Guid> origins, CancellationToken cancellation)
    {
        await db.ContactIdentities
            .Where(row => row.WorkspaceId == workspace && row.ContactId == from && row.OriginId != null && origins.Contains(row.OriginId.Value))
            .ExecuteUpdateAsync(
                set => set.SetProperty(row => row.ContactId, to).SetProperty(row => row.OriginId, row => row.OriginId == to ? null : row.OriginId),
                cancellation);
        await db.Comments
            .Where(row => row.WorkspaceId == workspace && row.ContactId == from && row.OriginId != null && origins.Contains(row.OriginId.Value))
            .ExecuteUpdateAsync(
                set => set.SetProperty(row => row.ContactId, to).SetProperty(row => row.OriginId, row => row.OriginId == to ? null : row.OriginId),
                cancellation);
        var conversations = db.Conversations
            .Where(row => row.WorkspaceId == workspace && row.ContactId == from && row.OriginId != null && origins.Contains(row.OriginId.Value));
        await Tell(db, workspace, conversations, from, cancellation);
        await conversations.ExecuteUpdateAsync(
            set => set.SetProperty(row => row.ContactId, to).SetProperty(row => row.OriginId, row => row.OriginId == to ? null : row.OriginId),
            cancellation);
        await db.Orders
            .Where(row => row.WorkspaceId == workspace && row.ContactId == from && db.Conversations.Any(
                thread => thread.WorkspaceId == workspace && thread.Id == row.ConversationId && thread.ContactId == to))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.ContactId, to), cancellation);
        await db.Bookings
            .Where(row => row.WorkspaceId == workspace && row.ContactId == from && db.Conversations.Any(
                thread => thread.WorkspaceId == workspace && thread.Id == row.ConversationId && thread.ContactId == to))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.ContactId, to), cancellation);
        await Entries(db, workspace, from, to, cancellation);
    }

    // By conversation, of which there is an index: the log is long.
    private static async Task Entries(HubDb db, Guid workspace, Guid from, Guid to, CancellationToken cancellation)
    {
        var threads = await db.Conversations.Where(row => row.WorkspaceId == workspace && row.ContactId == to).Select(row => row.Id)
            .ToListAsync(cancellation);
        await db.AutomationEntries.Where(row => row.WorkspaceId == workspace && threads.Contains(row.ConversationId) && row.ContactId == from)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.ContactId, to), cancellation);
    }

    /// <summary>The list's mark of conversations whose contact has a phone.</summary>
    public static async Task FlagPhones(HubDb db, Guid workspace, IReadOnlyCollection<Guid> contacts, CancellationToken cancellation)
    {
        var conversations = db.Conversations.Where(row => row.WorkspaceId == workspace && contacts.Contains(row.ContactId) && !row.HasPhone);
        await Tell(db, workspace, conversations, null, cancellation);
        await conversations.ExecuteUpdateAsync(set => set.SetProperty(row => row.HasPhone, true), cancellation);
    }

    /// <summary>
    /// Two origins become one for good, after their contacts have. A merge by hand that dropped the one that vanishes cannot be undone any
    /// more; merges into what vanishes are merges into what stays.
    /// </summary>
    public static async Task Unite(HubDb db, Guid workspace, SamePerson same, CancellationToken cancellation)
    {
        var (keep, drop, contact) = (same.KeepOrigin, same.DropOrigin, same.KeepContact);
        Guid? origin = keep == contact ? null : keep;
        await db.ContactIdentities.Where(row => row.WorkspaceId == workspace && row.ContactId == contact && row.OriginId == drop)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.OriginId, origin), cancellation);
        await db.Conversations.Where(row => row.WorkspaceId == workspace && row.ContactId == contact && row.OriginId == drop)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.OriginId, origin), cancellation);
        await db.Comments.Where(row => row.WorkspaceId == workspace && row.ContactId == contact && row.OriginId == drop)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.OriginId, origin), cancellation);
        var gone = db.MergedContacts.Where(row => row.WorkspaceId == workspace && row.DropId == drop).Select(row => row.Id);
        await db.MergedOrigins
            .Where(row => row.WorkspaceId == workspace && (gone.Contains(row.MergeId) || (row.OriginId == drop && db.MergedOrigins.Any(
                other => other.WorkspaceId == workspace && other.MergeId == row.MergeId && other.OriginId == keep))))
            .ExecuteDeleteAsync(cancellation);
        await db.MergedOrigins.Where(row => row.WorkspaceId == workspace && row.OriginId == drop)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.OriginId, keep), cancellation);
        await db.MergedContacts.Where(row => row.WorkspaceId == workspace && row.DropId == drop).ExecuteDeleteAsync(cancellation);
        await db.MergedContacts
            .Where(row => row.WorkspaceId == workspace && (row.KeepId == drop || row.KeepId == same.DropContact))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.KeepId, contact), cancellation);
    }

    // Nothing of it is tracked, and the contact that stays may not change itself.
    private static async Task Tell(
        HubDb db, Guid workspace, IQueryable<Conversation> conversations, Guid? contact, CancellationToken cancellation)
    {
        var ids = await conversations.Select(row => row.Id).ToListAsync(cancellation);
        db.Changes.Tell(ids.Select(id => new FeedEvent(workspace, FeedEventType.ConversationChanged, id)));
        if (contact is not null)
            db.Changes.Tell(new FeedEvent(workspace, FeedEventType.ContactChanged, ContactId: contact));
    }
}
