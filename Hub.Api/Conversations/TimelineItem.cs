using System.Globalization;
using System.Text.Json;
using Hub.Core.Conversations;

namespace Hub.Api.Conversations;

/// <summary>An entry of a thread: exactly one of the three is there.</summary>
public sealed record TimelineItem(
    Guid Id, DateTimeOffset At, TimelineKind Kind, MessageResponse? Message = null, NoteResponse? Note = null, ThreadEvent? Event = null)
{
    public static TimelineItem Of(MessageResponse message) => new(message.Id, message.OccurredAt, TimelineKind.Message, Message: message);

    public static TimelineItem Of(NoteResponse note) => new(note.Id, note.At, TimelineKind.Note, Note: note);

    public static TimelineItem Of(ConversationEvent row) => new(row.Id, row.At, TimelineKind.Event, Event: ThreadEvent.Of(row));

    public override string ToString() => $"TimelineItem({Kind}, {Id})";
}

public enum TimelineKind
{
    Message,
    Note,
    Event,
}

/// <param name="From">The member who had it, the label that was taken off; with missing messages a time.</param>
/// <param name="To">A member's, team's or label's id, a status, a priority; with missing messages a time.</param>
/// <param name="Until">With the status snoozed.</param>
public sealed record ThreadEvent(ThreadEventType Type, ActorResponse Actor, string? From, string? To, string? Until)
{
    public static ThreadEvent Of(ConversationEvent row)
    {
        var subject = row.SubjectId?.ToString();
        return row.Kind switch
        {
            ConversationEventKind.Assigned => New(ThreadEventType.Assigned, to: subject),
            ConversationEventKind.Unassigned => New(ThreadEventType.Assigned, from: subject),
            ConversationEventKind.TeamChanged => New(ThreadEventType.TeamChanged, to: subject),
            ConversationEventKind.PriorityChanged => New(ThreadEventType.PriorityChanged, to: JsonNamingPolicy.CamelCase.ConvertName(row.Detail ?? "")),
            ConversationEventKind.Labelled => New(ThreadEventType.LabelAdded, to: subject),
            ConversationEventKind.Unlabelled => New(ThreadEventType.LabelRemoved, from: subject),
            ConversationEventKind.Pending => New(ThreadEventType.StatusChanged, to: "pending"),
            ConversationEventKind.Snoozed => New(ThreadEventType.StatusChanged, to: "snoozed") with { Until = row.Detail },
            ConversationEventKind.Binned => New(ThreadEventType.StatusChanged, to: "spam"),
            ConversationEventKind.AutomationStopped => New(ThreadEventType.AutomationStopped),
            ConversationEventKind.AutomationResumed => New(ThreadEventType.AutomationResumed),
            ConversationEventKind.RulesCut => New(ThreadEventType.RulesCut),
            ConversationEventKind.Gap => New(ThreadEventType.MessagesMissing, from: row.Detail, to: row.At.ToString("O", CultureInfo.InvariantCulture)),
            ConversationEventKind.Resolved => New(ThreadEventType.StatusChanged, to: "resolved"),
            _ => New(ThreadEventType.StatusChanged, to: "open"),
        };

        ThreadEvent New(ThreadEventType type, string? from = null, string? to = null) =>
            new(type, ActorResponse.Of(row.Actor), from, to, null);
    }
}

public enum ThreadEventType
{
    Assigned,
    TeamChanged,
    StatusChanged,
    PriorityChanged,
    LabelAdded,
    LabelRemoved,
    AutomationStopped,
    AutomationResumed,
    RulesCut,

    /// <summary>Messages between these times may be missing: the platform did not post them and shows them no more.</summary>
    MessagesMissing,
}
