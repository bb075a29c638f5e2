using Hub.Connectors.Abstractions;
using Hub.Core.Conversations;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Comments;

/// <summary>A comment with what is known of its author.</summary>
/// <param name="ConversationId">Of the author on the comment's connection; null when there is none.</param>
/// <param name="LastMessageAt">When the newest message with the author came or left, of the last days; those that failed aside.</param>
/// <param name="Answer">The message by which it was answered.</param>
public sealed record CommentView(Comment Row, string? Author, Guid? ConversationId, DateTimeOffset? LastMessageAt, Message? Answer)
{
    // A message of the dimmest past stops nobody, and looking for it would read whole threads.
    private static readonly TimeSpan Lately = TimeSpan.FromDays(7);

    /// <summary>What failed has answered nothing; what is in doubt may have.</summary>
    public bool IsAnswered => Answer is null ? Row.State == CommentState.Answered : Answer.Status != MessageStatus.Failed;

    public static async Task<IReadOnlyList<CommentView>> Of(
        HubDb db, Guid workspace, IReadOnlyList<Comment> rows, DateTimeOffset now, CancellationToken cancellation)
    {
        var contacts = rows.Select(row => row.ContactId).Distinct().ToList();
        var names = await db.Contacts.Where(row => row.WorkspaceId == workspace && contacts.Contains(row.Id))
            .Select(row => new { row.Id, row.DisplayName }).ToDictionaryAsync(row => row.Id, row => row.DisplayName, cancellation);
        var threads = (await db.Conversations.Where(row => row.WorkspaceId == workspace && contacts.Contains(row.ContactId))
            .OrderByDescending(row => row.LastActivityAt).ThenBy(row => row.Id)
            .Select(row => new { row.Id, row.ConnectionId, row.ContactId, row.OriginId }).ToListAsync(cancellation))
            .ToLookup(row => (row.ConnectionId, row.ContactId, row.OriginId), row => row.Id);
        var ids = threads.SelectMany(group => group).ToList();
        var since = now - Lately;
        var last = await db.Messages
            .Where(row => row.WorkspaceId == workspace && ids.Contains(row.ConversationId) && row.OccurredAt > since && row.Status != MessageStatus.Failed)
            .GroupBy(row => row.ConversationId).Select(group => new { group.Key, At = group.Max(row => row.OccurredAt) })
            .ToDictionaryAsync(row => row.Key, row => row.At, cancellation);
        var answered = rows.Select(row => row.MessageId).OfType<Guid>().ToList();
        var answers = await db.Messages.Where(row => row.WorkspaceId == workspace && answered.Contains(row.Id))
            .ToDictionaryAsync(row => row.Id, cancellation);
        return [.. rows.Select(row => Of(row))];

        CommentView Of(Comment row)
        {
            var own = threads[(row.ConnectionId, row.ContactId, row.OriginId)].ToList();
            var times = own.Where(last.ContainsKey).Select(id => last[id]).ToList();
            return new CommentView(
                row, names.GetValueOrDefault(row.ContactId), own.Count > 0 ? own[0] : null, times.Count > 0 ? times.Max() : null,
                row.MessageId is { } id ? answers.GetValueOrDefault(id) : null);
        }
    }
}
