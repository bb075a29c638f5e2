using Hub.Core.Conversations;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Contacts.Erasing;

/// <summary>Takes away what stands in the contact's conversations: messages with their files, notes, arrivals, what rules and people did.</summary>
public sealed class ErasedThreads(HubStore store, ErasedKeys erased)
{
    private const int Chunk = 200;

    internal async Task Erase(ErasureWork work, CancellationToken cancellation)
    {
        foreach (var thread in work.Plan.Threads)
        {
            while (await work.Batch("messages", thread.Connection, db => Messages(db, work, thread, cancellation), cancellation) == Chunk)
                cancellation.ThrowIfCancellationRequested();
            await work.Batch("notes", thread.Connection, db => db.Notes
                .Where(row => row.WorkspaceId == work.Workspace && row.ConversationId == thread.Id).ExecuteDeleteAsync(cancellation), cancellation);
            await work.Batch("arrivals", thread.Connection, db => db.Referrals
                .Where(row => row.WorkspaceId == work.Workspace && row.ConversationId == thread.Id).ExecuteDeleteAsync(cancellation), cancellation);
            await work.Batch("notifications", thread.Connection, db => db.Notifications
                .Where(row => row.WorkspaceId == work.Workspace && row.ConversationId == thread.Id).ExecuteDeleteAsync(cancellation), cancellation);
            await work.Batch("automation", thread.Connection, db => db.AutomationEntries
                .Where(row => row.WorkspaceId == work.Workspace && row.ConversationId == thread.Id).ExecuteDeleteAsync(cancellation), cancellation);
            await work.Batch("timeline", thread.Connection, db => Timeline(db, work.Workspace, thread.Id, cancellation), cancellation);
        }
    }

    private async Task<int> Messages(HubDb db, ErasureWork work, PlannedThread thread, CancellationToken cancellation)
    {
        var rows = await db.Messages.Where(row => row.WorkspaceId == work.Workspace && row.ConversationId == thread.Id)
            .OrderBy(row => row.Id).Take(Chunk).Select(row => new { row.Id, row.Key }).ToListAsync(cancellation);
        if (rows.Count == 0)
            return 0;
        var ids = rows.ConvertAll(row => row.Id);
        var keys = rows.Select(row => row.Key).OfType<string>().ToList();
        var hash = await erased.Hash(db, work.Workspace, cancellation);
        await ContactErasure.Remember(db, work.Workspace, keys.Select(key => (thread.Connection, hash.OfMessage(key))), store.Now, cancellation);
        await db.Reactions.Where(row => row.WorkspaceId == work.Workspace && row.ConnectionId == thread.Connection && keys.Contains(row.MessageKey))
            .ExecuteDeleteAsync(cancellation);
        await db.MessageFacts.Where(row => row.WorkspaceId == work.Workspace && row.ConnectionId == thread.Connection && keys.Contains(row.MessageKey))
            .ExecuteDeleteAsync(cancellation);
        var files = await db.Attachments.Where(row => row.WorkspaceId == work.Workspace && ids.Contains(row.MessageId)).Select(row => row.Id)
            .ToListAsync(cancellation);
        await AttachmentRemoval.Remove(db, work.Workspace, files, cancellation);
        await Deliveries(db, work.Workspace, thread.Connection, [.. ids, .. files], cancellation);
        await db.Messages.Where(row => row.WorkspaceId == work.Workspace && ids.Contains(row.Id)).ExecuteDeleteAsync(cancellation);
        return rows.Count;
    }

    private static async Task<int> Timeline(HubDb db, Guid workspace, Guid thread, CancellationToken cancellation)
    {
        await db.ConversationLabels.Where(row => row.WorkspaceId == workspace && row.ConversationId == thread).ExecuteDeleteAsync(cancellation);
        return await db.ConversationEvents.Where(row => row.WorkspaceId == workspace && row.ConversationId == thread).ExecuteDeleteAsync(cancellation);
    }

    /// <summary>Vendors quote what they were sent.</summary>
    internal static async Task<int> Deliveries(
        HubDb db, Guid workspace, Guid? connection, IReadOnlyList<Guid> subjects, CancellationToken cancellation)
    {
        var connections = connection is { } id ? [id]
            : await db.Connections.Where(row => row.WorkspaceId == workspace).Select(row => row.Id).ToListAsync(cancellation);
        var owed = await db.Deliveries
            .Where(row => row.WorkspaceId == workspace && connections.Contains(row.ConnectionId) && subjects.Contains(row.SubjectId))
            .Select(row => row.Id).ToListAsync(cancellation);
        await db.Attempts.Where(row => row.WorkspaceId == workspace && owed.Contains(row.DeliveryId)).ExecuteDeleteAsync(cancellation);
        return await db.Deliveries.Where(row => row.WorkspaceId == workspace && owed.Contains(row.Id)).ExecuteDeleteAsync(cancellation);
    }
}
