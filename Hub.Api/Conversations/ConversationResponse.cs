using Hub.Connectors.Abstractions;
using Hub.Core.Conversations;

namespace Hub.Api.Conversations;

/// <param name="Unread">The contact's messages that nobody has read or answered.</param>
/// <param name="AutomationStoppedAt">Rules answer there no more, until somebody resumes them.</param>
/// <param name="WaitingSince">The contact's first message without an answer.</param>
public sealed record ConversationResponse(
    Guid Id, Guid ConnectionId, string ConnectorId, Guid ContactId, string? ContactName, ConversationStatus Status,
    DateTimeOffset? SnoozedUntil, ConversationPriority Priority, Guid? AssigneeId, Guid? TeamId, IReadOnlyList<Guid> LabelIds, int Unread,
    LastMessageResponse? LastMessage, DateTimeOffset StartedAt, DateTimeOffset LastActivityAt, DateTimeOffset? LastInboundAt,
    DateTimeOffset? WaitingSince, bool HasPhone, bool HasOrder, bool FromAd, bool FailedSend,
    DateTimeOffset? AutomationStoppedAt, WindowResponse Window)
{
    public static ConversationResponse Of(ConversationItem item)
    {
        var row = item.Row;
        return new ConversationResponse(
            row.Id, row.ConnectionId, item.ConnectorId, row.ContactId, item.ContactName, row.Status, row.SnoozedUntil, row.Priority,
            row.AssigneeId, row.TeamId, item.LabelIds, row.Unread, LastMessageResponse.Of(item.Last), row.StartedAt, row.LastActivityAt,
            row.LastInboundAt, row.WaitingSince, row.HasPhone, row.HasOrder, row.FromAd, row.FailedSend,
            row.AutomationStoppedAt,
            new WindowResponse(item.Window.IsOpen, item.Window.ClosesAt, item.Window.MessagesLeft));
    }

    public override string ToString() => $"ConversationResponse({Id})";
}

/// <param name="Text">Its beginning; null when it has none or was taken back.</param>
public sealed record LastMessageResponse(
    string? Text, MessageKind Kind, MessageDirection Direction, MessageStatus Status, bool IsDeleted, DateTimeOffset At)
{
    public static LastMessageResponse? Of(MessagePreview? last) =>
        last is null ? null : new LastMessageResponse(last.Text, last.Kind, last.Direction, last.Status, last.IsDeleted, last.At);

    public override string ToString() => $"LastMessageResponse({Kind})";
}

/// <param name="ClosesAt">Null when the channel has no window, or when the contact has not written yet.</param>
/// <param name="MessagesLeft">Null when unlimited.</param>
public sealed record WindowResponse(bool IsOpen, DateTimeOffset? ClosesAt, int? MessagesLeft);
