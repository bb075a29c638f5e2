using Hub.Core.Deliveries;

namespace Hub.Api.Deliveries;

/// <param name="SubjectId">Id of the message, signal, contact, order or attachment, by <paramref name="Kind"/>.</param>
/// <param name="ConversationId">Where it stands: of messages, read marks and attachments, and of what a conversation has led to.</param>
/// <param name="MayReplay">Whether a person may have it done again, if its connection is in use.</param>
/// <param name="Outcome">Name of the last outcome.</param>
/// <param name="WayOn">What a person can do.</param>
public sealed record DeliveryResponse(
    Guid Id, Guid ConnectionId, DeliveryKind Kind, Guid SubjectId, Guid? ConversationId, Guid? ContactId, Guid? OrderId, Guid? BookingId,
    DeliveryState State, DateTimeOffset OwedAt, DateTimeOffset DueAt, DateTimeOffset? SettledAt, int Attempts, bool MayReplay,
    string? Outcome, string? Code, string? Detail, string? Reason, string? WayOn)
{
    public static DeliveryResponse Of(Delivery row, DeliveryPlace? place, string language)
    {
        var text = OutcomeTexts.Of(row.Kind, row.State, row.Outcome, row.Code);
        var (conversation, contact, order, booking) = place ?? DeliveryPlace.None;
        return new DeliveryResponse(
            row.Id, row.ConnectionId, row.Kind, row.SubjectId, conversation, contact, order, booking, row.State, row.OwedAt, row.DueAt, row.SettledAt,
            row.Attempts, DeliveryReplay.Takes(row), row.Outcome, row.Code, row.Detail, text?.Reason.In(language), text?.WayOn.In(language));
    }
}
