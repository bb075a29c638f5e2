using Hub.Connectors.Abstractions;
using Hub.Core.Conversations;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Sending;

/// <summary>
/// Messages that may have been sent. Most platforms take no idempotency key, so a send without an answer is never repeated: its echo or
/// status settles it, or it stays in doubt for a person to see.
/// </summary>
internal static class Doubt
{
    // The platform's clock against ours, and a slow vendor's queue.
    private static readonly TimeSpan Around = TimeSpan.FromMinutes(10);

    /// <returns>The oldest message in doubt with the same words around the same time.</returns>
    public static Message? Match(IReadOnlyList<Message> inDoubt, MessageEvent echo)
    {
        var text = echo.Content.Text is null ? null : Text.SafeText.Clean(echo.Content.Text);
        return inDoubt.FirstOrDefault(message =>
            message.Kind == echo.Content.Kind && message.Text == text && (message.OccurredAt - echo.OccurredAt).Duration() <= Around);
    }

    /// <summary>
    /// The other way round: the echo was here before our send was known to be in doubt. A list shows it as a person's; what was known before ours
    /// was written is a person's own.
    /// </summary>
    public static async Task<Message?> FindEcho(HubDb db, Message own, IReadOnlySet<Guid> taken, CancellationToken cancellation)
    {
        var from = own.OccurredAt - Around;
        var echoes = await db.Messages
            .Where(row => row.WorkspaceId == own.WorkspaceId && row.ConversationId == own.ConversationId && row.Id != own.Id
                && row.Direction == MessageDirection.Outbound && row.Key != null && row.Kind == own.Kind && row.OccurredAt >= from
                && (row.Origin == MessageOrigin.Api || (row.Origin == MessageOrigin.Person && row.ReceivedAt >= own.OccurredAt)))
            .OrderBy(row => row.OccurredAt).ToListAsync(cancellation);
        foreach (var echo in echoes.Where(row => row.Text == own.Text && !taken.Contains(row.Id)))
            if (!await db.Deliveries.AnyAsync(row => row.WorkspaceId == own.WorkspaceId && row.ConnectionId == own.ConnectionId
                && row.Kind == DeliveryKind.SendMessage && row.SubjectId == echo.Id, cancellation))
                return echo;
        return null;
    }

    /// <summary>Two rows turned out to be one platform message: ours stays, with all that the other has learnt.</summary>
    public static async Task Absorb(HubDb db, Message own, Message echo, CancellationToken cancellation)
    {
        var key = echo.Key;
        db.Messages.Remove(echo);
        await db.SaveChangesAsync(cancellation); // the key is unique: the echo's row must go before ours can have it
        await AttachmentRemoval.Of(db, own.WorkspaceId, [echo.Id], cancellation); // ours has its own files
        if (echo.DeletedAt is { } takenBack)
            own.Delete(takenBack);
        own.Key = key;
        own.OccurredAt = echo.OccurredAt;
        own.Raise(echo.Status, echo.StatusCode, echo.StatusDetail, echo.StatusOutcome);
    }

    /// <summary>It did arrive: what was in doubt is done.</summary>
    public static async Task Settle(HubDb db, Message own, DateTimeOffset now, CancellationToken cancellation)
    {
        var delivery = await db.Deliveries.FirstOrDefaultAsync(
            row => row.WorkspaceId == own.WorkspaceId && row.ConnectionId == own.ConnectionId
                && row.Kind == DeliveryKind.SendMessage && row.SubjectId == own.Id, cancellation);
        if (delivery is not { State: DeliveryState.Unknown or DeliveryState.Dead })
            return;
        delivery.State = DeliveryState.Done;
        delivery.SettledAt = now;
    }
}
