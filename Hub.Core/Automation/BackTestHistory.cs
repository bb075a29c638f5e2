using Hub.Connectors.Abstractions;
using Hub.Core.Commerce;
using Hub.Core.Conversations;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Automation;

/// <summary>What a back-test asks a rule about: stored messages, or the labels and statuses that conversations got.</summary>
internal static class BackTestHistory
{
    /// <param name="before">The last one of the page before.</param>
    /// <returns>The newest first.</returns>
    public static Task<List<BackTestHit>> Load(
        HubDb db, Caller caller, RuleTrigger trigger, Guid from, Guid? before, int atOnce, CancellationToken cancellation) => trigger switch
        {
            RuleTrigger.LabelAdded => Happened(db, caller, Happening.OfLabels, from, before, atOnce, cancellation),
            RuleTrigger.StatusChanged => Happened(db, caller, Happening.OfStatus, from, before, atOnce, cancellation),
            _ => Messages(db, caller, from, before, atOnce, cancellation),
        };

    private static async Task<List<BackTestHit>> Messages(
        HubDb db, Caller caller, Guid from, Guid? before, int atOnce, CancellationToken cancellation)
    {
        var rows = await db.Messages
            .Where(row => row.WorkspaceId == caller.WorkspaceId && row.Id.CompareTo(from) > 0 && (before == null || row.Id.CompareTo(before.Value) < 0)
                && row.Direction == MessageDirection.Inbound)
            .Join(db.Conversations.VisibleTo(caller), row => row.ConversationId, thread => thread.Id, (row, thread) => new
            {
                row.Id,
                row.ConversationId,
                row.Text,
                Chosen = row.Kind == MessageKind.Choice ? row.Content : null,
                row.Kind,
                row.OccurredAt,
                row.ConnectionId,
                thread.ContactId,
                thread.TeamId,
                thread.HasPhone,
                thread.FromAd,
                HasOrder = thread.HasOrder && db.Orders.Any(order => order.WorkspaceId == caller.WorkspaceId && order.ConversationId == thread.Id
                    && order.State != OrderState.Draft && order.State != OrderState.Cancelled),
                IsAnswered = thread.AnsweredAt != null,
                IsSpam = thread.Status == ConversationStatus.Spam,
                IsFirst = !db.Messages.Any(other => other.WorkspaceId == caller.WorkspaceId && other.ConversationId == row.ConversationId
                    && other.OccurredAt < row.OccurredAt),
                HasAttachment = db.Attachments.Any(file => file.WorkspaceId == caller.WorkspaceId && file.MessageId == row.Id),
            })
            .OrderByDescending(row => row.Id).Take(atOnce).ToListAsync(cancellation);
        return rows.ConvertAll(row => new BackTestHit(row.Id, row.Id, row.ConversationId, row.OccurredAt, row.HasOrder, row.IsAnswered, row.IsSpam, new Incoming
        {
            Text = row.Text,
            ChoiceId = row.Chosen is null ? null : MessageJson.Read(row.Chosen).ChoiceId,
            ConnectionId = row.ConnectionId,
            ContactId = row.ContactId,
            TeamId = row.TeamId,
            At = row.OccurredAt,
            IsFirst = row.IsFirst,
            HasOrder = row.Kind == MessageKind.Order,
            HasAttachment = row.HasAttachment,
            HasPhone = row.HasPhone,
            FromAd = row.FromAd,
        }));
    }

    private static async Task<List<BackTestHit>> Happened(
        HubDb db, Caller caller, IReadOnlyList<ConversationEventKind> kinds, Guid from, Guid? before, int atOnce, CancellationToken cancellation)
    {
        var rows = await db.ConversationEvents
            .Where(row => row.WorkspaceId == caller.WorkspaceId && row.Id.CompareTo(from) > 0 && (before == null || row.Id.CompareTo(before.Value) < 0)
                && kinds.Contains(row.Kind))
            .Join(db.Conversations.VisibleTo(caller), row => row.ConversationId, thread => thread.Id, (row, thread) => new
            {
                Event = row,
                Thread = thread,
                HasOrder = thread.HasOrder && db.Orders.Any(order => order.WorkspaceId == caller.WorkspaceId && order.ConversationId == thread.Id
                    && order.State != OrderState.Draft && order.State != OrderState.Cancelled),
                MessageId = db.Messages.Where(message => message.WorkspaceId == caller.WorkspaceId && message.ConversationId == thread.Id
                    && message.Direction == MessageDirection.Inbound && message.OccurredAt <= row.At)
                    .OrderByDescending(message => message.OccurredAt).Select(message => (Guid?)message.Id).FirstOrDefault(),
            })
            .OrderByDescending(row => row.Event.Id).Take(atOnce).ToListAsync(cancellation);
        var ids = rows.Select(row => row.MessageId).OfType<Guid>().Distinct().ToList();
        var messages = await db.Messages.Where(row => row.WorkspaceId == caller.WorkspaceId && ids.Contains(row.Id))
            .ToDictionaryAsync(row => row.Id, cancellation);
        return rows.ConvertAll(row => new BackTestHit(
            row.Event.Id, row.MessageId, row.Thread.Id, row.Event.At, row.HasOrder, row.Thread.AnsweredAt is not null,
            row.Thread.Status == ConversationStatus.Spam, Incoming.Of(
                new Happening(row.Thread, row.Event, row.Event.At, []), row.MessageId is { } id ? messages.GetValueOrDefault(id) : null)));
    }
}

/// <param name="Id">Where the next page goes on.</param>
internal sealed record BackTestHit(
    Guid Id, Guid? MessageId, Guid ConversationId, DateTimeOffset At, bool HasOrder, bool IsAnswered, bool IsSpam, Incoming Incoming)
{
    public bool Came(BackTestOutcome outcome) => outcome switch
    {
        BackTestOutcome.Ordered => HasOrder,
        BackTestOutcome.NotOrdered => !HasOrder,
        BackTestOutcome.Answered => IsAnswered,
        BackTestOutcome.NotAnswered => !IsAnswered,
        _ => IsSpam,
    };
}
