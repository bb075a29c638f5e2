using Hub.Connectors.Abstractions;
using Hub.Core.Conversations;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Sending;

/// <summary>How long, and for how many more messages, a contact may be answered.</summary>
/// <param name="ClosesAt">Null when the channel has no window, or when nobody has written yet.</param>
/// <param name="MessagesLeft">Null when unlimited.</param>
/// <param name="IsOpen">Whether a plain message may leave now.</param>
public sealed record ReplyWindow(bool IsOpen, DateTimeOffset? ClosesAt, int? MessagesLeft)
{
    public static async Task<ReplyWindow> Of(
        HubDb db, Conversation conversation, ConnectorLimits limits, DateTimeOffset now, string? tag, CancellationToken cancellation)
    {
        var counts = limits is { WindowHours: not null, WindowMessages: not null };
        var sent = counts && conversation.LastInboundAt is { } last ? await Sent(db, conversation, last, cancellation) : 0;
        return Of(limits, conversation.LastInboundAt, sent, now, tag);
    }

    /// <param name="sent">Messages that count since <paramref name="lastInbound"/>.</param>
    public static ReplyWindow Of(ConnectorLimits limits, DateTimeOffset? lastInbound, int sent, DateTimeOffset now, string? tag = null)
    {
        if (limits.WindowHours is not { } hours)
            return new ReplyWindow(true, null, null);
        if (tag is not null && limits.WindowTags.TryGetValue(tag, out var tagged))
            hours = Math.Max(hours, tagged);
        if (lastInbound is not { } last)
            return new ReplyWindow(false, null, limits.WindowMessages);
        var closes = last.AddHours(hours);
        var left = limits.WindowMessages is { } all ? Math.Max(0, all - sent) : (int?)null;
        return new ReplyWindow(closes > now && left is not 0, closes, left);
    }

    public Outcome? Refusal(DateTimeOffset now) => this switch
    {
        { IsOpen: true } => null,
        { MessagesLeft: 0 } when ClosesAt > now => new Outcome.QuotaSpent(new Reason("quota_spent")),
        _ => new Outcome.WindowClosed(new Reason("window_closed")),
    };

    /// <summary>Why a planned send may not leave now. A template opens a window by itself on the channels that have templates for that.</summary>
    public Outcome? Refusal(SendPlan plan, DateTimeOffset now)
    {
        if (plan.Parts.All(part => part.Kind == MessageKind.Template))
            return null;
        return Refusal(now) ?? (MessagesLeft < plan.Parts.Count ? new Outcome.QuotaSpent(new Reason("quota_spent")) : null);
    }

    // What waits counts too: otherwise eleven could be accepted while ten may be sent. What failed does not, what is in doubt does.
    private static async Task<int> Sent(HubDb db, Conversation conversation, DateTimeOffset since, CancellationToken cancellation)
    {
        var sent = await db.Messages.CountAsync(
            row => row.WorkspaceId == conversation.WorkspaceId && row.ConversationId == conversation.Id
                && row.Direction == MessageDirection.Outbound && row.OccurredAt > since && row.Status != MessageStatus.Failed, cancellation);
        return sent + (await OvertakenSends.Of(db, conversation.WorkspaceId, [conversation], cancellation)).GetValueOrDefault(conversation.Id);
    }
}
