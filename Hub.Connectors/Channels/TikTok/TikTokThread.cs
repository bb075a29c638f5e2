using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Hub.Connectors.Abstractions;

namespace Hub.Connectors.Channels.TikTok;

/// <summary>One entry of the conversation list, and what its message list says.</summary>
/// <param name="UpdateTime">Unix milliseconds.</param>
internal sealed record TikTokThread(string Id, long UpdateTime, JsonElement Json)
{
    // Page 1832184425841170: the 20 most recent messages, and no way to ask for more.
    private const int MostMessages = 20;

    /// <summary>Null when the entry has no id or no time.</summary>
    public static TikTokThread? Of(JsonElement json) =>
        json.Text("conversation_id") is { } id && json.Milliseconds("update_time") is { } time
            ? new TikTokThread(id, time.ToUnixTimeMilliseconds(), json)
            : null;

    /// <param name="content">The data of <c>content/list</c>: participants and at most 20 messages.</param>
    public IEnumerable<ChannelEvent> Events(JsonElement content, string accountId)
    {
        var contact = Contact(content);
        var updated = DateTimeOffset.FromUnixTimeMilliseconds(UpdateTime);
        var shown = content.Items("messages").ToList();
        // Newest first, as far as anybody has seen: of one millisecond nothing else tells which was first.
        var messages = Enumerable.Reverse(shown).SelectMany(message => Read(message, accountId, updated)).ToList();
        return TikTokReferrals.Listed(Json, contact, updated).Concat(messages).Concat(Edge(shown.Count, messages))
            .Select(one => one.Contact is null ? one with { Contact = contact } : one)
            .OrderBy(one => one.OccurredAt);
    }

    private IEnumerable<ChannelEvent> Read(JsonElement message, string accountId, DateTimeOffset updated)
    {
        var from = message.Object("from_user");
        var isEcho = from is { } user && (TikTokMessages.IsBusiness(user) || user.Text("id") == accountId);
        var direction = isEcho ? MessageDirection.Outbound : MessageDirection.Inbound;
        return TikTokMessages.Read(message, direction, updated) is { Count: > 0 } events ? events : [Unknown(message, updated)];
    }

    private IEnumerable<ChannelEvent> Edge(int shown, List<ChannelEvent> messages) =>
        shown >= MostMessages && messages.OfType<MessageEvent>().MinBy(message => message.OccurredAt) is { } oldest
            ?
            [
                new HistoryEdgeEvent
                {
                    EventKey = $"edge:{oldest.MessageKey}", OccurredAt = oldest.OccurredAt, ConversationKey = Id, MessageKey = oldest.MessageKey,
                },
            ]
            : [];

    private UnknownEvent Unknown(JsonElement message, DateTimeOffset updated) => new()
    {
        EventKey = TikTokKeys.Other("content.list", SHA256.HashData(Encoding.UTF8.GetBytes(message.GetRawText()))),
        OccurredAt = message.Milliseconds("timestamp") ?? updated,
        ConversationKey = Id,
        Name = "content.list",
    };

    private static Participant? Contact(JsonElement content)
    {
        var person = content.Items("participants").FirstOrDefault(participant => !TikTokMessages.IsBusiness(participant));
        return person.Text("id") is { } id ? new Participant([new Identity("user", id)], person.Text("display_name")) : null;
    }
}
