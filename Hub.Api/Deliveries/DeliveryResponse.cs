using Hub.Core.Deliveries;

namespace Hub.Api.Deliveries;

/// <param name="SubjectId">Id of the message, signal, contact, order or attachment, by <paramref name="Kind"/>.</param>
/// <param name="Outcome">Name of the last outcome.</param>
/// <param name="WayOn">What a person can do.</param>
public sealed record DeliveryResponse(
    Guid Id, Guid ConnectionId, DeliveryKind Kind, Guid SubjectId, DeliveryState State, DateTimeOffset OwedAt, DateTimeOffset DueAt,
    DateTimeOffset? SettledAt, int Attempts, string? Outcome, string? Code, string? Detail, string? Reason, string? WayOn)
{
    public static DeliveryResponse Of(Delivery row, string language)
    {
        var text = OutcomeTexts.Find(row.Outcome, row.Code);
        return new DeliveryResponse(
            row.Id, row.ConnectionId, row.Kind, row.SubjectId, row.State, row.OwedAt, row.DueAt, row.SettledAt, row.Attempts,
            row.Outcome, row.Code, row.Detail, text?.Reason.In(language), text?.WayOn.In(language));
    }
}
