using Hub.Connectors.Abstractions;
using Hub.Core.Feed;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Comments;

/// <summary>What sending has to know of messages that answer comments.</summary>
internal static class CommentSends
{
    public static Task<Comment?> Of(HubDb db, Guid workspace, Guid message, CancellationToken cancellation) =>
        db.Comments.FirstOrDefaultAsync(row => row.WorkspaceId == workspace && row.MessageId == message, cancellation);

    /// <summary>The time to answer runs while the message waits.</summary>
    public static bool IsInTime(Comment comment, ConnectorLimits limits, DateTimeOffset now) => now < CommentChecks.ClosesAt(comment, limits);

    /// <summary>Whoever looks at the queue sees what became of an answer.</summary>
    public static async Task Tell(HubDb db, Guid workspace, Guid connection, List<Guid> messages, CancellationToken cancellation)
    {
        if (await db.Comments.AnyAsync(
            row => row.WorkspaceId == workspace && row.MessageId != null && messages.Contains(row.MessageId.Value), cancellation))
            db.Changes.Tell(new FeedEvent(workspace, FeedEventType.CommentChanged, ConnectionId: connection));
    }
}
