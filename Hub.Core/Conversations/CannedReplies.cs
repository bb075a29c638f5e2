using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Conversations;

/// <summary>A workspace's canned replies.</summary>
public sealed class CannedReplies(HubStore store)
{
    public Task<List<CannedReply>> All(Guid workspace, CancellationToken cancellation) => store.Read(workspace, db => db.CannedReplies
        .Where(row => row.WorkspaceId == workspace).OrderBy(row => row.Shortcut).ToListAsync(cancellation));

    /// <returns>Null when the shortcut is taken.</returns>
    public Task<CannedReply?> Create(Caller caller, string shortcut, string text, string? language, CancellationToken cancellation) =>
        store.Write(caller.WorkspaceId, null, async db =>
        {
            if (await Taken(db, caller.WorkspaceId, Guid.Empty, shortcut, cancellation))
                return null;
            var row = new CannedReply
            {
                WorkspaceId = caller.WorkspaceId,
                Id = store.Ids.Next(),
                Shortcut = shortcut,
                Text = text,
                Language = language,
                CreatedAt = store.Now,
            };
            db.CannedReplies.Add(row);
            return row;
        }, cancellation);

    public Task<CannedAnswer> Change(Caller caller, Guid id, Action<CannedReply> change, CancellationToken cancellation) =>
        store.Write<CannedAnswer>(caller.WorkspaceId, null, async db =>
        {
            var row = await db.CannedReplies.FirstOrDefaultAsync(
                reply => reply.WorkspaceId == caller.WorkspaceId && reply.Id == id, cancellation);
            if (row is null)
                return new CannedAnswer.NotFound();
            change(row);
            return await Taken(db, caller.WorkspaceId, id, row.Shortcut, cancellation)
                ? Undone(db)
                : new CannedAnswer.Done(row);
        }, cancellation);

    /// <returns>False when there is none.</returns>
    public async Task<bool> Delete(Guid workspace, Guid id, CancellationToken cancellation) => await store.Write(
        workspace, null, db => db.CannedReplies.Where(row => row.WorkspaceId == workspace && row.Id == id).ExecuteDeleteAsync(cancellation),
        cancellation) > 0;

    private static CannedAnswer Undone(HubDb db)
    {
        db.ChangeTracker.Clear();
        return new CannedAnswer.ShortcutTaken();
    }

    private static Task<bool> Taken(HubDb db, Guid workspace, Guid except, string shortcut, CancellationToken cancellation) =>
        db.CannedReplies.AnyAsync(row => row.WorkspaceId == workspace && row.Id != except && row.Shortcut == shortcut, cancellation);
}

/// <summary>Closed.</summary>
public abstract record CannedAnswer
{
    private CannedAnswer()
    {
    }

    public sealed record Done(CannedReply Reply) : CannedAnswer;

    public sealed record NotFound : CannedAnswer;

    public sealed record ShortcutTaken : CannedAnswer;
}
