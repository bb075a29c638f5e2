using Hub.Api.Conversations;
using Hub.Core.Contacts.Erasing;

namespace Hub.Api.Contacts;

/// <summary>The receipt of an erasure. It names nobody.</summary>
/// <param name="DoneAt">When everything was gone; null while it goes.</param>
/// <param name="ScrubbedAt">When free space of the database was overwritten too.</param>
/// <param name="Removed">What went, by place. Of orders, bookings and raw webhooks what was personal in them.</param>
public sealed record ErasureResponse(
    Guid Id, Guid ContactId, DateTimeOffset At, ActorResponse Actor, DateTimeOffset? DoneAt, DateTimeOffset? ScrubbedAt,
    IReadOnlyList<RemovedResponse> Removed)
{
    public static ErasureResponse Of(Erasure row) => new(
        row.Id, row.ContactId, row.At, ActorResponse.Of(row.Actor), row.DoneAt, row.ScrubbedAt,
        [.. row.RemovedByPlace.Select(place => new RemovedResponse(place.Key, place.Value))]);
}

public sealed record RemovedResponse(string Place, int Count);
