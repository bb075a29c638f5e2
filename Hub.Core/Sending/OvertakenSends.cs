using Hub.Connectors.Abstractions;
using Hub.Core.Conversations;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Sending;

/// <summary>
/// Messages that still waited when the contact wrote once more. They leave in the window that this opened, so that they count in it as the
/// platform will count them.
/// </summary>
internal static class OvertakenSends
{
    /// <returns>How many there are in each conversation that has some.</returns>
    public static async Task<Dictionary<Guid, int>> Of(
        HubDb db, Guid workspace, IReadOnlyCollection<Conversation> conversations, CancellationToken cancellation)
    {
        if (conversations.Count == 0)
            return [];
        var accounts = conversations.Select(row => row.ConnectionId).Distinct().ToList();
        var ids = conversations.Select(row => (Guid?)row.Id).ToList();
        var sends = db.Deliveries.Where(row => row.WorkspaceId == workspace && accounts.Contains(row.ConnectionId)
            && row.Kind == DeliveryKind.SendMessage && ids.Contains(row.OrderKey));
        var waiting = await sends.Where(row => row.State == DeliveryState.Owed)
            .Concat(sends.Where(row => row.State == DeliveryState.Started)) // apart: each state has an index
            .Join(
                db.Messages.Where(row => row.WorkspaceId == workspace && row.Status != MessageStatus.Failed),
                send => send.SubjectId, message => message.Id, (_, message) => new { message.ConversationId, message.OccurredAt })
            .ToListAsync(cancellation);
        var since = conversations.ToDictionary(row => row.Id, row => row.LastInboundAt);
        return waiting.Where(row => row.OccurredAt <= since[row.ConversationId]).CountBy(row => row.ConversationId).ToDictionary();
    }

    /// <summary>It has left now: it stands after what the contact wrote while it waited, as it does on the platform.</summary>
    public static void Leave(Message message, DateTimeOffset? lastInbound, DateTimeOffset left)
    {
        if (message.OccurredAt <= lastInbound && lastInbound < left)
            message.OccurredAt = left;
    }
}
