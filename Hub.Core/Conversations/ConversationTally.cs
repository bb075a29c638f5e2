using System.Linq.Expressions;
using Hub.Connectors.Abstractions;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Conversations;

/// <summary>
/// Keeps what the list shows of a conversation's messages. All of it follows from the messages and the read mark alone, so that any order
/// of arrival ends the same. What comes in order is added in memory; anything else is counted anew.
/// </summary>
internal static class ConversationTally
{
    /// <summary>What the business wrote and did not fail. The platform's own automation answers nobody.</summary>
    public static bool IsAnswer(MessageDirection direction, MessageOrigin origin, MessageStatus status) =>
        direction == MessageDirection.Outbound && origin != MessageOrigin.Automatic && !IsFailure(direction, status);

    public static bool IsFailure(MessageDirection direction, MessageStatus status) =>
        direction == MessageDirection.Outbound && status is MessageStatus.Failed or MessageStatus.Unknown;

    /// <returns>False when the conversation has to be counted anew.</returns>
    public static bool Add(Conversation conversation, Message message)
    {
        Newest(conversation, message);
        if (message.Direction == MessageDirection.Inbound)
            Wait(conversation, message.OccurredAt);
        else if (IsFailure(message.Direction, message.Status))
            return false;
        else if (IsAnswer(message.Direction, message.Origin, message.Status) && !(message.OccurredAt <= conversation.AnsweredAt))
            return Answer(conversation, message.OccurredAt);
        return true;
    }

    public static async Task Recount(HubDb db, Guid workspace, Guid id, CancellationToken cancellation)
    {
        var conversation = await db.Conversations.FirstOrDefaultAsync(row => row.WorkspaceId == workspace && row.Id == id, cancellation);
        if (conversation is null)
            return; // merged into another meanwhile
        var messages = db.Messages.Where(row => row.WorkspaceId == workspace && row.ConversationId == id);
        var last = await messages.OrderByDescending(row => row.OccurredAt).ThenByDescending(row => row.Id)
            .Select(row => new { row.Id, row.OccurredAt }).FirstOrDefaultAsync(cancellation);
        (conversation.LastMessageId, conversation.LastMessageAt) = (last?.Id, last?.OccurredAt);
        conversation.AnsweredAt = await messages.Where(Answers).OrderByDescending(row => row.OccurredAt)
            .Select(row => (DateTimeOffset?)row.OccurredAt).FirstOrDefaultAsync(cancellation);
        var answered = conversation.AnsweredAt ?? DateTimeOffset.UnixEpoch;
        var read = conversation.SeenUpTo > answered ? conversation.SeenUpTo.Value : answered;
        var inbound = messages.Where(row => row.Direction == MessageDirection.Inbound);
        conversation.WaitingSince = await inbound.Where(row => row.OccurredAt > answered).OrderBy(row => row.OccurredAt)
            .Select(row => (DateTimeOffset?)row.OccurredAt).FirstOrDefaultAsync(cancellation);
        conversation.Unread = await inbound.CountAsync(row => row.OccurredAt > read, cancellation);
        conversation.FailedSend = await messages.Where(Failures).AnyAsync(row => row.OccurredAt >= answered, cancellation);
    }

    private static Expression<Func<Message, bool>> Answers => row => row.Direction == MessageDirection.Outbound
        && row.Origin != MessageOrigin.Automatic && row.Status != MessageStatus.Failed && row.Status != MessageStatus.Unknown;

    private static Expression<Func<Message, bool>> Failures => row => row.Direction == MessageDirection.Outbound
        && ((row.Status == MessageStatus.Failed && row.StatusOutcome != Withheld.Outcome) || row.Status == MessageStatus.Unknown);

    private static void Newest(Conversation conversation, Message message)
    {
        var last = (conversation.LastMessageAt ?? DateTimeOffset.MinValue, conversation.LastMessageId ?? Guid.Empty);
        if ((message.OccurredAt, message.Id).CompareTo(last) > 0)
            (conversation.LastMessageAt, conversation.LastMessageId) = (message.OccurredAt, message.Id);
    }

    private static void Wait(Conversation conversation, DateTimeOffset at)
    {
        if (at <= conversation.AnsweredAt)
            return;
        if (!(at <= conversation.SeenUpTo))
            conversation.Unread++;
        if (!(conversation.WaitingSince <= at))
            conversation.WaitingSince = at;
    }

    private static bool Answer(Conversation conversation, DateTimeOffset at)
    {
        conversation.AnsweredAt = at;
        if (conversation.FailedSend || conversation.LastInboundAt > at)
            return false;
        (conversation.WaitingSince, conversation.Unread) = (null, 0);
        return true;
    }
}
