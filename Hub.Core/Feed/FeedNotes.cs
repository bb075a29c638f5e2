using Hub.Connectors.Abstractions;
using Hub.Core.Comments;
using Hub.Core.Commerce;
using Hub.Core.Commerce.Bookings;
using Hub.Core.Connections;
using Hub.Core.Connections.Disconnects;
using Hub.Core.Contacts;
using Hub.Core.Conversations;
using Hub.Core.Deliveries;
using Hub.Core.Signals;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Hub.Core.Feed;

/// <summary>Which events a changed row is.</summary>
internal static class FeedNotes
{
    public static IEnumerable<FeedEvent> Of(EntityEntry entry) => entry.Entity switch
    {
        Message row when Shows(entry, nameof(Message.SearchWords)) =>
            [new(row.WorkspaceId, FeedEventType.MessageChanged, row.ConversationId, row.Id), Conversation(row.WorkspaceId, row.ConversationId)],
        Conversation row => [Conversation(row.WorkspaceId, row.Id) with { Was = Was(entry) }],
        ConversationLabel row => [Conversation(row.WorkspaceId, row.ConversationId)],
        ConversationEvent row => [Conversation(row.WorkspaceId, row.ConversationId)],
        Order row => [Conversation(row.WorkspaceId, row.ConversationId)],
        Booking row => [Conversation(row.WorkspaceId, row.ConversationId)],
        Comment row => [new(row.WorkspaceId, FeedEventType.CommentChanged, ConnectionId: row.ConnectionId)],
        ReferralRecord { Source: ReferralSource.ShortLink } row => [new(row.WorkspaceId, FeedEventType.ShortLinkChanged, ConnectionId: row.ConnectionId)],
        Note row => [new(row.WorkspaceId, FeedEventType.NoteAdded, row.ConversationId, NoteId: row.Id)],
        Notification row => [new(row.WorkspaceId, FeedEventType.NotificationChanged, MemberId: row.MemberId)],
        Contact row when Shows(entry, nameof(Contact.LastSeenAt)) => [new(row.WorkspaceId, FeedEventType.ContactChanged, ContactId: row.Id)],
        Connection row when Shows(entry, nameof(Connection.LastEventAt), nameof(Connection.PollCursor), nameof(Connection.BlindFrom), nameof(Connection.BlindUntil)) =>
            [new(row.WorkspaceId, FeedEventType.ConnectionChanged, ConnectionId: row.Id)],
        Disconnect row => [new(row.WorkspaceId, FeedEventType.ConnectionChanged, ConnectionId: row.ConnectionId)],
        WebhookSubscription row when Shows(entry, nameof(WebhookSubscription.CheckedAt), nameof(WebhookSubscription.EnsuredAt), nameof(WebhookSubscription.StoodBefore)) =>
            [new(row.WorkspaceId, FeedEventType.ConnectionChanged, ConnectionId: row.Id)],
        Delivery row when Failed(entry) => [new(row.WorkspaceId, FeedEventType.DeliveryChanged, DeliveryId: row.Id)],
        _ => [],
    };

    private static FeedEvent Conversation(Guid workspace, Guid id) => new(workspace, FeedEventType.ConversationChanged, id);

    private static Holder? Was(EntityEntry entry)
    {
        var (assignee, team) = (entry.Property(nameof(Conversations.Conversation.AssigneeId)), entry.Property(nameof(Conversations.Conversation.TeamId)));
        return entry.State == EntityState.Deleted || (entry.State == EntityState.Modified && (assignee.IsModified || team.IsModified))
            ? new Holder((Guid?)assignee.OriginalValue, (Guid?)team.OriginalValue)
            : null;
    }

    // What changes with every message tells nobody anything.
    private static bool Shows(EntityEntry entry, params string[] quiet) => entry.State != EntityState.Modified
        || entry.Properties.Any(property => property.IsModified && !quiet.Contains(property.Metadata.Name));

    private static bool Failed(EntityEntry entry)
    {
        var state = entry.Property(nameof(Delivery.State));
        return entry.State == EntityState.Modified && state.IsModified
            && (IsFailure((DeliveryState)state.CurrentValue!) || IsFailure((DeliveryState)state.OriginalValue!));
    }

    private static bool IsFailure(DeliveryState state) => state is DeliveryState.Dead or DeliveryState.Unknown;
}
