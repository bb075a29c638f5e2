using System.Globalization;
using System.Text.Json;
using Hub.Connectors.Abstractions;
using Hub.Connectors.Channels.Meta;

namespace Hub.Connectors.Channels.Messenger;

/// <summary>One entry of the list of conversations, with its newest messages.</summary>
/// <param name="Updated">Unix milliseconds.</param>
internal sealed record MessengerThread(long Updated, JsonElement Json)
{
    /// <summary>Meta gives the words of the 20 newest messages of a conversation, and of none before.</summary>
    public const int MostMessages = 20;

    /// <returns>Null when the entry has no time.</returns>
    public static MessengerThread? Of(JsonElement json) =>
        Time(json.Text("updated_time")) is { } time ? new MessengerThread(time.ToUnixTimeMilliseconds(), json) : null;

    /// <param name="page">The business's side of the thread.</param>
    public IEnumerable<ChannelEvent> Events(string page)
    {
        var person = Json.Child("participants").Items("data").Select(one => one.Text("id")).FirstOrDefault(id => id is { Length: > 0 } && id != page);
        if (person is null)
            return []; // nothing tells whose it is
        var shown = Json.Child("messages").Items("data").ToList();
        // The list is newest first; within one second nothing else tells which was first.
        var messages = Enumerable.Reverse(shown).Select(message => Read(message, person, page)).OfType<MessageEvent>().OrderBy(one => one.OccurredAt).ToList();
        var hasMore = shown.Count >= MostMessages || Json.Child("messages").Child("paging").Child("next").Exists();
        return hasMore && messages is [var oldest, ..]
            ? [.. messages, new HistoryEdgeEvent { EventKey = $"edge:{oldest.MessageKey}", OccurredAt = oldest.OccurredAt, Contact = oldest.Contact, MessageKey = oldest.MessageKey }]
            : messages;
    }

    private static MessageEvent? Read(JsonElement message, string person, string page)
    {
        if (message.Text("id") is not { Length: > 0 } id || Time(message.Text("created_time")) is not { } at)
            return null;
        var from = message.Child("from").Text("id");
        if (from != person && from != page)
            return null; // words of which nothing tells whose they are are nobody's
        return new MessageEvent
        {
            EventKey = $"msg:{id}",
            OccurredAt = at,
            Contact = new Participant([new Identity(MessengerSender.Scheme, person)]),
            MessageKey = id,
            Direction = from == page ? MessageDirection.Outbound : MessageDirection.Inbound,
            Origin = MessageOrigin.Person, // which app has sent it the list does not say
            Content = MessengerContent.Read(message, id),
        };
    }

    // 2026-11-28T10:00:00+0000
    private static DateTimeOffset? Time(string? text) => DateTimeOffset.TryParse(
        text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;
}
