using System.Text.Json;
using Hub.Connectors.Abstractions;
using Hub.Connectors.Channels.Meta;

namespace Hub.Connectors.Channels.WhatsApp;

/// <summary>One element of <c>messages[]</c> or <c>message_echoes[]</c>.</summary>
/// <param name="value">The change's value, for <c>contacts[]</c>.</param>
/// <param name="fallback">Time of the entry, should the message have none.</param>
internal readonly struct WhatsAppMessage(JsonElement value, JsonElement message, DateTimeOffset fallback)
{
    private readonly JsonElement _message = message;
    private readonly DateTimeOffset _at = message.Time("timestamp") ?? fallback;

    public IEnumerable<ChannelEvent> Inbound() =>
        Read(MessageDirection.Inbound, WhatsAppPeople.Of(value, _message.Text("from"), _message.Text("from_user_id")));

    /// <summary>Written by somebody of the business in the app: <c>from</c> is the business, <c>to</c> the contact.</summary>
    public IEnumerable<ChannelEvent> Echo() =>
        Read(MessageDirection.Outbound, WhatsAppPeople.Of(value, _message.Text("to"), _message.Text("to_user_id")));

    private IReadOnlyList<ChannelEvent> Read(MessageDirection direction, Participant? contact)
    {
        if (_message.Text("id") is not { Length: > 0 } id || contact is null)
            return [Incomplete()];
        return _message.Text("type") switch
        {
            "reaction" => [Reaction(id, direction, contact)],
            "edit" => [Edit(id, contact)],
            "revoke" => [Revocation(id, contact)],
            "system" => System(id, direction, contact),
            _ => [Message(id, direction, contact)],
        };
    }

    private MessageEvent Message(string id, MessageDirection direction, Participant contact) => new()
    {
        EventKey = $"msg:{id}",
        OccurredAt = _at,
        Contact = contact,
        MessageKey = id,
        Direction = direction,
        Content = WhatsAppContent.Of(_message, id),
        QuotedMessageKey = _message.Child("context").Text("id"),
        Referral = WhatsAppReferral.Of(_message.Child("referral")),
    };

    private ChannelEvent Reaction(string id, MessageDirection direction, Participant contact)
    {
        var reaction = _message.Child("reaction");
        if (reaction.Text("message_id") is not { } target)
            return Incomplete();
        return new ReactionEvent
        {
            EventKey = $"reaction:{id}",
            OccurredAt = _at,
            Contact = contact,
            MessageKey = target,
            ActorKey = direction == MessageDirection.Inbound ? PlatformEvents.ContactActor : PlatformEvents.BusinessActor,
            Emoji = reaction.Text("emoji") is { Length: > 0 } emoji ? emoji : null,
        };
    }

    private ChannelEvent Edit(string id, Participant contact)
    {
        var edit = _message.Child("edit");
        if (edit.Text("original_message_id") is not { } original || !edit.Child("message").Exists())
            return Incomplete();
        return new EditEvent
        {
            EventKey = $"edit:{id}",
            OccurredAt = _at,
            Contact = contact,
            MessageKey = original,
            Content = WhatsAppContent.Of(edit.Child("message"), original),
        };
    }

    private ChannelEvent Revocation(string id, Participant contact) =>
        _message.Child("revoke").Text("original_message_id") is { } original
            ? new DeletionEvent { EventKey = $"revoke:{id}", OccurredAt = _at, Contact = contact, MessageKey = original }
            : Incomplete();

    private IReadOnlyList<ChannelEvent> System(string id, MessageDirection direction, Participant contact)
    {
        var system = _message.Child("system");
        if (system.Text("type") != "user_changed_number" || system.Text("wa_id") is not { Length: > 0 } newPhone)
            return [Message(id, direction, contact)];
        var moved = WhatsAppPeople.Moved(contact, newPhone);
        return
        [
            new IdentityEvent { EventKey = $"identity:{id}", OccurredAt = _at, Contact = moved },
            Message(id, direction, moved),
        ];
    }

    private UnknownEvent Incomplete() => PlatformEvents.Unknown("messages/incomplete", _message, _at);
}
