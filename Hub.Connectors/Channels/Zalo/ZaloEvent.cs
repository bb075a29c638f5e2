using System.Text.Json;
using Hub.Connectors.Abstractions;

namespace Hub.Connectors.Channels.Zalo;

/// <summary>One event by its <c>event_name</c>. Zalo posts again what was not answered: <c>msg_id</c> stays the same.</summary>
internal sealed class ZaloEvent(JsonElement root)
{
    private readonly string _name = root.Text("event_name") ?? "event";
    private readonly JsonElement _message = root.Child("message");
    private readonly DateTimeOffset _at = root.Time("timestamp") ?? DateTimeOffset.UnixEpoch;

    public IEnumerable<ChannelEvent> Read() => _name switch
    {
        // Groups have many people and no thread of one contact.
        _ when _name.Contains("_group", StringComparison.Ordinal) => [Unknown()],
        "user_click_button" => [Click()],
        "user_received_message" => Statuses(MessageStatus.Delivered, "received"),
        "user_seen_message" => Statuses(MessageStatus.Read, "seen"),
        _ when _name.StartsWith("user_send_", StringComparison.Ordinal) => [Message(MessageDirection.Inbound, "sender", MessageOrigin.Person)],
        _ when _name.StartsWith("oa_send_", StringComparison.Ordinal) && !_name.Contains("_anonymous", StringComparison.Ordinal) =>
            [Message(MessageDirection.Outbound, "recipient", Writer())],
        _ => [Unknown()],
    };

    private ChannelEvent Message(MessageDirection direction, string person, MessageOrigin origin)
    {
        if (_message.Text("msg_id") is not { Length: > 0 } id || Person(person) is not { } contact)
            return Unknown();
        return new MessageEvent
        {
            EventKey = $"msg:{id}",
            OccurredAt = _at,
            Contact = contact,
            MessageKey = id,
            Direction = direction,
            Origin = origin,
            Content = ZaloContent.Of(_name, _message),
            QuotedMessageKey = _message.Text("quote_msg_id"),
        };
    }

    // Who writes in Zalo's own tool is named; anything else came by the API or was automatic.
    private MessageOrigin Writer() => root.Child("sender").Text("admin_id") is { Length: > 0 } ? MessageOrigin.Person : MessageOrigin.Api;

    // Sources disagree on what of it is there; without anything to tell it by it is no choice.
    private ChannelEvent Click()
    {
        var choice = _message.Text("payload") ?? _message.Text("button_id") ?? _message.Text("text");
        if (choice is not { Length: > 0 } || Person("sender") is not { } contact)
            return Unknown();
        // The id may be that of the message that the buttons stand below, so it takes the button to tell two clicks apart.
        var key = _message.Text("msg_id") is { Length: > 0 } id ? $"click:{id}:{Button()}" : $"click:{PlatformEvents.HashKey(root)}";
        return new MessageEvent
        {
            EventKey = key,
            OccurredAt = _at,
            Contact = contact,
            MessageKey = key,
            Direction = MessageDirection.Inbound,
            Content = new MessageContent { Kind = MessageKind.Choice, ChoiceId = choice, Text = _message.Text("title") ?? _message.Text("text") },
        };
    }

    private string Button() => PlatformEvents.HashOf(
        string.Join('\n', ((string[])["payload", "button_id", "text", "title"]).Select(name => _message.Text(name))));

    private List<ChannelEvent> Statuses(MessageStatus status, string word)
    {
        string?[] ids = [_message.Text("msg_id"), .. _message.Items("msg_ids").Select(id => id.AsText())];
        List<ChannelEvent> events =
        [
            .. ids.OfType<string>().Where(id => id.Length > 0).Distinct().Select(id => new StatusEvent
            {
                EventKey = $"{word}:{id}",
                OccurredAt = _at,
                Contact = Person("sender"),
                MessageKey = id,
                Status = status,
            }),
        ];
        return events.Count > 0 ? events : [Unknown()];
    }

    private Participant? Person(string member) => root.Child(member).Text("id") is { Length: > 0 } id
        ? new Participant([new Identity(ZaloSender.Scheme, id)])
        : null;

    private UnknownEvent Unknown() => PlatformEvents.Unknown(_name, root, _at);
}
