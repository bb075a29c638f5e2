using Hub.Connectors.Abstractions;
using Hub.Core.Automation;
using Hub.Core.Comments;
using Hub.Core.Connections;
using Hub.Core.Conversations;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Sending;

/// <summary>Sends messages: several conversations at once, each one's messages one after the other.</summary>
public sealed class SendMessages(HubStore store, ConnectorRegistry connectors) : LaneWork
{
    public override DeliveryKind Kind => DeliveryKind.SendMessage;

    public override TimeSpan OnceFor(LaneRun run) =>
        !run.Manifest.SendsOnce ? TimeSpan.Zero
        : run.Limits.SendsOnceHours is { } hours ? TimeSpan.FromHours(hours)
        : TimeSpan.MaxValue;

    public override int BatchSize(ConnectorManifest manifest, ConnectorLimits limits) => Math.Max(1, limits.Concurrency);

    public override async Task<IReadOnlyList<DeliveryResult>> Execute(
        LaneRun run, IReadOnlyList<Delivery> batch, CancellationToken cancellation)
    {
        var sender = connectors.As<ISend>(run.Connection.ConnectorId)!;
        return await Task.WhenAll(batch.Select(delivery => Send(sender, run, delivery, cancellation)));
    }

    public override async Task Record(
        HubDb db, LaneRun run, IReadOnlyList<DeliveryResult> results, CancellationToken cancellation)
    {
        var ids = results.Select(result => result.Delivery.SubjectId).ToList();
        var messages = await db.Messages.Where(row => row.WorkspaceId == run.Lane.WorkspaceId && ids.Contains(row.Id))
            .ToDictionaryAsync(row => row.Id, cancellation);
        await Leave(db, run, results, messages, cancellation);
        var taken = new HashSet<Guid>();
        foreach (var result in results)
            if (messages.TryGetValue(result.Delivery.SubjectId, out var message))
                await Record(db, message, result, taken, cancellation);
        if (connectors.Can<IAnswerComments>(run.Connection.ConnectorId))
            await CommentSends.Tell(db, run.Lane.WorkspaceId, run.Connection.Id, ids, cancellation);
    }

    private async Task<DeliveryResult> Send(ISend sender, LaneRun run, Delivery delivery, CancellationToken cancellation)
    {
        var answerer = connectors.As<IAnswerComments>(run.Connection.ConnectorId);
        var (part, comment, refusal) = await store.Read(
            run.Lane.WorkspaceId, db => Load(db, run, delivery, answerer is not null, cancellation));
        if (refusal is not null)
            return refusal;
        var outcome = answerer is not null && comment is not null
            ? await answerer.Answer(run.Context, comment.Key, part!, cancellation)
            : await sender.Send(run.Context, part!, cancellation);
        return new DeliveryResult(delivery, outcome, Extra: store.Now);
    }

    private async Task<(OutboundPart? Part, Comment? Comment, DeliveryResult? Refusal)> Load(
        HubDb db, LaneRun run, Delivery delivery, bool answersComments, CancellationToken cancellation)
    {
        var message = await db.Messages.SingleOrDefaultAsync(row => row.Id == delivery.SubjectId, cancellation);
        if (message is null)
            return (null, null, Withheld.Of(delivery, "message_gone"));
        if (!EnumNames.IsKnown(message.Kind))
            return (null, null, new DeliveryResult(delivery, LeftToNewer.Outcome));
        var conversation = await db.Conversations.SingleAsync(row => row.Id == message.ConversationId, cancellation);
        if (conversation.IsErased)
            return (null, null, Withheld.Of(delivery, "contact_erased"));
        if (message.RuleId is not null && await AutomaticAnswers.IsLate(db, message, conversation, delivery.OwedAt, store.Now, cancellation))
            return (null, null, Withheld.Of(delivery, AutomaticAnswers.LateCode));
        var comment = answersComments ? await CommentSends.Of(db, message.WorkspaceId, message.Id, cancellation) : null;
        if (comment is not null ? !CommentSends.IsInTime(comment, run.Limits, store.Now)
            : message.Kind != MessageKind.Template && !InTime(run, message, conversation))
            return (null, null, new DeliveryResult(delivery, new Outcome.WindowClosed(new Reason("window_closed"))));
        return (new OutboundPart(
            message.Id.ToString("N"), await Recipients.Of(db, conversation, cancellation), MessageJson.Read(message.Content),
            await Media(db, message, cancellation), message.QuotedKey, message.Tag), comment, null);
    }

