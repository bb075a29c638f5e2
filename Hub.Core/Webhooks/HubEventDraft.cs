namespace Hub.Core.Webhooks;

/// <summary>An event that a transaction has brought about.</summary>
/// <param name="Endpoints">Who hears it; null for all that have subscribed to its type.</param>
public sealed record HubEventDraft(
    Guid WorkspaceId, string Type, Guid SubjectId, HubEventData Data, IReadOnlyCollection<Guid>? Endpoints = null);
