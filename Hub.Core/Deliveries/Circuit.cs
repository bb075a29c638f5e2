using Hub.Connectors.Abstractions;

namespace Hub.Core.Deliveries;

/// <summary>
/// Spares workers, and a vendor that is down: after some calls in a row that came to nothing a lane rests, longer each time, and then tries
/// once. It stands in the lane's row, so that all nodes know it and a restart does not forget it.
/// </summary>
internal static class Circuit
{
    public const int Trips = 3;

    // No longer: what a person has written waits for it too.
    private static readonly TimeSpan[] Rests = [TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(60)];

    public static bool IsOpen(Lane lane) => lane.Unanswered >= Trips;

    public static void Note(Lane lane, IReadOnlyList<DeliveryResult> results, DateTimeOffset now)
    {
        var tried = results.Where(result => !result.IsForgotten).ToList();
        if (tried.Exists(IsAnswered))
            (lane.Unanswered, lane.UnansweredFor) = (0, null);
        else if (tried.Count > 0)
            Count(lane, tried[^1].Delivery.Id, tried.Count, now);
    }

    /// <summary>Nothing was asked, or something was said.</summary>
    public static bool IsHeard(IReadOnlyList<DeliveryResult> results) => results.All(result => result.IsForgotten) || results.Any(IsAnswered);

    // Whatever the other side has said of it, it has said something.
    private static bool IsAnswered(DeliveryResult result) => !result.IsForgotten && (result.WasAnswered || result.Outcome is not Outcome.Transient and not Outcome.Unknown);

    // One delivery that fails again and again is its own trouble, and has its own times.
    private static void Count(Lane lane, Guid delivery, int tried, DateTimeOffset now)
    {
        if (tried == 1 && delivery == lane.UnansweredFor)
            return;
        (lane.Unanswered, lane.UnansweredFor) = (lane.Unanswered + 1, delivery);
        if (!IsOpen(lane))
            return;
        var until = now + Rests[Math.Min(lane.Unanswered - Trips, Rests.Length - 1)];
        if (!(lane.NotBefore > until))
            lane.NotBefore = until;
    }
}
