using System.Net;
using Hub.Connectors.Abstractions;

namespace Hub.Connectors.Channels.Line;

/// <summary>
/// Whether the channel secret is the channel's: with a wrong one every webhook would be refused, and nobody would see why. The token tells the channel's
/// id, and LINE gives a stateless token for id and secret together (line-openapi, channel-access-token.yml).
/// </summary>
internal static class LineSecret
{
    private static readonly LocalizedText Wrong = new(
        "The channel secret is not this channel's. Copy it anew from LINE Developers > your channel > Basic settings.",
        "Channel secret không đúng với channel này. Hãy sao chép lại tại LINE Developers > channel của bạn > Basic settings.");

    /// <returns>Null when it is right, or when LINE lets nobody know.</returns>
    public static async Task<Outcome?> Problem(LineClient client, string? secret, CancellationToken cancellation)
    {
        var token = await client.Channel(cancellation);
        if (IsPassing(token.Failure))
            return token.Failure;
        if (token.Json.Text("client_id") is not { Length: > 0 } channel || string.IsNullOrEmpty(secret))
            return null;
        var issued = await client.Stateless(channel, secret, cancellation);
        if (IsPassing(issued.Failure))
            return issued.Failure;
        // The id is LINE's own word: nothing else of the request can be wrong.
        return issued is { Failure: not null, Status: HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized }
            ? new Outcome.Misconfigured(new Reason($"{LineErrors.Connector}/channel-secret") { Words = Wrong })
            : null;
    }

    private static bool IsPassing(Outcome? failure) => failure is Outcome.Transient or Outcome.Throttled;
}
