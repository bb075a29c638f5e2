using Hub.Connectors.Abstractions;
using Hub.Core.Conversations;
using Hub.Core.Deliveries;
using Hub.Core.Sending;
using Hub.Core.Text;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Ingest.Applying;

/// <summary>Applies what happens to messages.</summary>
internal sealed class Messages(Workset set, bool fetchesMedia)
{
    /// <summary>Messages whose pictures and files go with them, once this batch is saved.</summary>
    public HashSet<Guid> TakenBack { get; } = [];

    /// <summary>Tells of conversations that the contact has opened again.</summary>
    public Action<Conversation, ConversationEvent, DateTimeOffset>? Reopened { get; set; }

    /// <returns>The message when it is new, else null.</returns>
    public async Task<Message?> Apply(MessageEvent item, Conversation conversation, CancellationToken cancellation)
    {
        Touch(conversation, item);
        var known = set.Message(item.MessageKey);
        if (known is { Direction: MessageDirection.Outbound } && set.OwnMessage(item.CorrelationId) is { Key: null } own)
            known = await Unite(own, known, cancellation);
        if (known is null && item.Direction == MessageDirection.Outbound)
            known = await ClaimOwn(item, conversation, cancellation);
        if (known is null)
            return Add(item, conversation);
        if (known.Direction == MessageDirection.Outbound)
        {
            if (!IsRounded(item.OccurredAt, known.OccurredAt))
                known.OccurredAt = item.OccurredAt;
            known.Raise(MessageStatus.Sent);
            known.Reach(conversation);
        }
        else if (IsRounded(known.OccurredAt, item.OccurredAt))
            known.OccurredAt = item.OccurredAt;

        return null;
    }

    // Lists of some platforms tell whole seconds, where their webhooks tell more.
    private static bool IsRounded(DateTimeOffset coarse, DateTimeOffset fine) =>
        coarse.ToUnixTimeMilliseconds() % 1000 == 0 && coarse.ToUnixTimeSeconds() == fine.ToUnixTimeSeconds();

    public async Task Apply(StatusEvent item, CancellationToken cancellation)
    {
        var message = set.Message(item.MessageKey);
        if (message is null && set.OwnMessage(item.CorrelationId) is { Key: null } own)
        {
            await Claim(own, item.MessageKey, cancellation);
            message = own;
        }

        if (message is not null)
            message.Raise(item.Status, item.Failure);
        else
            set.Add(Fact(item, item.MessageKey, MessageFactKind.Status, fact =>
            {
                fact.Status = item.Status;
                fact.Code = item.Failure?.Because?.Code;
                fact.Detail = item.Failure?.Because?.Detail;
                fact.Outcome = item.Failure?.GetType().Name;
            }));
    }

    public void Apply(EditEvent item)
    {
        if (set.Message(item.MessageKey) is { } message)
            message.Edit(item.Content, item.OccurredAt);
        else
            set.Add(Fact(item, item.MessageKey, MessageFactKind.Edit, fact => fact.Content = MessageJson.Write(item.Content)));
    }

    public void Apply(DeletionEvent item)
    {
        if (set.Message(item.MessageKey) is { } message)
        {
            message.Delete(item.OccurredAt);
            TakenBack.Add(message.Id);
        }
        else
            set.Add(Fact(item, item.MessageKey, MessageFactKind.Deletion, _ => { }));
    }

    public void Apply(ReactionEvent item)
    {
        var reaction = set.Reaction(item.MessageKey, item.ActorKey);
        if (reaction is null)
            set.Add(new Reaction
            {
                WorkspaceId = set.WorkspaceId,
                ConnectionId = set.Connection.Id,
                MessageKey = item.MessageKey,
                ActorKey = item.ActorKey,
                Emoji = item.Emoji,
                At = item.OccurredAt,
            });
        else if ((item.OccurredAt, item.Emoji ?? "").CompareTo((reaction.At, reaction.Emoji ?? "")) > 0)
            (reaction.At, reaction.Emoji) = (item.OccurredAt, item.Emoji);
    }

    public static void Apply(WatermarkEvent item, Conversation conversation)
    {
        if (item.Status == MessageStatus.Read && !(item.UpTo <= conversation.ReadUpTo))
            conversation.ReadUpTo = item.UpTo;
        if (item.Status == MessageStatus.Delivered && !(item.UpTo <= conversation.DeliveredUpTo))
            conversation.DeliveredUpTo = item.UpTo;
    }