    // The quota was taken when the message was accepted; what may have changed since is the time.
    private bool InTime(LaneRun run, Message message, Conversation conversation) =>
        ReplyWindow.Of(run.Limits with { WindowMessages = null }, conversation.LastInboundAt, sent: 0, store.Now, message.Tag).IsOpen;

    private static async Task<IReadOnlyList<OutboundMedia>> Media(HubDb db, Message message, CancellationToken cancellation)
    {
        var rows = await db.Attachments.Where(row => row.MessageId == message.Id && row.State == AttachmentState.Stored)
            .Join(db.AttachmentBytes, row => row.Id, bytes => bytes.Id, (row, bytes) => new { row, bytes.Bytes })
            .OrderBy(pair => pair.row.Ordinal).ToListAsync(cancellation);
        return rows.ConvertAll(pair =>
            new OutboundMedia(pair.row.ContentType ?? "application/octet-stream", pair.row.FileName ?? "file", pair.Bytes));
    }

    private async Task Record(HubDb db, Message message, DeliveryResult result, HashSet<Guid> taken, CancellationToken cancellation)
    {
        switch (result.Outcome)
        {
            case Outcome.Accepted or Outcome.Duplicate: // of the latter the answer to an earlier try got lost
                if (KeyOf(result.Outcome) is { Length: > 0 } key)
                    await Keyed(db, message, key, cancellation);
                message.Raise(MessageStatus.Sent);
                break;
            case Outcome.Unknown when message.Key is not null:
                Settled(result.Delivery);
                break;
            case Outcome.Unknown:
                await InDoubt(db, message, result, taken, cancellation);
                break;
            default:
                if (result.IsWithheld || result.Delivery.State == DeliveryState.Dead)
                    message.Raise(MessageStatus.Failed, result.Outcome.Because?.Code, result.Outcome.Because?.Detail, result.OutcomeName);
                break;
        }
    }

    // Not of those that have an echo, which knows better.
    private static async Task Leave(
        HubDb db, LaneRun run, IReadOnlyList<DeliveryResult> results, Dictionary<Guid, Message> messages, CancellationToken cancellation)
    {
        var threads = messages.Values.Select(message => message.ConversationId).Distinct().ToList();
        var written = await db.Conversations.Where(row => row.WorkspaceId == run.Lane.WorkspaceId && threads.Contains(row.Id))
            .ToDictionaryAsync(row => row.Id, row => row.LastInboundAt, cancellation);
        foreach (var result in results)
            if (result is { Outcome: Outcome.Accepted, Extra: DateTimeOffset left }
                && messages.GetValueOrDefault(result.Delivery.SubjectId) is { Key: null } message)
                OvertakenSends.Leave(message, written.GetValueOrDefault(message.ConversationId), left);
    }

    private static string? KeyOf(Outcome outcome) => outcome switch
    {
        Outcome.Accepted(var id) => id,
        Outcome.Duplicate(var id) => id,
        _ => null,
    };

    // The echo may have come first and stand there as a message of its own.
    private static async Task Keyed(HubDb db, Message message, string key, CancellationToken cancellation)
    {
        if (message.Key is not null)
            return;
        var echo = await db.Messages.FirstOrDefaultAsync(
            row => row.WorkspaceId == message.WorkspaceId && row.ConnectionId == message.ConnectionId && row.Key == key, cancellation);
        if (echo is not null)
            await Doubt.Absorb(db, message, echo, cancellation);
        else
            await Fold(db, message, key, cancellation);
    }

    private static async Task Fold(HubDb db, Message message, string key, CancellationToken cancellation)
    {
        message.Key = key;
        var facts = await db.MessageFacts
            .Where(row => row.WorkspaceId == message.WorkspaceId && row.ConnectionId == message.ConnectionId && row.MessageKey == key)
            .ToListAsync(cancellation);
        foreach (var fact in facts.OrderBy(fact => fact.OccurredAt))
            message.Apply(fact);
    }

    private async Task InDoubt(HubDb db, Message message, DeliveryResult result, HashSet<Guid> taken, CancellationToken cancellation)
    {
        if (await Doubt.FindEcho(db, message, taken, cancellation) is { } echo)
        {
            taken.Add(echo.Id);
            await Doubt.Absorb(db, message, echo, cancellation);
            Settled(result.Delivery);
        }
        else
        {
            message.Raise(MessageStatus.Unknown, result.Outcome);
        }
    }

    private void Settled(Delivery delivery) => (delivery.State, delivery.SettledAt) = (DeliveryState.Done, store.Now);
}
