using Hub.Core.Automation;
using Hub.Core.Connections;
using Hub.Core.Conversations;
using Hub.Core.Deliveries;
using Hub.Core.Signals;
using Hub.Core.Storage;
using Hub.Core.Sync;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Contacts;

/// <summary>Two origins that the platform itself says are one person, and the contacts that they belong to now.</summary>
internal readonly record struct SamePerson(Guid KeepContact, Guid KeepOrigin, Guid DropContact, Guid DropOrigin);

/// <summary>
/// Makes one contact of two that the platform itself says are one person; there is no way back. Runs inside the applying transaction, on
/// a context whose changes are saved and forgotten.
/// </summary>
internal static class ContactMerge
{
    /// <returns>Lanes to be woken once the transaction has committed.</returns>
    public static async Task<IReadOnlyCollection<LaneKey>> Run(
        HubStore store, HubDb db, Guid workspace, SamePerson same, Peers peers, CancellationToken cancellation)
    {
        var isOneContact = same.KeepContact == same.DropContact; // a person has merged them before
        var dealings = ContactDealings.None;
        if (!isOneContact)
        {
            var connections = await ContactMoves.Connections(db, workspace, [same.KeepContact, same.DropContact], cancellation);
            await store.Serialize(db, [.. connections, .. peers.Contacts.Select(lane => lane.ConnectionId)], cancellation);
            dealings = await ContactDebts.Dealings(db, workspace, same.DropContact, cancellation);
        }

        foreach (var keyOf in new Func<Guid, string>[] { Conversation.KeyOfContact, Conversation.KeyOfComment })
            await MergeThreads(db, workspace, keyOf(same.KeepOrigin), keyOf(same.DropOrigin), cancellation);
        if (!isOneContact)
        {
            await ContactMoves.Everything(db, workspace, same.DropContact, same.KeepContact, cancellation);
            await RuleContacts.Move(db, workspace, same.DropContact, same.KeepContact, cancellation);
            await db.Deliveries
                .Where(row => row.WorkspaceId == workspace && row.SubjectId == same.DropContact
                    && (row.Kind == DeliveryKind.SyncContact || row.Kind == DeliveryKind.LearnName))
                .ExecuteDeleteAsync(cancellation);
            await MoveLinks(db, workspace, same.KeepContact, same.DropContact, cancellation);
        }

        await ContactMoves.Unite(db, workspace, same, cancellation);
        if (isOneContact)
            return [];
        await MergePersons(db, workspace, same.KeepContact, same.DropContact, cancellation);
        return await ContactDebts.Owe(db, store, peers, [same.KeepContact], dealings, cancellation); // what was owed to the dropped one went with it
    }

    // The record that the dropped one has at a CRM is the kept one's from now on, unless that has its own there.
    private static async Task MoveLinks(HubDb db, Guid workspace, Guid keep, Guid drop, CancellationToken cancellation)
    {
        var links = await db.ExternalIds
            .Where(row => row.WorkspaceId == workspace && row.Entity == SyncEntity.Contact && (row.LocalId == drop || row.LocalId == keep))
            .ToListAsync(cancellation);
        var taken = links.Where(row => row.LocalId == keep).Select(row => row.ConnectionId).ToHashSet();
        var dropped = links.Where(row => row.LocalId == drop).ToList();
        db.ExternalIds.RemoveRange(dropped);
        await db.SaveChangesAsync(cancellation);
        db.ExternalIds.AddRange(dropped.Where(row => !taken.Contains(row.ConnectionId)).Select(row => row.For(keep)));
        await db.SaveChangesAsync(cancellation);
    }

    private static async Task MergePersons(HubDb db, Guid workspace, Guid keep, Guid drop, CancellationToken cancellation)
    {
        var kept = await db.Contacts.SingleAsync(row => row.WorkspaceId == workspace && row.Id == keep, cancellation);
        var dropped = await db.Contacts.SingleAsync(row => row.WorkspaceId == workspace && row.Id == drop, cancellation);
        kept.FirstSeenAt = kept.FirstSeenAt < dropped.FirstSeenAt ? kept.FirstSeenAt : dropped.FirstSeenAt;
        kept.LastSeenAt = kept.LastSeenAt > dropped.LastSeenAt ? kept.LastSeenAt : dropped.LastSeenAt;
        kept.MadeBy ??= dropped.MadeBy;
        foreach (var field in ContactFields.Of(kept, dropped))
        {
            var (ours, theirs) = (ContactFields.SaidAt(kept, field), ContactFields.SaidAt(dropped, field));
            if (ours is null ? ContactFields.Get(kept, field) is null : theirs > ours)
                ContactFields.Set(kept, field, ContactFields.Get(dropped, field), theirs);
        }

        db.Contacts.Remove(dropped);
        await db.SaveChangesAsync(cancellation);
        if (kept.Phone is not null)
            await ContactMoves.FlagPhones(db, workspace, [keep], cancellation);
    }

