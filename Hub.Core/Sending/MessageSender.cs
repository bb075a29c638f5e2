using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Conversations;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Sending;

/// <summary>Takes a message to be sent: plans it, writes its parts down and owes them, in one transaction.</summary>
public sealed class MessageSender(HubStore store, ConnectorRegistry connectors, ConnectionContexts contexts, LaneBell bell)
{
    private static readonly LocalizedText UploadTaken = new(
        "Another message has taken this upload. Upload it again.", "Tệp này đã được dùng trong một tin nhắn khác. Hãy tải lên lại.");

    /// <param name="author">The member who writes; null for a program.</param>
    /// <param name="alongside">More that the transaction does; false takes all of it back, the message too.</param>
    /// <param name="attachments">Uploads used by the draft's media, whose ids stand in <see cref="MediaRef.Id"/>.</param>
    public async Task<SendAnswer> Send(
        Guid workspace, Guid conversationId, OutboundDraft draft, IReadOnlyList<Guid> attachments, CancellationToken cancellation,
        Guid? author = null, MessageOrigin origin = MessageOrigin.Api, Func<HubDb, IReadOnlyList<Message>, Task<bool>>? alongside = null)
    {
        var found = await store.Read(workspace, async db =>
        {
            var conversation = await db.Conversations.SingleOrDefaultAsync(row => row.Id == conversationId, cancellation);
            var connection = conversation is null
                ? null
                : await db.Connections.SingleAsync(row => row.Id == conversation.ConnectionId, cancellation);
            return (conversation, connection);
        });
        if (found is not ({ } thread, { } account))
            return new SendAnswer.NoSuchConversation();
        if (account.IsOff || connectors.As<ISend>(account.ConnectorId) is not { } sender)
            return new SendAnswer.Refused(new Outcome.Misconfigured(new Reason("connection_not_active")));
        var plan = sender.Plan(contexts.Open(account), draft);
        if (plan.Refused is { } problem)
            return new SendAnswer.Invalid(problem);
        var answer = await store.Write(
            workspace, account.Id, async db =>
            {
                var written = await Write(db, thread.Id, account, draft, plan, attachments, author, origin, cancellation);
                if (written is not SendAnswer.Queued queued || alongside is null || await alongside(db, queued.Messages))
                    return written;
                db.ChangeTracker.Clear();
                return new SendAnswer.TakenBack();
            }, cancellation);
        if (answer is SendAnswer.Queued)
            bell.Ring(new LaneKey(workspace, account.Id, DeliveryKind.SendMessage));
        return answer;
    }

    private async Task<SendAnswer> Write(
        HubDb db, Guid conversationId, Connection account, OutboundDraft draft, SendPlan plan, IReadOnlyList<Guid> attachments,
        Guid? author, MessageOrigin origin, CancellationToken cancellation)
    {
        if (!await db.Connections.InUse().AnyAsync(row => row.Id == account.Id, cancellation))
            return new SendAnswer.Refused(new Outcome.Misconfigured(new Reason("connection_not_active"))); // switched off since it was read
        var conversation = await db.Conversations.SingleAsync(row => row.Id == conversationId, cancellation);
        var window = await ReplyWindow.Of(db, conversation, contexts.Limits(account), store.Now, draft.Tag, cancellation);
        if (window.Refusal(plan, store.Now) is { } refusal)
            return new SendAnswer.Refused(refusal);
        var owing = new Owing(db, store.Ids, store.Now);
        var lane = new LaneKey(account.WorkspaceId, account.Id, DeliveryKind.SendMessage);
        var messages = plan.Parts.Select(part => Part(conversation, draft, part, author, origin)).ToList();
        if (!await Attach(db, messages, plan, attachments, cancellation))
            return new SendAnswer.Invalid(new SettingProblem("attachments", UploadTaken));
        foreach (var message in messages)
        {
            db.Messages.Add(message);
            owing.Owe(lane, message.Id, orderKey: conversation.Id);
        }

        await owing.Write(cancellation);
        conversation.Active(store.Now);
        return new SendAnswer.Queued(messages);
    }

    internal Message Part(Conversation conversation, OutboundDraft draft, MessageContent content, Guid? author, MessageOrigin origin)
    {
        var message = new Message
        {
            WorkspaceId = conversation.WorkspaceId,
            Id = store.Ids.Next(),
            ConversationId = conversation.Id,
            ConnectionId = conversation.ConnectionId,
            Direction = MessageDirection.Outbound,
            Origin = origin,
            Content = "",
            Status = MessageStatus.Queued,
            OccurredAt = store.Now,
            ReceivedAt = store.Now,
            QuotedKey = draft.QuotedMessageKey,
            Tag = draft.Tag,
            AuthorId = author,
        };
        message.Set(content);
        return message;
    }

    private static async Task<bool> Attach(
        HubDb db, List<Message> messages, SendPlan plan, IReadOnlyList<Guid> uploads, CancellationToken cancellation)
    {
        if (uploads.Count == 0)
            return true;
        var rows = await db.Attachments.Where(row => uploads.Contains(row.Id) && row.MessageId == Guid.Empty)
            .ToDictionaryAsync(row => row.Id, cancellation);
        if (uploads.Any(id => !rows.ContainsKey(id)))
            return false;
        for (var i = 0; i < messages.Count; i++)
            for (var place = 0; place < plan.Parts[i].Media.Count; place++)
                if (Guid.TryParse(plan.Parts[i].Media[place].Id, out var id) && rows.TryGetValue(id, out var attachment))
                    (attachment.MessageId, attachment.Ordinal) = (messages[i].Id, place);
        return true;
    }
}

/// <summary>Closed.</summary>
public abstract record SendAnswer
{
    private SendAnswer()
    {
    }

    public sealed record Queued(IReadOnlyList<Message> Messages) : SendAnswer;

    public sealed record NoSuchConversation : SendAnswer;

    /// <summary>What was to be done alongside could not be.</summary>
    public sealed record TakenBack : SendAnswer;

    /// <summary>The platform cannot carry it.</summary>
    public sealed record Invalid(SettingProblem Problem) : SendAnswer;

    /// <summary>It may not leave now: the window, the quota, or the connection.</summary>
    public sealed record Refused(Outcome Outcome) : SendAnswer;
}
