using AutoMapper;
using Hub.Connectors.Abstractions;

namespace Hub.Connectors.Channels.Messenger;

/// <summary>Sends parts and small signs.</summary>
internal sealed class MessengerSender(IMapper mapper)
{
    /// <summary>Page-scoped id of a person.</summary>
    public const string Scheme = "psid";

    public async Task<Outcome> Send(MessengerClient client, OutboundPart part, CancellationToken cancellation)
    {
        if (part.To.Identity(Scheme) is not { Length: > 0 } to)
            return NoPerson();
        if (part is { Content.Media: [{ Url: null }, ..], Media: [] })
            return new Outcome.Rejected(new Reason($"{MessengerErrors.Connector}/no-file"));
        var send = new WireSend
        {
            Recipient = new WireRecipient(to),
            MessagingType = part.Tag is null ? "RESPONSE" : "MESSAGE_TAG",
            Tag = part.Tag,
            Message = mapper.Map<WireMessage>(part.Content) with { Metadata = part.CorrelationId, Attachment = Attachment(part) },
        };
        IReadOnlyList<string?> secrets = [part.Content.Text, to, .. part.Content.Choices.Select(choice => choice.Title)];
        return await client.Send(send, part.Media is [var file, ..] ? file : null, secrets, cancellation);
    }

    public static async Task<Outcome> Act(
        MessengerClient client, Recipient to, ConversationAction action, CancellationToken cancellation)
    {
        if (to.Identity(Scheme) is not { Length: > 0 } person)
            return NoPerson();
        var sign = action == ConversationAction.Typing ? "typing_on" : "mark_seen";
        return await client.Act(new WireSend { Recipient = new WireRecipient(person), SenderAction = sign }, cancellation);
    }

    private static WireAttachment? Attachment(OutboundPart part)
    {
        if (part.Content.Media is not [var known, ..])
            return null;
        var payload = part.Media.Count > 0 ? new WirePayload(IsReusable: false) : new WirePayload(known.Url);
        return new WireAttachment(TypeOf(part.Content.Kind), payload);
    }

    private static string TypeOf(MessageKind kind) => kind switch
    {
        MessageKind.Image => "image",
        MessageKind.Video => "video",
        MessageKind.Audio or MessageKind.Voice => "audio",
        _ => "file",
    };

    private static Outcome.Rejected NoPerson() => new(new Reason($"{MessengerErrors.Connector}/no-person"));
}
