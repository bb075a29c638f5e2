using System.Globalization;
using System.Text.Json;
using Hub.Connectors.Abstractions;
using Hub.Connectors.Channels.Meta;

namespace Hub.Connectors.Channels.Messenger;

/// <summary>One element of <c>messaging[]</c>
/// (developers.facebook.com/documentation/business-messaging/messenger-platform/webhooks/webhook-events).</summary>
/// <param name="page">The business's side of the thread.</param>
/// <param name="appId">Our app, to tell our own echoes from those of others.</param>
internal sealed class MessengerEvent(JsonElement item, string? page, string? appId, DateTimeOffset fallback)
{
    private readonly DateTimeOffset _at = item.Time("timestamp") ?? fallback;

    public IEnumerable<ChannelEvent> Read()
    {
        if (Contact() is not { } contact)
            return [Unknown()];
        if (item.Child("message").Exists())
            return [Message(contact)];
        if (item.Child("postback").Exists())
            return [Postback(contact)];
        if (item.Child("delivery").Exists())
            return Delivery(contact);
        if (item.Child("read").Exists())
            return [(ChannelEvent?)Watermark(contact, "read", MessageStatus.Read, inclusive: true) ?? Unknown()];
        if (item.Child("reaction").Exists())
            return [Reaction(contact)];
        if (item.Child("message_edit").Exists())
            return [Edit(contact)];
        return MessengerReferral.Of(item.Child("referral")) is { } referral
            ? [new ReferralEvent { EventKey = PlatformEvents.HashKey(item), OccurredAt = _at, Contact = contact, Referral = referral }]
            : [Unknown()];
    }

    // On echoes the sender is the Page and the recipient is the person.
    private Participant? Contact()
    {
        var sender = item.Child("sender").Text("id");
        var person = FromBusiness(sender) ? item.Child("recipient").Text("id") : sender;
        return person is { Length: > 0 } ? new Participant([new Identity(MessengerSender.Scheme, person)]) : null;
    }

    private bool FromBusiness(string? sender) => item.Child("message").Flag("is_echo") || (sender is not null && sender == page);

    private ChannelEvent Message(Participant contact)
    {
        var message = item.Child("message");
        if (message.Text("mid") is not { Length: > 0 } mid)
            return Unknown();
        if (message.Flag("is_deleted"))
            return new DeletionEvent { EventKey = $"deletion:{mid}", OccurredAt = _at, Contact = contact, MessageKey = mid };
        var echo = FromBusiness(item.Child("sender").Text("id"));
        var ours = echo && appId is not null && message.Text("app_id") == appId;
        return new MessageEvent
        {
            EventKey = $"msg:{mid}",
            OccurredAt = _at,
            Contact = contact,
            MessageKey = mid,
            Direction = echo ? MessageDirection.Outbound : MessageDirection.Inbound,
            Origin = ours ? MessageOrigin.Api : MessageOrigin.Person,
            Content = MessengerContent.Of(message, mid),
            QuotedMessageKey = message.Child("reply_to").Text("mid"),
            // Another app's metadata is none of our ids; without an app id of ours it cannot be told apart.
            CorrelationId = echo && (ours || appId is null) ? message.Text("metadata") : null,
            Referral = MessengerReferral.Of(message.Child("referral")),
        };
    }

    private MessageEvent Postback(Participant contact)
    {
        var postback = item.Child("postback");
        var mid = postback.Text("mid") is { Length: > 0 } given ? given : PlatformEvents.HashKey(item);
        return new MessageEvent
        {
            EventKey = $"msg:{mid}",
            OccurredAt = _at,
            Contact = contact,
            MessageKey = mid,
            Direction = MessageDirection.Inbound,
            Content = MessengerContent.Chosen(postback.Text("payload"), postback.Text("title")),
            Referral = MessengerReferral.Of(postback.Child("referral")),
        };
    }

    // The watermark is always there, the ids only sometimes.
    private List<ChannelEvent> Delivery(Participant contact)
    {
        List<ChannelEvent> events =
        [
            .. item.Child("delivery").Items("mids").Select(mid => mid.AsText()).OfType<string>().Select(mid => new StatusEvent
            {
                EventKey = $"status:{mid}:delivered",
                OccurredAt = item.Child("delivery").Time("watermark") ?? _at,
                Contact = contact,
                MessageKey = mid,
                Status = MessageStatus.Delivered,
            }),
        ];
        if (Watermark(contact, "delivery", MessageStatus.Delivered, inclusive: false) is { } watermark)
            events.Add(watermark);
        return events.Count > 0 ? events : [Unknown()];
    }

    /// <param name="inclusive">Read means sent before or at the watermark, delivered means sent before it.</param>
    private WatermarkEvent? Watermark(Participant contact, string kind, MessageStatus status, bool inclusive)
    {
        if (item.Child(kind).Time("watermark") is not { } watermark)
            return null;
        var key = string.Create(
            CultureInfo.InvariantCulture, $"{kind}:{contact.Identities[0].Value}:{watermark.ToUnixTimeMilliseconds()}");
        return new WatermarkEvent
        {
            EventKey = key,
            OccurredAt = item.Time("timestamp") ?? watermark,
            Contact = contact,
            Status = status,
            UpTo = inclusive ? watermark : watermark.AddMilliseconds(-1),
        };
    }

    private ChannelEvent Reaction(Participant contact)
    {
        var reaction = item.Child("reaction");
        if (reaction.Text("mid") is not { } target)
            return Unknown();
        return new ReactionEvent
        {
            EventKey = PlatformEvents.HashKey(item),
            OccurredAt = _at,
            Contact = contact,
            MessageKey = target,
            ActorKey = FromBusiness(item.Child("sender").Text("id")) ? PlatformEvents.BusinessActor : PlatformEvents.ContactActor,
            Emoji = reaction.Text("action") == "unreact" ? null : reaction.Text("emoji") ?? reaction.Text("reaction"),
        };
    }

    private ChannelEvent Edit(Participant contact)
    {
        var edit = item.Child("message_edit");
        if (edit.Text("mid") is not { } mid || edit.Text("text") is not { } text)
            return Unknown();
        return new EditEvent
        {
            EventKey = PlatformEvents.HashKey(item),
            OccurredAt = _at,
            Contact = contact,
            MessageKey = mid,
            Content = MessageContent.OfText(text),
        };
    }

    private UnknownEvent Unknown() => PlatformEvents.Unknown(Name(), item, _at);

    private string Name() => item.ValueKind == JsonValueKind.Object
        ? item.EnumerateObject().Select(member => member.Name)
            .FirstOrDefault(name => name is not "sender" and not "recipient" and not "timestamp") ?? "messaging"
        : "messaging";
}
