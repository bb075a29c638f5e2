using Hub.Connectors.Abstractions;

namespace Hub.Core.Deliveries;

/// <summary>
/// What the hub itself saw to be needless when its turn came: an automatic answer that is too late, a message that was erased. Nothing failed, so that
/// it is nothing that people must see to; they may have it done all the same.
/// </summary>
internal static class Withheld
{
    /// <summary>Stands in a delivery's, a try's and a message's outcome; see <see cref="OutcomeTexts"/>.</summary>
    public const string Outcome = "Withheld";

    public static DeliveryResult Of(Delivery delivery, string code) =>
        new(delivery, new Hub.Connectors.Abstractions.Outcome.Rejected(new Reason(code))) { IsWithheld = true };

    public static void Settle(Delivery delivery, Reason? why, DateTimeOffset now)
    {
        (delivery.State, delivery.SettledAt) = (DeliveryState.Cancelled, now);
        (delivery.Outcome, delivery.Code, delivery.Detail) = (Outcome, why?.Code, null);
    }
}
