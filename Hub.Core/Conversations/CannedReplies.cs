using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Conversations;

/// <summary>A workspace's canned replies, with the pictures and files that go with them.</summary>
public sealed class CannedReplies(HubStore store)
{
    public Task<List<CannedCard>> All(Guid workspace, CancellationToken cancellation) => store.Read(workspace, async db =>
    {
        var rows = await db.CannedReplies.Where(row => row.WorkspaceId == workspace).OrderBy(row => row.Shortcut).ToListAsync(cancellation);
        var ids = rows.ConvertAll(row => row.Id);
        var files = (await Files(db, workspace, ids).ToListAsync(cancellation)).ToLookup(row => row.MessageId);
        return rows.ConvertAll(row => new CannedCard(row, [.. files[row.Id]]));
    });

    /// <param name="uploads">Uploads that no message has; they are the reply's from now on.</param>
    public Task<CannedAnswer> Create(
        Caller caller, string shortcut, string text, string? language, IReadOnlyList<Guid> uploads, CancellationToken cancellation) =>
        store.Write(caller.WorkspaceId, null, async db =>
        {
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
            return await Finish(db, row, uploads, cancellation);
        }, cancellation);

    /// <param name="files">All that the reply is to have: uploads that no message has, and what it has already. Null leaves them as they are.</param>
    public Task<CannedAnswer> Change(
        Caller caller, Guid id, Action<CannedReply> change, IReadOnlyList<Guid>? files, CancellationToken cancellation) =>
        store.Write<CannedAnswer>(caller.WorkspaceId, null, async db =>
        {
            var row = await db.CannedReplies.FirstOrDefaultAsync(
                reply => reply.WorkspaceId == caller.WorkspaceId && reply.Id == id, cancellation);
            if (row is null)
                return new CannedAnswer.NotFound();
            change(row);
            return await Finish(db, row, files, cancellation);
        }, cancellation);

    /// <summary>Makes uploads of the reply's files, to be sent with a message: the reply keeps its own.</summary>
    /// <returns>Null when there is no such reply.</returns>
    public Task<List<Attachment>?> Copy(Guid workspace, Guid id, CancellationToken cancellation) =>
        store.Write<List<Attachment>?>(workspace, null, async db =>
        {
            if (!await db.CannedReplies.AnyAsync(row => row.WorkspaceId == workspace && row.Id == id, cancellation))
                return null;
            var copies = new List<Attachment>();
            foreach (var file in await Files(db, workspace, [id]).AsNoTracking().ToListAsync(cancellation))
            {
                var bytes = await db.AttachmentBytes.AsNoTracking().SingleAsync(
                    row => row.WorkspaceId == workspace && row.Id == file.Id, cancellation);
                (file.Id, file.MessageId, file.Ordinal) = (store.Ids.Next(), Guid.Empty, 0);
                bytes.Id = file.Id;
                db.Attachments.Add(file);
                db.AttachmentBytes.Add(bytes);
                copies.Add(file);
            }

            return copies;
        }, cancellation);

    /// <returns>False when there is none.</returns>
    public Task<bool> Delete(Guid workspace, Guid id, CancellationToken cancellation) => store.Write(workspace, null, async db =>
    {
        await AttachmentRemoval.Of(db, workspace, [id], cancellation);
        return await db.CannedReplies.Where(row => row.WorkspaceId == workspace && row.Id == id).ExecuteDeleteAsync(cancellation) > 0;
    }, cancellation);

    private static async Task<CannedAnswer> Finish(
        HubDb db, CannedReply row, IReadOnlyList<Guid>? files, CancellationToken cancellation)
    {
        if (await db.CannedReplies.AnyAsync(
            other => other.WorkspaceId == row.WorkspaceId && other.Id != row.Id && other.Shortcut == row.Shortcut, cancellation))
            return Undone(db, new CannedAnswer.ShortcutTaken());
        var had = await Files(db, row.WorkspaceId, [row.Id]).ToListAsync(cancellation);
        if (row.Text.Length == 0 && (files ?? [.. had.Select(file => file.Id)]).Count == 0)
            return Undone(db, new CannedAnswer.Empty());
        if (files is null)
            return new CannedAnswer.Done(new CannedCard(row, had));
        var uploads = await db.Attachments
            .Where(file => file.WorkspaceId == row.WorkspaceId && files.Contains(file.Id) && file.MessageId == Guid.Empty
                && file.State == AttachmentState.Stored).ToListAsync(cancellation);
        var all = files.Distinct().Select(id => had.Concat(uploads).FirstOrDefault(file => file.Id == id)).ToList();
        if (all.Contains(null))
            return Undone(db, new CannedAnswer.NoSuchUpload());
        foreach (var (place, file) in all.Index())
            (file!.MessageId, file.Ordinal) = (row.Id, place);
        await AttachmentRemoval.Remove(db, row.WorkspaceId, [.. had.Select(file => file.Id).Except(files)], cancellation);
        return new CannedAnswer.Done(new CannedCard(row, all!));
    }

    private static IQueryable<Attachment> Files(HubDb db, Guid workspace, IReadOnlyList<Guid> replies) => db.Attachments
        .Where(row => row.WorkspaceId == workspace && replies.Contains(row.MessageId)).OrderBy(row => row.Ordinal);

    private static CannedAnswer Undone(HubDb db, CannedAnswer why)
    {
        db.ChangeTracker.Clear();
        return why;
    }
}

public sealed record CannedCard(CannedReply Reply, IReadOnlyList<Attachment> Files);

/// <summary>Closed.</summary>
public abstract record CannedAnswer
{
    private CannedAnswer()
    {
    }

    public sealed record Done(CannedCard Card) : CannedAnswer;

    public sealed record NotFound : CannedAnswer;

    public sealed record ShortcutTaken : CannedAnswer;

    public sealed record NoSuchUpload : CannedAnswer;

    /// <summary>Neither words nor files: it would insert nothing.</summary>
    public sealed record Empty : CannedAnswer;
}
