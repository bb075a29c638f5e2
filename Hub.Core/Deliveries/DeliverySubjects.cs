using Hub.Core.Storage;

namespace Hub.Core.Deliveries;

/// <summary>Deliveries about one thing that people know. By subject within the workspace's connections, so that the lanes' index finds them.</summary>
public static class DeliverySubjects
{
    public static IQueryable<Delivery> OfContact(this IQueryable<Delivery> rows, HubDb db, Guid workspace, Guid contact)
    {
        var connections = Connections(db, workspace);
        return rows.Where(row => connections.Contains(row.ConnectionId)
            && (row.Kind == DeliveryKind.SyncContact || row.Kind == DeliveryKind.LearnName) && row.SubjectId == contact);
    }

    /// <summary>Its way to CRMs, and the signals about it.</summary>
    public static IQueryable<Delivery> OfOrder(this IQueryable<Delivery> rows, HubDb db, Guid workspace, Guid order)
    {
        var connections = Connections(db, workspace);
        var conversations = db.Orders.Where(row => row.WorkspaceId == workspace && row.Id == order).Select(row => row.ConversationId);
        var signals = db.Signals
            .Where(row => row.WorkspaceId == workspace && conversations.Contains(row.ConversationId) && row.OrderId == order).Select(row => row.Id);
        return rows.Where(row => connections.Contains(row.ConnectionId)
            && ((row.Kind == DeliveryKind.SyncOrder && row.SubjectId == order)
                || (row.Kind == DeliveryKind.ReportSignal && signals.Contains(row.SubjectId))));
    }

    /// <summary>Its way to CRMs, and the signals about it.</summary>
    public static IQueryable<Delivery> OfBooking(this IQueryable<Delivery> rows, HubDb db, Guid workspace, Guid booking)
    {
        var connections = Connections(db, workspace);
        var conversations = db.Bookings.Where(row => row.WorkspaceId == workspace && row.Id == booking).Select(row => row.ConversationId);
        var signals = db.Signals
            .Where(row => row.WorkspaceId == workspace && conversations.Contains(row.ConversationId) && row.BookingId == booking)
            .Select(row => row.Id);
        return rows.Where(row => connections.Contains(row.ConnectionId)
            && ((row.Kind == DeliveryKind.SyncBooking && row.SubjectId == booking)
                || (row.Kind == DeliveryKind.ReportSignal && signals.Contains(row.SubjectId))));
    }

    /// <summary>Its messages, attachments and read marks, the signals, orders and bookings of it.</summary>
    public static IQueryable<Delivery> OfConversation(this IQueryable<Delivery> rows, HubDb db, Guid workspace, Guid conversation) =>
        OfConversations(rows, db, workspace, db.Conversations.Where(row => row.WorkspaceId == workspace && row.Id == conversation).Select(row => row.Id));

    /// <summary>Those of the conversations that came by it.</summary>
    public static IQueryable<Delivery> OfAd(this IQueryable<Delivery> rows, HubDb db, Guid workspace, string ad) =>
        OfConversations(rows, db, workspace, db.Referrals.Where(row => row.WorkspaceId == workspace && row.AdId == ad).Select(row => row.ConversationId));

    private static IQueryable<Delivery> OfConversations(IQueryable<Delivery> rows, HubDb db, Guid workspace, IQueryable<Guid> conversations)
    {
        var connections = Connections(db, workspace);
        var messages = db.Messages.Where(row => row.WorkspaceId == workspace && conversations.Contains(row.ConversationId)).Select(row => row.Id);
        var attachments = db.Attachments.Where(row => row.WorkspaceId == workspace && messages.Contains(row.MessageId)).Select(row => row.Id);
        var signals = db.Signals.Where(row => row.WorkspaceId == workspace && conversations.Contains(row.ConversationId)).Select(row => row.Id);
        var orders = db.Orders.Where(row => row.WorkspaceId == workspace && conversations.Contains(row.ConversationId)).Select(row => row.Id);
        var bookings = db.Bookings.Where(row => row.WorkspaceId == workspace && conversations.Contains(row.ConversationId)).Select(row => row.Id);
        return rows.Where(row => connections.Contains(row.ConnectionId)
            && ((row.Kind == DeliveryKind.SendMessage && messages.Contains(row.SubjectId))
                || (row.Kind == DeliveryKind.MarkRead && conversations.Contains(row.SubjectId))
                || (row.Kind == DeliveryKind.FetchAttachment && attachments.Contains(row.SubjectId))
                || (row.Kind == DeliveryKind.ReportSignal && signals.Contains(row.SubjectId))
                || (row.Kind == DeliveryKind.SyncOrder && orders.Contains(row.SubjectId))
                || (row.Kind == DeliveryKind.SyncBooking && bookings.Contains(row.SubjectId))));
    }

    private static IQueryable<Guid> Connections(HubDb db, Guid workspace) =>
        db.Connections.Where(row => row.WorkspaceId == workspace).Select(row => row.Id);
}