    // Threads that the platform names stay as they are; the nameless ones, of which an origin has one of a kind per connection, become one.
    private static async Task MergeThreads(HubDb db, Guid workspace, string keepKey, string dropKey, CancellationToken cancellation)
    {
        var threads = await db.Conversations
            .Where(row => row.WorkspaceId == workspace && (row.Key == keepKey || row.Key == dropKey)).ToListAsync(cancellation);
        foreach (var thread in threads.Where(row => row.Key == dropKey).ToList())
        {
            if (threads.Find(row => row.Key == keepKey && row.ConnectionId == thread.ConnectionId) is { } into)
                await MergeThread(db, into, thread, cancellation);
            else
                thread.Key = keepKey;
        }

        await db.SaveChangesAsync(cancellation);
    }

    private static async Task MergeThread(HubDb db, Conversation into, Conversation from, CancellationToken cancellation)
    {
        await db.Messages.Where(row => row.WorkspaceId == from.WorkspaceId && row.ConversationId == from.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.ConversationId, into.Id), cancellation);
        await db.Referrals.Where(row => row.WorkspaceId == from.WorkspaceId && row.ConversationId == from.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.ConversationId, into.Id), cancellation);
        await db.Orders.Where(row => row.WorkspaceId == from.WorkspaceId && row.ConversationId == from.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.ConversationId, into.Id), cancellation);
        await db.Bookings.Where(row => row.WorkspaceId == from.WorkspaceId && row.ConversationId == from.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.ConversationId, into.Id), cancellation);
        await SignalMerge.Run(db, into, from, cancellation);
        into.StartedAt = into.StartedAt < from.StartedAt ? into.StartedAt : from.StartedAt;
        into.LastActivityAt = into.LastActivityAt > from.LastActivityAt ? into.LastActivityAt : from.LastActivityAt;
        into.LastInboundAt = Later(into.LastInboundAt, from.LastInboundAt);
        into.DeliveredUpTo = Later(into.DeliveredUpTo, from.DeliveredUpTo);
        into.ReadUpTo = Later(into.ReadUpTo, from.ReadUpTo);
        await MergeInbox(db, into, from, cancellation);
        await Watermarks.Reach(db, into, cancellation); // what one thread knew holds for the messages of the other
        db.Conversations.Remove(from);
    }

    // What people did with either thread stays; where both say something, the thread that stays is right.
    private static async Task MergeInbox(HubDb db, Conversation into, Conversation from, CancellationToken cancellation)
    {
        if (from.Status is ConversationStatus.Open or ConversationStatus.Pending
            && into.Status is ConversationStatus.Snoozed or ConversationStatus.Resolved or ConversationStatus.Spam)
            (into.Status, into.SnoozedUntil) = (from.Status, null); // somebody still waits for an answer
        into.AssigneeId ??= from.AssigneeId;
        into.AssignedAt ??= from.AssignedAt;
        into.TeamId ??= from.TeamId;
        into.Priority = into.Priority > from.Priority ? into.Priority : from.Priority;
        into.SeenUpTo = Later(into.SeenUpTo, from.SeenUpTo);
        into.AutomationStoppedAt ??= from.AutomationStoppedAt;
        into.NotSpam |= from.NotSpam;
        into.HasPhone |= from.HasPhone;
        into.HasOrder |= from.HasOrder;
        into.FromAd |= from.FromAd;
        db.Changes.Recount(into.WorkspaceId, into.Id);
        await db.Notes.Where(row => row.WorkspaceId == from.WorkspaceId && row.ConversationId == from.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.ConversationId, into.Id), cancellation);
        await db.ConversationEvents.Where(row => row.WorkspaceId == from.WorkspaceId && row.ConversationId == from.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.ConversationId, into.Id), cancellation);
        await db.Notifications.Where(row => row.WorkspaceId == from.WorkspaceId && row.ConversationId == from.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.ConversationId, into.Id), cancellation);
        await db.AutomationEntries.Where(row => row.WorkspaceId == from.WorkspaceId && row.ConversationId == from.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.ConversationId, into.Id), cancellation);
        await MergeLabels(db, into, from, cancellation);
    }

    private static async Task MergeLabels(HubDb db, Conversation into, Conversation from, CancellationToken cancellation)
    {
        var labels = await db.ConversationLabels
            .Where(row => row.WorkspaceId == from.WorkspaceId && (row.ConversationId == from.Id || row.ConversationId == into.Id))
            .ToListAsync(cancellation);
        foreach (var label in labels.Where(row => row.ConversationId == from.Id))
        {
            db.ConversationLabels.Remove(label);
            if (!labels.Exists(row => row.ConversationId == into.Id && row.LabelId == label.LabelId))
                db.ConversationLabels.Add(new ConversationLabel
                {
                    WorkspaceId = into.WorkspaceId,
                    ConversationId = into.Id,
                    LabelId = label.LabelId,
                    LabelledAt = label.LabelledAt,
                });
        }
    }

    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) =>
        one is null || other > one ? other : one;
}
