using Hub.Core.Feed;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Conversations;

/// <summary>A workspace's labels.</summary>
public sealed class Labels(HubStore store)
{
    public const int Most = 100;

    public Task<List<Label>> All(Guid workspace, CancellationToken cancellation) => store.Read(workspace, db => db.Labels
        .Where(row => row.WorkspaceId == workspace).OrderBy(row => row.Name).ToListAsync(cancellation));

    /// <returns>Null when the name is taken; the number of labels is full counts as that too.</returns>
    public Task<Label?> Create(Caller caller, string name, string color, CancellationToken cancellation) =>
        store.Write(caller.WorkspaceId, caller.WorkspaceId, async db =>
        {
            if (await db.Labels.CountAsync(row => row.WorkspaceId == caller.WorkspaceId, cancellation) >= Most
                || await Taken(db, caller.WorkspaceId, Guid.Empty, name, cancellation))
                return null;
            var row = new Label
            {
                WorkspaceId = caller.WorkspaceId,
                Id = store.Ids.Next(),
                Name = name,
                Color = color,
                CreatedAt = store.Now,
            };
            db.Labels.Add(row);
            db.Note(store, caller.WorkspaceId, caller.Actor, "label.created", row.Id);
            return row;
        }, cancellation);

    public Task<LabelAnswer> Change(Caller caller, Guid id, string? name, string? color, CancellationToken cancellation) =>
        store.Write<LabelAnswer>(caller.WorkspaceId, null, async db =>
        {
            var row = await db.Labels.FirstOrDefaultAsync(label => label.WorkspaceId == caller.WorkspaceId && label.Id == id, cancellation);
            if (row is null)
                return new LabelAnswer.NotFound();
            if (name is not null && await Taken(db, caller.WorkspaceId, id, name, cancellation))
                return new LabelAnswer.NameTaken();
            (row.Name, row.Color) = (name ?? row.Name, color ?? row.Color);
            return new LabelAnswer.Done(row);
        }, cancellation);

    /// <returns>False when there is no such label.</returns>
    public Task<bool> Delete(Caller caller, Guid id, CancellationToken cancellation) => store.Write(caller.WorkspaceId, null, async db =>
    {
        var row = await db.Labels.FirstOrDefaultAsync(label => label.WorkspaceId == caller.WorkspaceId && label.Id == id, cancellation);
        if (row is null)
            return false;
        db.Labels.Remove(row);
        await db.ConversationLabels.Where(mark => mark.WorkspaceId == caller.WorkspaceId && mark.LabelId == id)
            .ExecuteDeleteAsync(cancellation);
        db.Changes.Tell(new FeedEvent(caller.WorkspaceId, FeedEventType.Resync));
        db.Note(store, caller.WorkspaceId, caller.Actor, "label.deleted", id);
        return true;
    }, cancellation);

    private static Task<bool> Taken(HubDb db, Guid workspace, Guid except, string name, CancellationToken cancellation) =>
        db.Labels.AnyAsync(row => row.WorkspaceId == workspace && row.Id != except && row.Name == name, cancellation);
}

/// <summary>Closed.</summary>
public abstract record LabelAnswer
{
    private LabelAnswer()
    {
    }

    public sealed record Done(Label Label) : LabelAnswer;

    public sealed record NotFound : LabelAnswer;

    public sealed record NameTaken : LabelAnswer;
}
