using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Core.Sync;
using Hub.Core.Teams;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Contacts.Erasing;

/// <summary>
/// Takes the contact out of what a business has to keep, and then away: orders and bookings stay with their amounts and times and without
/// a person.
/// </summary>
public sealed class ErasedRecords(IdempotentCalls calls)
{
    internal async Task Erase(ErasureWork work, CancellationToken cancellation)
    {
        var threads = work.Plan.Threads.ConvertAll(row => row.Id);
        await work.Batch("orders", null, db => Orders(db, work, cancellation), cancellation);
        await work.Batch("bookings", null, db => Bookings(db, work, cancellation), cancellation);
        await work.Batch("answers", null, db => calls.Erase(db, work.Workspace, [work.Contact, .. threads], cancellation), cancellation);
        await work.Batch("records", null, db => Records(db, work, cancellation), cancellation);
        await work.Batch("conversations", null, db => Threads(db, work, threads, cancellation), cancellation);
        await work.Batch("contacts", null, db => Contact(db, work, cancellation), cancellation);
    }

    private static async Task<int> Orders(HubDb db, ErasureWork work, CancellationToken cancellation)
    {
        var ids = await db.Orders.Where(row => row.WorkspaceId == work.Workspace && row.ContactId == work.Contact).Select(row => row.Id)
            .ToListAsync(cancellation);
        await db.OrderPayments.Where(row => row.WorkspaceId == work.Workspace && ids.Contains(row.OrderId))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Reference, (string?)null), cancellation);
        await Quiet(db, work.Workspace, ids, cancellation);
        return await db.Orders.Where(row => row.WorkspaceId == work.Workspace && ids.Contains(row.Id)).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.RecipientName, (string?)null).SetProperty(row => row.Phone, (string?)null)
                .SetProperty(row => row.Address, (string?)null).SetProperty(row => row.Note, (string?)null)
                .SetProperty(row => row.Version, row => row.Version + 1), cancellation);
    }

    private static async Task<int> Bookings(HubDb db, ErasureWork work, CancellationToken cancellation)
    {
        var ids = await db.Bookings.Where(row => row.WorkspaceId == work.Workspace && row.ContactId == work.Contact).Select(row => row.Id)
            .ToListAsync(cancellation);
        await Quiet(db, work.Workspace, ids, cancellation);
        return await db.Bookings.Where(row => row.WorkspaceId == work.Workspace && ids.Contains(row.Id)).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Note, (string?)null).SetProperty(row => row.Version, row => row.Version + 1), cancellation);
    }

    // The deliveries stay: an order that is under way still goes. What was said about them may name somebody.
    private static async Task Quiet(HubDb db, Guid workspace, List<Guid> subjects, CancellationToken cancellation)
    {
        var connections = await db.Connections.Where(row => row.WorkspaceId == workspace).Select(row => row.Id).ToListAsync(cancellation);
        var about = db.Deliveries.Where(
            row => row.WorkspaceId == workspace && connections.Contains(row.ConnectionId) && subjects.Contains(row.SubjectId));
        var ids = await about.Select(row => row.Id).ToListAsync(cancellation);
        await db.Attempts.Where(row => row.WorkspaceId == workspace && ids.Contains(row.DeliveryId)).ExecuteDeleteAsync(cancellation);
        await db.Deliveries.Where(row => row.WorkspaceId == workspace && ids.Contains(row.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Detail, (string?)null), cancellation);
    }

    private static async Task<int> Records(HubDb db, ErasureWork work, CancellationToken cancellation)
    {
        var contacts = work.Plan.Contacts;
        await db.MergedOrigins.Where(row => row.WorkspaceId == work.Workspace && db.MergedContacts.Any(
            merge => merge.WorkspaceId == work.Workspace && merge.Id == row.MergeId && contacts.Contains(merge.KeepId))).ExecuteDeleteAsync(cancellation);
        await db.MergedContacts.Where(row => row.WorkspaceId == work.Workspace && contacts.Contains(row.KeepId)).ExecuteDeleteAsync(cancellation);
        await ErasedThreads.Deliveries(db, work.Workspace, null, contacts, cancellation);
        return await db.ExternalIds
            .Where(row => row.WorkspaceId == work.Workspace && row.Entity == SyncEntity.Contact && contacts.Contains(row.LocalId))
            .ExecuteDeleteAsync(cancellation);
    }

    // One that an order or a booking hangs on stays, empty.
    private static async Task<int> Threads(HubDb db, ErasureWork work, List<Guid> threads, CancellationToken cancellation)
    {
        var held = await db.Orders.Where(row => row.WorkspaceId == work.Workspace && threads.Contains(row.ConversationId)).Select(row => row.ConversationId)
            .Union(db.Bookings.Where(row => row.WorkspaceId == work.Workspace && threads.Contains(row.ConversationId)).Select(row => row.ConversationId))
            .ToListAsync(cancellation);
        foreach (var thread in held)
            db.Changes.Recount(work.Workspace, thread);
        var rows = await db.Conversations.Where(row => row.WorkspaceId == work.Workspace && threads.Contains(row.Id) && !held.Contains(row.Id))
            .ToListAsync(cancellation);
        db.Conversations.RemoveRange(rows);
        return rows.Count;
    }

    private static async Task<int> Contact(HubDb db, ErasureWork work, CancellationToken cancellation)
    {
        var contact = await db.Contacts.FirstOrDefaultAsync(row => row.WorkspaceId == work.Workspace && row.Id == work.Contact, cancellation);
        if (contact is null)
            return 0;
        if (await db.Orders.AnyAsync(row => row.WorkspaceId == work.Workspace && row.ContactId == contact.Id, cancellation)
            || await db.Bookings.AnyAsync(row => row.WorkspaceId == work.Workspace && row.ContactId == contact.Id, cancellation))
            contact.Channel = Contacts.Contact.Erased;
        else
            db.Contacts.Remove(contact);
        return 1;
    }
}
