namespace Hub.Connectors.Abstractions;

/// <summary>What <see cref="IReceive.Parse"/> made of a payload.</summary>
/// <param name="Events">In the platform's order. Unknown kinds are <see cref="UnknownEvent"/>, never left out.</param>
/// <param name="Unreadable">Set when the payload could not be read at all; then <paramref name="Events"/> is empty.</param>
public sealed record ParsedPayload(IReadOnlyList<ChannelEvent> Events, Reason? Unreadable = null)
{
    public static ParsedPayload Failed(Reason reason) => new([], reason);
}
