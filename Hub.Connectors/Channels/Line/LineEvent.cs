using System.Text.Json;
using Hub.Connectors.Abstractions;

namespace Hub.Connectors.Channels.Line;

/// <summary>One element of <c>events[]</c>. Its <c>webhookEventId</c> stays the same when LINE delivers it again.</summary>
internal sealed class LineEvent(JsonElement item)
{
    private readonly DateTimeOffset _at = item.Time("timestamp") ?? DateTimeOffset.UnixEpoch;
    private readonly string _type = item.Text("type") ?? "event";

    private string Key => item.Text("webhookEventId") is { Length: > 0 } id ? $"event:{id}" : PlatformEvents.HashKey(item);

    public ChannelEvent Read()
    {
        // Another tool holds the chat (module channel): kept, but not this inbox's to answer.
        if (item.Text("mode") == "standby")
            return Unknown("standby");
        // Groups and rooms have many people and no thread of one contact.
        var source = item.Child("source");
        if (source.Text("type") != "user" || source.Text("userId") is not { Length: > 0 } user)
            return Unknown(source.Text("type") is { } place and not "user" ? $"{_type}/{place}" : _type);
        var contact = new Participant([new Identity(LineSender.Scheme, user)]);
        return _type switch
        {
            "message" => Message(contact),
            "postback" => Postback(contact),
            "unsend" => Unsend(contact),
            _ => Unknown(_type),
        };
    }

    private ChannelEvent Message(Participant contact)
    {
        var message = item.Child("message");
        if (message.Text("id") is not { Length: > 0 } id)
            return Unknown(_type);
        return new MessageEvent
        {
            EventKey = Key,
            OccurredAt = _at,
            Contact = contact,
            MessageKey = id,
            Direction = MessageDirection.Inbound,
            Content = LineContent.Of(message, id),
            QuotedMessageKey = message.Text("quotedMessageId"),
        };
    }

    private MessageEvent Postback(Participant contact)
    {
        var (id, title) = LineChoices.Read(item.Child("postback").Text("data"));
        return new MessageEvent
        {
            EventKey = Key,
            OccurredAt = _at,
            Contact = contact,
            MessageKey = Key, // LINE gives a postback no message id
            Direction = MessageDirection.Inbound,
            Content = new MessageContent { Kind = MessageKind.Choice, ChoiceId = id, Text = title },
        };
    }

    private ChannelEvent Unsend(Participant contact) => item.Child("unsend").Text("messageId") is { Length: > 0 } id
        ? new DeletionEvent { EventKey = Key, OccurredAt = _at, Contact = contact, MessageKey = id }
        : Unknown(_type);

    private UnknownEvent Unknown(string name) => new() { EventKey = Key, OccurredAt = _at, Name = name };
}
