using Hub.Connectors.Abstractions;
using Hub.Core.Conversations;
using Hub.Core.Deliveries;
using Hub.Core.Feed;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Comments;

/// <summary>What sending has to know of messages that answer comments.</summary>
internal static class CommentSends
{
    /// <summary>Stands in the outcome of a failed answer and of its delivery, once the comment has another; see <see cref="OutcomeTexts"/>.</summary>
    public const string Replaced = "Replaced";

    private const string ReplacedCode = "comment_answered_again";

    public static Task<Comment?> Of(HubDb db, Guid workspace, Guid message, CancellationToken cancellation) =>
        db.Comments.FirstOrDefaultAsync(row => row.WorkspaceId == workspace && row.MessageId == message, cancellation);

    /// <summary>The time to answer runs while the message waits.</summary>
    public static bool IsInTime(Comment comment, ConnectorLimits limits, DateTimeOffset now) => now < CommentChecks.ClosesAt(comment, limits);

    /// <summary>
    /// To be called before a comment gets another answer: the first is no answer to it any more, and replayed it would leave as a plain message.
    /// </summary>
    public static async Task Replace(HubDb db, Comment comment, Message? failed, DateTimeOffset now, CancellationToken cancellation)
    {
        if (failed is null)
            return;
        (failed.StatusOutcome, failed.StatusCode, failed.StatusDetail) = (Replaced, ReplacedCode, null);
        var delivery = await db.Deliveries.FirstOrDefaultAsync(
            row => row.WorkspaceId == comment.WorkspaceId && row.ConnectionId == comment.ConnectionId && row.Kind == DeliveryKind.SendMessage
                && row.SubjectId == failed.Id && row.State != DeliveryState.Done, cancellation);
        if (delivery is null)
            return;
        (delivery.State, delivery.SettledAt) = (DeliveryState.Cancelled, now);
        (delivery.Outcome, delivery.Code, delivery.Detail) = (Replaced, ReplacedCode, null);
    }

    /// <summary>Whoever looks at the queue sees what became of an answer.</summary>
    public static async Task Tell(HubDb db, Guid workspace, Guid connection, IReadOnlyList<Guid> messages, CancellationToken cancellation)
    {
        if (await db.Comments.AnyAsync(
            row => row.WorkspaceId == workspace && row.MessageId != null && messages.Contains(row.MessageId.Value), cancellation))
            db.Changes.Tell(new FeedEvent(workspace, FeedEventType.CommentChanged, ConnectionId: connection));
    }
}
