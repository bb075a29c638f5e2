using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Conversations;

/// <summary>Takes away pictures and files that nobody may see any more, or that nobody has used.</summary>
public sealed class AttachmentRemoval(HubStore store)
{
    private const int Chunk = 100;

    /// <summary>How long an upload waits for the message that uses it.</summary>
    public static readonly TimeSpan Unused = TimeSpan.FromDays(1);

    /// <summary>
    /// What messages had that their author took back, or canned replies that are gone, with the jobs that would bring it. Changes are saved
    /// before.
    /// </summary>
    internal static async Task Of(HubDb db, Guid workspace, IReadOnlyCollection<Guid> messages, CancellationToken cancellation)
    {
        if (messages.Count == 0)
            return;
        var ids = await db.Attachments.Where(row => row.WorkspaceId == workspace && messages.Contains(row.MessageId))
            .Select(row => row.Id).ToListAsync(cancellation);
        if (ids.Count == 0)
            return;
        await Remove(db, workspace, ids, cancellation);
        await db.Deliveries
            .Where(row => row.WorkspaceId == workspace && row.Kind == DeliveryKind.FetchAttachment && ids.Contains(row.SubjectId)
                && row.State == DeliveryState.Owed)
            .ExecuteDeleteAsync(cancellation);
    }

    /// <summary>Uploads that no message has used within a day, of all workspaces.</summary>
    public async Task Sweep(CancellationToken cancellation)
    {
        var before = Ids.Before(store.Now - Unused);
        foreach (var workspace in await store.Read(null, db => db.Workspaces.Select(row => row.Id).ToListAsync(cancellation)))
            while (await store.Write(workspace, null, db => SweepSome(db, workspace, before, cancellation), cancellation) == Chunk)
                cancellation.ThrowIfCancellationRequested();
    }

    private static async Task<int> SweepSome(HubDb db, Guid workspace, Guid before, CancellationToken cancellation)
    {
        var unused = await db.Attachments
            .Where(row => row.WorkspaceId == workspace && row.MessageId == Guid.Empty && row.Id.CompareTo(before) < 0)
            .Take(Chunk).Select(row => row.Id).ToListAsync(cancellation);
        // A draft of long ago may be sent this moment: only what is still nobody's goes.
        await db.Attachments.Where(row => row.WorkspaceId == workspace && unused.Contains(row.Id) && row.MessageId == Guid.Empty)
            .ExecuteDeleteAsync(cancellation);
        await db.AttachmentBytes
            .Where(row => row.WorkspaceId == workspace && unused.Contains(row.Id)
                && !db.Attachments.Any(file => file.WorkspaceId == workspace && file.Id == row.Id))
            .ExecuteDeleteAsync(cancellation);
        return unused.Count;
    }

    internal static async Task Remove(HubDb db, Guid workspace, List<Guid> ids, CancellationToken cancellation)
    {
        await db.AttachmentBytes.Where(row => row.WorkspaceId == workspace && ids.Contains(row.Id)).ExecuteDeleteAsync(cancellation);
        await db.Attachments.Where(row => row.WorkspaceId == workspace && ids.Contains(row.Id)).ExecuteDeleteAsync(cancellation);
    }
}
