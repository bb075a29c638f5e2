using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Conversations;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Comments;

/// <summary>The comments of a workspace that a caller sees.</summary>
public sealed class CommentList(HubStore store, ConnectionContexts contexts)
{
    /// <param name="at">Time and id of the last one of the page before.</param>
    /// <returns>One more than <paramref name="size"/> when there is a next page.</returns>
    public Task<IReadOnlyList<CommentStanding>> Page(
        Caller caller, CommentShelf shelf, (DateTimeOffset Time, Guid Id)? at, int size, CancellationToken cancellation) =>
        store.Read(caller.WorkspaceId, async db =>
        {
            var connections = await Connections(db, caller.WorkspaceId, cancellation);
            var rows = On(shelf, db, db.Comments.VisibleTo(db, caller), connections);
            // Those that wait by the time that is left, which for one connection is their own order; the others the latest first.
            rows = shelf == CommentShelf.Waiting
                ? rows.Where(row => at == null || row.OccurredAt > at.Value.Time || (row.OccurredAt == at.Value.Time && row.Id.CompareTo(at.Value.Id) > 0))
                    .OrderBy(row => row.OccurredAt).ThenBy(row => row.Id)
                : rows.Where(row => at == null || row.OccurredAt < at.Value.Time || (row.OccurredAt == at.Value.Time && row.Id.CompareTo(at.Value.Id) < 0))
                    .OrderByDescending(row => row.OccurredAt).ThenByDescending(row => row.Id);
            return await Standings(db, caller.WorkspaceId, await rows.Take(size + 1).ToListAsync(cancellation), connections, cancellation);
        });

    /// <returns>Null when the caller sees no such comment.</returns>
    public Task<CommentStanding?> Find(Caller caller, Guid id, CancellationToken cancellation) => store.Read(caller.WorkspaceId, async db =>
    {
        var rows = await db.Comments.VisibleTo(db, caller).Where(row => row.Id == id).ToListAsync(cancellation);
        var connections = await Connections(db, caller.WorkspaceId, cancellation);
        return (await Standings(db, caller.WorkspaceId, rows, connections, cancellation)).SingleOrDefault();
    });

    // A failed answer puts the comment back into the queue: somebody has to see it while there is time.
    private IQueryable<Comment> On(CommentShelf shelf, HubDb db, IQueryable<Comment> rows, IReadOnlyDictionary<Guid, Account> connections)
    {
        var failed = db.Messages.Where(row => row.Status == MessageStatus.Failed);
        var open = rows.Where(row => row.State == CommentState.Waiting
            || (row.State == CommentState.Answered && failed.Any(message => message.WorkspaceId == row.WorkspaceId && message.Id == row.MessageId)));
        if (shelf == CommentShelf.Answered)
            return rows.Where(row => row.State == CommentState.Answered
                && !failed.Any(message => message.WorkspaceId == row.WorkspaceId && message.Id == row.MessageId));
        var since = store.Now.AddHours(-connections.Values.Select(account => account.Limits.CommentHours ?? 0).DefaultIfEmpty().Max());
        return shelf == CommentShelf.Waiting
            ? open.Where(row => row.OccurredAt > since)
            : rows.Where(row => row.State == CommentState.Dismissed).Concat(open.Where(row => row.OccurredAt <= since));
    }

    private async Task<IReadOnlyList<CommentStanding>> Standings(
        HubDb db, Guid workspace, List<Comment> rows, IReadOnlyDictionary<Guid, Account> connections, CancellationToken cancellation)
    {
        var now = store.Now;
        var views = await CommentView.Of(db, workspace, rows, now, cancellation);
        return [.. views.Select(view => connections.TryGetValue(view.Row.ConnectionId, out var account)
            ? CommentStanding.Of(view, account.Limits, account.IsOff, now)
            : CommentStanding.Of(view, new ConnectorLimits(), isOff: true, now))];
    }

    private async Task<IReadOnlyDictionary<Guid, Account>> Connections(HubDb db, Guid workspace, CancellationToken cancellation) =>
        (await db.Connections.Where(row => row.WorkspaceId == workspace).ToListAsync(cancellation))
        .ToDictionary(row => row.Id, row => new Account(contexts.Limits(row), row.IsOff));

    private sealed record Account(ConnectorLimits Limits, bool IsOff);
}

/// <summary>The parts of the queue that people look at.</summary>
public enum CommentShelf
{
    /// <summary>With time left: nobody has answered, or the answer failed.</summary>
    Waiting,
    Answered,

    /// <summary>Set aside, or too old.</summary>
    Closed,
}

/// <summary>A comment, and whether it may be answered now.</summary>
public sealed record CommentStanding(CommentView View, DateTimeOffset ClosesAt, IReadOnlyList<CommentCheck> Checks)
{
    /// <summary>As far as the hub can know.</summary>
    public bool MayBeAnswered => Checks.All(check => check.Verdict != CommentVerdict.NotMet);

    public static CommentStanding Of(CommentView view, ConnectorLimits limits, bool isOff, DateTimeOffset now) =>
        new(view, CommentChecks.ClosesAt(view.Row, limits), CommentChecks.Of(view, limits, isOff, now));
}