    private void Touch(Conversation conversation, MessageEvent item)
    {
        conversation.Active(item.OccurredAt);
        if (item.Direction == MessageDirection.Inbound && !(item.OccurredAt <= conversation.LastInboundAt))
        {
            conversation.LastInboundAt = item.OccurredAt;
            Reopen(conversation, item.OccurredAt);
        }
    }

    private void Reopen(Conversation conversation, DateTimeOffset at)
    {
        if (conversation.Status is ConversationStatus.Resolved or ConversationStatus.Snoozed)
        {
            var happened = new ConversationEvent
            {
                WorkspaceId = set.WorkspaceId,
                Id = set.Ids.Next(),
                ConversationId = conversation.Id,
                At = set.Now,
                Actor = ConversationEvent.ByContact,
                Kind = ConversationEventKind.Reopened,
            };
            set.Db.ConversationEvents.Add(happened);
            Reopened?.Invoke(conversation, happened, at);
        }

        conversation.Reopen();
    }

    // An echo of what we sent: by the correlation that the platform returned, or, where it returns none, the oldest of our messages in
    // doubt that says the same.
    private async Task<Message?> ClaimOwn(MessageEvent item, Conversation conversation, CancellationToken cancellation)
    {
        var own = set.OwnMessage(item.CorrelationId);
        if (own is null && item.CorrelationId is null && item.Origin != MessageOrigin.Automatic)
            own = Doubt.Match(await set.Unsettled(conversation.Id, cancellation), item);
        if (own is not { Key: null })
            return own;
        await Claim(own, item.MessageKey, cancellation);
        return own;
    }

    // A list has shown it before its echo came, and does not tell whose message it is.
    private async Task<Message> Unite(Message own, Message shown, CancellationToken cancellation)
    {
        await Doubt.Absorb(set.Db, own, shown, cancellation);
        set.Keyed(own);
        await Doubt.Settle(set.Db, own, set.Now, cancellation);
        return own;
    }

    private async Task Claim(Message own, string messageKey, CancellationToken cancellation)
    {
        own.Key = messageKey;
        set.Keyed(own);
        Fold(own);
        await Doubt.Settle(set.Db, own, set.Now, cancellation);
    }

    private Message Add(MessageEvent item, Conversation conversation)
    {
        var message = new Message
        {
            WorkspaceId = set.WorkspaceId,
            Id = set.Ids.Next(),
            ConversationId = conversation.Id,
            ConnectionId = set.Connection.Id,
            Key = item.MessageKey,
            Direction = item.Direction,
            Origin = item.Origin,
            Content = "",
            Status = MessageStatus.Sent,
            OccurredAt = item.OccurredAt,
            ReceivedAt = set.Now,
            QuotedKey = item.QuotedMessageKey,
        };
        message.Set(item.Content);
        if (item is { Direction: MessageDirection.Inbound, Content.Text: { } text } && !conversation.HasPhone)
            conversation.HasPhone = PhoneNumbers.Any(text);
        set.Add(message);
        Fold(message);
        message.Reach(conversation);
        Attach(message, item);
        return message;
    }

    private void Fold(Message message)
    {
        foreach (var fact in set.Facts(message.Key!).OrderBy(fact => fact.OccurredAt).ThenBy(fact => fact.EventKey, StringComparer.Ordinal))
            message.Apply(fact);
        if (message.DeletedAt is not null)
            TakenBack.Add(message.Id);
    }

    private void Attach(Message message, MessageEvent item)
    {
        for (var i = 0; i < item.Content.Media.Count; i++)
        {
            var attachment = new Attachment
            {
                WorkspaceId = set.WorkspaceId,
                Id = set.Ids.Next(),
                MessageId = message.Id,
                Ordinal = i,
                FileName = item.Content.Media[i].FileName,
            };
            set.Db.Attachments.Add(attachment);
            if (fetchesMedia)
                set.Owing.Owe(set.Lane(DeliveryKind.FetchAttachment), attachment.Id);
        }
    }

    private MessageFact Fact(ChannelEvent item, string messageKey, MessageFactKind kind, Action<MessageFact> fill)
    {
        var fact = new MessageFact
        {
            WorkspaceId = set.WorkspaceId,
            ConnectionId = set.Connection.Id,
            MessageKey = messageKey,
            EventKey = item.EventKey,
            OccurredAt = item.OccurredAt,
            Kind = kind,
        };
        fill(fact);
        return fact;
    }
}
