using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Sending;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Conversations;

/// <summary>The list of conversations, the latest active first: one statement for the rows, one for their labels, one more where replies are counted.</summary>
public sealed class ConversationList(HubStore store, ConnectionContexts contexts)
{
    private const int PreviewLength = 200;

    public Task<List<ConversationItem>> Page(
        Caller caller, ConversationQuery query, (DateTimeOffset At, Guid Id)? after, int take, CancellationToken cancellation) =>
        store.Read(caller.WorkspaceId, async db =>
        {
            var windows = await WindowHours.Load(db, contexts, caller.WorkspaceId, cancellation);
            var rows = query.Apply(db.Conversations.VisibleTo(caller), db, windows, store.Now);
            if (after is { At: var at, Id: var id })
                rows = rows.Where(row => row.LastActivityAt < at || (row.LastActivityAt == at && row.Id.CompareTo(id) < 0));
            rows = rows.OrderByDescending(row => row.LastActivityAt).ThenByDescending(row => row.Id).Take(take);
            return await Items(db, rows, caller.WorkspaceId, windows, cancellation);
        });

    /// <returns>Null when the caller sees no such conversation.</returns>
    public Task<ConversationItem?> One(Caller caller, Guid id, CancellationToken cancellation) => store.Read(caller.WorkspaceId, async db =>
    {
        var windows = await WindowHours.Load(db, contexts, caller.WorkspaceId, cancellation);
        var rows = db.Conversations.VisibleTo(caller).Where(row => row.Id == id);
        return (await Items(db, rows, caller.WorkspaceId, windows, cancellation)).FirstOrDefault();
    });

    private async Task<List<ConversationItem>> Items(
        HubDb db, IQueryable<Conversation> page, Guid workspace, WindowHours windows, CancellationToken cancellation)
    {
        // Joins by key, not sub-queries: EF would number all messages of the workspace to find each conversation's first.
        var rows = await (
            from row in page
            from contact in db.Contacts.Where(contact => contact.WorkspaceId == workspace && contact.Id == row.ContactId).DefaultIfEmpty()
            from last in db.Messages.Where(message => message.WorkspaceId == workspace && message.Id == row.LastMessageId).DefaultIfEmpty()
            orderby row.LastActivityAt descending, row.Id descending
            select new
            {
                Row = row,
                contact!.DisplayName,
                Last = last == null ? null : new MessagePreview(
                    last.Text == null ? null : last.Text.Substring(0, PreviewLength), last.Kind, last.Direction, last.Status,
                    last.DeletedAt != null, last.OccurredAt),
                Sent = db.Messages.Count(message => message.WorkspaceId == workspace && message.ConversationId == row.Id
                    && message.OccurredAt > row.LastInboundAt && message.Direction == MessageDirection.Outbound
                    && message.Status != MessageStatus.Failed),
            }).ToListAsync(cancellation);
        var ids = rows.ConvertAll(row => row.Row.Id);
        var labels = await db.ConversationLabels.Where(row => row.WorkspaceId == workspace && ids.Contains(row.ConversationId))
            .OrderBy(row => row.LabelledAt).ThenBy(row => row.LabelId).ToListAsync(cancellation);
        var marks = labels.ToLookup(row => row.ConversationId, row => row.LabelId);
        var counted = rows.Where(row => windows.Of(row.Row.ConnectionId).Limits.WindowMessages is not null).Select(row => row.Row).ToList();
        var overtaken = await OvertakenSends.Of(db, workspace, counted, cancellation);
        return rows.ConvertAll(row =>
        {
            var account = windows.Of(row.Row.ConnectionId);
            return new ConversationItem(
                row.Row, account.ConnectorId, row.DisplayName, [.. marks[row.Row.Id]], row.Last,
                ReplyWindow.Of(account.Limits, row.Row.LastInboundAt, row.Sent + overtaken.GetValueOrDefault(row.Row.Id), store.Now));
        });
    }
}

/// <summary>A conversation as a list shows it.</summary>
public sealed record ConversationItem(
    Conversation Row, string ConnectorId, string? ContactName, IReadOnlyList<Guid> LabelIds, MessagePreview? Last, ReplyWindow Window);

/// <param name="Text">Its beginning.</param>
public sealed record MessagePreview(
    string? Text, MessageKind Kind, MessageDirection Direction, MessageStatus Status, bool IsDeleted, DateTimeOffset At)
{
    public override string ToString() => $"MessagePreview({Kind})";
}
