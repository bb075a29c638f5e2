using System.Text.Json;
using Hub.Connectors.Abstractions;

namespace Hub.Connectors.Channels.TikTok;

/// <summary>Turns one message, pushed or listed, into events. Both ways give the same keys.</summary>
internal static class TikTokMessages
{
    /// <param name="direction">Webhooks say it by their name, the list by <c>from_user</c>.</param>
    /// <returns>Null when there is no message id or no time to go by.</returns>
    public static IReadOnlyList<ChannelEvent>? Read(JsonElement message, MessageDirection direction, DateTimeOffset? fallbackTime)
    {
        var type = (message.Text("type") ?? message.Text("message_type") ?? "").ToLowerInvariant();
        if ((message.Milliseconds("timestamp") ?? fallbackTime) is not { } at)
            return null;
        var contact = Contact(message, direction);
        if (type == "reaction")
            return [.. TikTokReactions.Read(message, "reaction", null, at, contact)];
        if (message.Text("message_id") is not { } id)
            return null;
        var conversation = message.Text("conversation_id");
        var sent = new MessageEvent
        {
            EventKey = TikTokKeys.Message(id),
            OccurredAt = at,
            ConversationKey = conversation,
            Contact = contact,
            MessageKey = id,
            Direction = direction,
            Origin = Origin(message, direction),
            Content = TikTokContents.Read(message, type, id, conversation),
            QuotedMessageKey = Quoted(message),
        };
        return [sent, .. TikTokReactions.Read(message, "reactions", id, at, contact)];
    }

    /// <summary>
    /// The person of the two users. On an echo <c>unique_identifier</c> has been seen to be the business, so it is not used there.
    /// </summary>
    public static Participant? Contact(JsonElement content, MessageDirection direction)
    {
        var (side, pushedName, listedName) = direction == MessageDirection.Inbound
            ? ("from_user", "from", "sender")
            : ("to_user", "to", "recipient");
        var user = content.Object(side);
        if (user is { } known && IsBusiness(known))
            return null;
        var id = user?.Text("id") ?? (direction == MessageDirection.Inbound ? content.Text("unique_identifier") : null);
        return id is null ? null : new Participant([new Identity("user", id)], content.Text(pushedName) ?? content.Text(listedName));
    }

    public static bool IsBusiness(JsonElement user) =>
        string.Equals(user.Text("role"), "business_account", StringComparison.OrdinalIgnoreCase);

    private static MessageOrigin Origin(JsonElement message, MessageDirection direction)
    {
        if (direction == MessageDirection.Inbound)
            return MessageOrigin.Person;
        if (message.Text("auto_message_type") is not null)
            return MessageOrigin.Automatic;
        return message.Object("message_tag")?.Text("source")?.ToUpperInvariant() switch
        {
            "API" => MessageOrigin.Api,
            "OTHERS" => MessageOrigin.Automatic,
            _ => MessageOrigin.Person,
        };
    }

    private static string? Quoted(JsonElement message) =>
        message.Object("referenced_message_info")?.Text("referenced_message_id")
        ?? message.Object("reply_source_payload")?.Text("reply_source_msg_id");
}
