using System.Globalization;
using System.Text.Json;
using Hub.Connectors.Abstractions;

namespace Hub.Connectors.Channels.TikTok;

/// <summary>What each event name means.</summary>
internal static class TikTokEventKinds
{
    /// <returns>Null or empty for what this version does not know, does not need or cannot make sense of.</returns>
    public static IReadOnlyList<ChannelEvent>? Read(string name, JsonElement content, DateTimeOffset? sent) => name switch
    {
        "im_receive_msg" => TikTokMessages.Read(content, MessageDirection.Inbound, sent),
        "im_send_msg" => TikTokMessages.Read(content, MessageDirection.Outbound, sent),
        "im_referral_msg" => Of(TikTokReferrals.Pushed(content, sent)),
        "im_mark_read_msg" => Of(ReadMark(content, sent)),
        "im_receive_msg_eu" => Of(Ping(content, sent)),
        "im_receive_high_intent_comment" => Of(HighIntentComment(content, sent)),
        "comment.update" => Of(Comment(content, sent)),
        "im_auto_message_config_update" or "im_auto_message_audit_update" => Of(AutoMessage(content, sent)),
        "authorization.removed" => Of(Removed(sent)),
        _ => null,
    };

    private static IReadOnlyList<ChannelEvent>? Of(ChannelEvent? one) => one is null ? null : [one];

    private static WatermarkEvent? ReadMark(JsonElement content, DateTimeOffset? sent)
    {
        if (content.Object("read")?.Milliseconds("last_read_timestamp") is not { } upTo)
            return null;
        var conversation = content.Text("conversation_id");
        return new WatermarkEvent
        {
            EventKey = $"read:{conversation}:{Digits(upTo)}",
            OccurredAt = content.Milliseconds("timestamp") ?? sent ?? upTo,
            ConversationKey = conversation,
            Contact = TikTokMessages.Contact(content, MessageDirection.Inbound),
            Status = MessageStatus.Read,
            UpTo = upTo,
        };
    }

    // For people in EEA, CH and UK the webhook says only that there is something to fetch.
    private static PollRequestedEvent? Ping(JsonElement content, DateTimeOffset? sent) =>
        (content.Milliseconds("timestamp") ?? sent) is { } at
            ? new PollRequestedEvent { EventKey = "eu:" + Digits(at), OccurredAt = at }
            : null;

    private static CommentEvent? HighIntentComment(JsonElement content, DateTimeOffset? sent) =>
        content.Text("comment_id") is { } id && (content.Milliseconds("timestamp") ?? sent) is { } at
            ? new CommentEvent
            {
                EventKey = "comment:" + id,
                OccurredAt = at,
                ConversationKey = content.Text("conversation_id"),
                Contact = TikTokMessages.Contact(content, MessageDirection.Inbound),
                CommentKey = id,
                Text = content.Text("comment_text"),
                IsAnswerable = true,
            }
            : null;

    // TikTok offers an answer by message to those of the event above only; a deleted or hidden one is kept as unknown under its own name.
    private static ChannelEvent? Comment(JsonElement content, DateTimeOffset? sent)
    {
        if (content.Text("comment_id") is not { } id || (content.Milliseconds("timestamp") ?? sent) is not { } at)
            return null;
        var action = content.Text("comment_action") ?? "insert";
        var key = $"comment:{id}:{action}:{Digits(at)}";
        var contact = content.Text("unique_identifier") is { } user ? new Participant([new Identity("user", user)]) : null;
        return action == "insert"
            ? new CommentEvent { EventKey = key, OccurredAt = at, Contact = contact, CommentKey = id, Text = content.Text("text") }
            : new UnknownEvent { EventKey = key, OccurredAt = at, Contact = contact, Name = "comment.update/" + action };
    }

    // What it says now is asked for: a changed greeting alone comes as a deletion, a creation and a review.
    private static AutoMessageEvent? AutoMessage(JsonElement content, DateTimeOffset? sent) =>
        content.Text("auto_message_id") is { } id && (content.Milliseconds("timestamp") ?? sent) is { } at
            ? new AutoMessageEvent
            {
                EventKey = $"auto:{id}:{content.Text("auto_message_action") ?? content.Text("audit_status")}:{Digits(at)}",
                OccurredAt = at,
                MessageKey = id,
                MessageKind = TikTokAutoMessages.KindOf(content.Text("auto_message_type")),
                Review = content.Text("audit_status") is { } status ? TikTokAutoMessages.ReviewOf(status) : null,
            }
            : null;

    private static AuthorizationRemovedEvent? Removed(DateTimeOffset? sent) =>
        sent is { } at ? new AuthorizationRemovedEvent { EventKey = "authorization.removed:" + Digits(at), OccurredAt = at } : null;

    private static string Digits(DateTimeOffset time) => time.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
}
