using Hub.Core.Connections;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Conversations;

/// <summary>
/// The numbers beside the list, within what the caller sees. Counting stops at <see cref="Most"/>: a badge says "999+", and no count reads
/// more of a million rows than that.
/// </summary>
public sealed class ConversationCounts(HubStore store, ConnectionContexts contexts)
{
    public const int Most = 1000;

    public Task<CountsOf> Count(Caller caller, ConversationQuery query, CancellationToken cancellation) => store.Read(caller.WorkspaceId, async db =>
    {
        var windows = await WindowHours.Load(db, contexts, caller.WorkspaceId, cancellation);
        var rows = (query with { Status = null }).Apply(db.Conversations.VisibleTo(caller), db, windows, store.Now);
        var open = rows.Where(row => row.Status == ConversationStatus.Open);
        var byStatus = new Dictionary<ConversationStatus, int>();
        foreach (var status in Enum.GetValues<ConversationStatus>())
            byStatus[status] = await Few(rows.Where(row => row.Status == status), cancellation);
        var me = caller.MemberId ?? Guid.Empty;
        var byFilter = new Dictionary<ConversationFilterKind, int>();
        foreach (var kind in Enum.GetValues<ConversationFilterKind>())
            byFilter[kind] = await Few(open.Where(ConversationQuery.Of(new ConversationFilter(kind), db, windows, store.Now)), cancellation);
        return new CountsOf(
            byStatus, await Few(open.Where(row => row.AssigneeId == me), cancellation),
            await Few(open.Where(row => row.AssigneeId == null), cancellation),
            await Labels(db, open, caller.WorkspaceId, cancellation), byFilter);
    });

    private static async Task<Dictionary<Guid, int>> Labels(
        HubDb db, IQueryable<Conversation> open, Guid workspace, CancellationToken cancellation)
    {
        var counts = await db.Labels.Where(row => row.WorkspaceId == workspace)
            .Select(label => new
            {
                label.Id,
                Count = db.ConversationLabels.Where(row => row.WorkspaceId == workspace && row.LabelId == label.Id)
                    .Where(row => open.Any(thread => thread.Id == row.ConversationId)).Take(Most).Count(),
            }).ToListAsync(cancellation);
        return counts.ToDictionary(row => row.Id, row => row.Count);
    }

    private static Task<int> Few<T>(IQueryable<T> rows, CancellationToken cancellation) => rows.Take(Most).CountAsync(cancellation);
}

/// <param name="ByFilter">Open ones; unanswered over half an hour.</param>
public sealed record CountsOf(
    IReadOnlyDictionary<ConversationStatus, int> ByStatus, int Mine, int Unassigned, IReadOnlyDictionary<Guid, int> ByLabel,
    IReadOnlyDictionary<ConversationFilterKind, int> ByFilter);
