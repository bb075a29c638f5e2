namespace Hub.Core.Teams;

/// <summary>What a member or an API key may do. Names never change.</summary>
public static class Permissions
{
    /// <summary>Everything, also what comes later: the owner's.</summary>
    public const string All = "*";

    public const string ConnectionsRead = "connections.read";
    public const string ConnectionsWrite = "connections.write";

    /// <summary>Ends a connection for good: revokes its access and deletes its tokens.</summary>
    public const string ConnectionsDisconnect = "connections.disconnect";
    public const string ConversationsRead = "conversations.read";

    /// <summary>Status, priority, assignment, labels and notes; not what contacts get to read.</summary>
    public const string ConversationsWrite = "conversations.write";
    public const string MessagesSend = "messages.send";
    public const string ContactsRead = "contacts.read";
    public const string ContactsWrite = "contacts.write";
    public const string ContactsExport = "contacts.export";

    /// <summary>Takes a contact away for good, everywhere.</summary>
    public const string ContactsErase = "contacts.erase";
    public const string OrdersRead = "orders.read";
    public const string OrdersWrite = "orders.write";

    /// <summary>What all orders share: products, how orders are numbered, what customers are told of them.</summary>
    public const string ProductsManage = "products.manage";

    public const string BookingsRead = "bookings.read";
    public const string BookingsWrite = "bookings.write";

    /// <summary>What can be booked: services, staff and rooms, their hours, reminders and calendars.</summary>
    public const string ServicesManage = "services.manage";

    /// <summary>What all share: labels, canned replies, shared views, contact attributes.</summary>
    public const string LabelsManage = "labels.manage";
    public const string SignalsRead = "signals.read";
    public const string SignalsExport = "signals.export";
    public const string KeywordsRead = "keywords.read";
    public const string KeywordsWrite = "keywords.write";
    public const string AutomationRead = "automation.read";

    /// <summary>Filters, replies and rules, and what holds for all of them.</summary>
    public const string AutomationWrite = "automation.write";
    public const string DeliveriesRead = "deliveries.read";
    public const string DeliveriesReplay = "deliveries.replay";
    public const string WebhooksRead = "webhooks.read";
    public const string WebhooksReplay = "webhooks.replay";

    /// <summary>Where other systems are told what happens here.</summary>
    public const string WebhooksManage = "webhooks.manage";
    public const string MembersRead = "members.read";

    /// <summary>Members, invitations, roles and teams; nobody gives more than they have.</summary>
    public const string MembersManage = "members.manage";
    public const string AuditRead = "audit.read";
    public const string KeysManage = "keys.manage";

    /// <summary>What concerns the whole installation, such as webhooks that belong to no workspace.</summary>
    public const string Operate = "operate";

    /// <summary>In the order in which people see them.</summary>
    public static IReadOnlyList<string> Known { get; } = [.. PermissionTexts.All.Keys];
}
