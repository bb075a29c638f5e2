using Hub.Connectors.Abstractions;

namespace Hub.Core.Deliveries;

/// <summary>
/// What a delivery is about has a kind or a state that this version does not know; see <see cref="Storage.EnumNames"/>. A node of the newer
/// version does it, beside which this one runs for the time of an upgrade: no try, and nothing that fails.
/// </summary>
internal static class LeftToNewer
{
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(5);

    public static Outcome Outcome { get; } = new Outcome.Throttled(Wait, ThrottleScope.Recipient, new Reason("newer_version"));
}
