using System.Security.Cryptography;
using System.Text;
using AutoMapper;
using Hub.Connectors.Abstractions;

namespace Hub.Connectors.Channels.Line;

/// <summary>
/// Pushes parts. The retry key follows from the hub's message number, so that the same message has the same key however often it is sent, and LINE
/// takes it once (developers.line.biz/en/docs/messaging-api/retrying-api-request).
/// </summary>
internal sealed class LineSender(IMapper mapper)
{
    public const string Scheme = "line_user";

    public async Task<Outcome> Send(LineClient client, OutboundPart part, CancellationToken cancellation)
    {
        if (part.To.Identity(Scheme) is not { Length: > 0 } to)
            return new Outcome.Rejected(new Reason($"{LineErrors.Connector}/no-person"));
        if (part.Content.Kind == MessageKind.Image && part.Content.Media is not [{ Url: { Length: > 0 } }, ..])
            return new Outcome.Rejected(new Reason($"{LineErrors.Connector}/no-address"));
        var push = new WirePush(to, [mapper.Map<WireMessage>(part.Content)]);
        IReadOnlyList<string?> secrets = [part.Content.Text, to, .. part.Content.Choices.Select(choice => choice.Title)];
        return await client.Push(push, RetryKey(part.CorrelationId), secrets, cancellation);
    }

    public static Guid RetryKey(string correlation) => Guid.TryParse(correlation, out var id)
        ? id
        : new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(correlation)).AsSpan(0, 16));
}
