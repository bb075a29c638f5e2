using AutoMapper;
using Hub.Connectors.Abstractions;

namespace Hub.Connectors.Channels.Zalo;

/// <summary>Sends parts. A picture of the hub's is uploaded first and sent by the id that Zalo gives it.</summary>
internal sealed class ZaloSender(IMapper mapper)
{
    /// <summary>A person's id, which is another one for each account.</summary>
    public const string Scheme = "zalo_user";

    public async Task<Outcome> Send(ZaloClient client, OutboundPart part, CancellationToken cancellation)
    {
        if (part.To.Identity(Scheme) is not { Length: > 0 } to)
            return new Outcome.Rejected(new Reason($"{ZaloErrors.Connector}/no-person"));
        var content = part.Content;
        if (part.Media is [var file, ..])
        {
            var (failure, upload) = await client.Upload(file, cancellation);
            if (failure is not null)
                return failure;
            content = content with { Media = [new MediaRef(upload)] };
        }
        else if (content.Media is [{ Url: not { Length: > 0 } }, ..])
        {
            return new Outcome.Rejected(new Reason($"{ZaloErrors.Connector}/no-file"));
        }

        return await client.Send(new WireSend(new WireRecipient(to), mapper.Map<WireMessage>(content)), [content.Text, to], cancellation);
    }
}
