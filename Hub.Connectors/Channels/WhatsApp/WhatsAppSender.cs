using AutoMapper;
using Hub.Connectors.Abstractions;

namespace Hub.Connectors.Channels.WhatsApp;

/// <summary>Sends parts: a file is uploaded first and then sent by its id.</summary>
internal sealed class WhatsAppSender(IMapper mapper)
{
    private readonly WhatsAppOutbound _outbound = new(mapper);

    public async Task<Outcome> Send(WhatsAppClient client, OutboundPart part, CancellationToken cancellation)
    {
        // The API takes numbers; a person who hides theirs can only be answered once it is known.
        if (WhatsAppPeople.NumberOf(part.To) is not { Length: > 0 } to)
            return Rejected("no-number");
        var (media, failure) = await Media(client, part, cancellation);
        if (failure is not null)
            return failure;
        var message = _outbound.Of(part, to, media, client.ListButton);
        return await client.Send(message, Secrets(part, to), cancellation);
    }

    public static async Task<Outcome> Act(
        WhatsAppClient client, ConversationAction action, string? messageKey, CancellationToken cancellation)
    {
        if (messageKey is null)
            return Rejected("no-message");
        // The typing indicator rides on a read receipt; there is no way to show one without the other.
        var receipt = new WireReceipt(messageKey, action == ConversationAction.Typing ? new WireTyping() : null);
        return await client.Receipt(receipt, cancellation);
    }

    private static async Task<(WireMedia? Media, Outcome? Failure)> Media(
        WhatsAppClient client, OutboundPart part, CancellationToken cancellation)
    {
        var content = part.Content;
        if (content.Media is not [var known, ..])
            return (null, null);
        var name = content.Kind == MessageKind.Document ? known.FileName : null;
        if (part.Media is not [var file, ..])
            return known.Id is null && known.Url is null
                ? (null, Rejected("no-file"))
                : (new WireMedia(known.Id, known.Id is null ? known.Url : null, content.Text, name), null);
        var (id, failure) = await client.Upload(file, cancellation);
        return (new WireMedia(id, null, content.Text, content.Kind == MessageKind.Document ? name ?? file.FileName : null), failure);
    }

    private static IReadOnlyList<string?> Secrets(OutboundPart part, string to) =>
    [
        part.Content.Text,
        to,
        .. part.To.Identities.Select(identity => identity.Value),
        .. part.Content.Choices.Select(choice => choice.Title),
        .. part.Content.Template?.Parameters ?? [],
    ];

    private static Outcome.Rejected Rejected(string why) => new(new Reason($"{WhatsAppErrors.Connector}/{why}"));
}
