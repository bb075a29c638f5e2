namespace Hub.Core.Teams;

/// <summary>What a member or an API key may do. Names never change.</summary>
public static class Permissions
{
    /// <summary>Everything, also what comes later: the owner's.</summary>
    public const string All = "*";

    public const string ConnectionsRead = "connections.read";
    public const string ConnectionsWrite = "connections.write";
    public const string ConversationsRead = "conversations.read";
    public const string MessagesSend = "messages.send";
    public const string ContactsRead = "contacts.read";
    public const string OrdersRead = "orders.read";
    public const string OrdersWrite = "orders.write";
    public const string SignalsRead = "signals.read";
    public const string KeywordsRead = "keywords.read";
    public const string KeywordsWrite = "keywords.write";
    public const string DeliveriesRead = "deliveries.read";
    public const string DeliveriesReplay = "deliveries.replay";
    public const string WebhooksRead = "webhooks.read";
    public const string WebhooksReplay = "webhooks.replay";
    public const string KeysManage = "keys.manage";

    /// <summary>What concerns the whole installation, such as webhooks that belong to no workspace.</summary>
    public const string Operate = "operate";

    public static IReadOnlyList<string> Known { get; } =
    [
        All, ConnectionsRead, ConnectionsWrite, ConversationsRead, MessagesSend, ContactsRead, OrdersRead, OrdersWrite, SignalsRead,
        KeywordsRead, KeywordsWrite, DeliveriesRead, DeliveriesReplay, WebhooksRead, WebhooksReplay, KeysManage, Operate,
    ];
}
