using Hub.Api.Conversations;
using Hub.Core.Connections.Disconnects;
using Hub.Core.Deliveries;

namespace Hub.Api.Connections;

/// <summary>The receipt of a connection's end.</summary>
/// <param name="Actor">Who did it; the system stands for the account's owner on the platform.</param>
/// <param name="ActorName">A member's or a key's; null for the platform, and for one that is gone.</param>
/// <param name="IsPending">Something at the platform is still being tried; then the receipt is not settled.</param>
/// <param name="Revoke">The access that was granted.</param>
/// <param name="Unsubscribe">The webhook subscription.</param>
/// <param name="TokensDeletedAt">Null while an encrypted copy is kept, for revoking alone and until <c>TokensKeptUntil</c> at most.</param>
/// <param name="Cancelled">What was owed and will not be done, by kind.</param>
/// <param name="InDoubt">Sends that had left before, without an answer.</param>
/// <param name="Conversations">Kept, with their messages, orders and ledger.</param>
public sealed record DisconnectResponse(
    Guid Id, Guid ConnectionId, string ConnectorId, string AccountId, string Name, DisconnectCause Cause, DateTimeOffset At, ActorResponse Actor,
    string? ActorName, bool IsPending, DateTimeOffset? SettledAt, VendorStepResponse Revoke, VendorStepResponse Unsubscribe, DateTimeOffset? TokensDeletedAt,
    DateTimeOffset? TokensKeptUntil, IReadOnlyList<CancelledResponse> Cancelled, int InDoubt, int Conversations)
{
    public static DisconnectResponse Of(Disconnect row, string? actorName, string language) => new(
        row.Id, row.ConnectionId, row.ConnectorId, row.AccountId, row.Name, row.Cause, row.At, ActorResponse.Of(row.Actor), actorName,
        row.IsPending, row.SettledAt, new VendorStepResponse(row.Revoke, row.RevokedAt, row.RevokeCode, row.RevokeWords?.In(language)),
        new VendorStepResponse(row.Unsubscribe, row.UnsubscribedAt, row.UnsubscribeCode, row.UnsubscribeWords?.In(language)), row.TokensDeletedAt,
        row.TokensDeletedAt is null ? row.KeptUntil : null,
        [.. row.CancelledByKind.Select(kind => new CancelledResponse(kind.Key, kind.Value))], row.InDoubt, row.Conversations);
}

/// <param name="Code">Why it failed, as a stable code.</param>
/// <param name="WayOn">What a person is to do at the platform, where the connector says so.</param>
public sealed record VendorStepResponse(VendorStep State, DateTimeOffset? At, string? Code, string? WayOn = null);

public sealed record CancelledResponse(DeliveryKind Kind, int Count);
