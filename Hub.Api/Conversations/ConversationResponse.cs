using Hub.Core.Conversations;

namespace Hub.Api.Conversations;

public sealed record ConversationResponse(
    Guid Id, Guid ConnectionId, Guid ContactId, string? ContactName, ConversationStatus Status, DateTimeOffset StartedAt,
    DateTimeOffset LastActivityAt, DateTimeOffset? LastInboundAt);
