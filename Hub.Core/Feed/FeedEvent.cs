using System.Text.Json.Serialization;

namespace Hub.Core.Feed;

/// <summary>
/// One thing that has changed, told to whoever may see it. Ids and small facts only: what it says now is asked for at the API, which knows
/// who may see it.
/// </summary>
/// <param name="Was">Whose it was before, when that changed: they are told too, so that it can leave their lists.</param>
public sealed record FeedEvent(
    Guid WorkspaceId, FeedEventType Type, Guid? ConversationId = null, Guid? MessageId = null, Guid? NoteId = null, Guid? ContactId = null,
    Guid? ConnectionId = null, Guid? DeliveryId = null, Guid? MemberId = null, PresenceState? State = null, DateTimeOffset? At = null,
    Holder? Was = null)
{
    /// <summary>For the listeners of all workspaces.</summary>
    public static readonly FeedEvent ResyncAll = new(Guid.Empty, FeedEventType.Resync);

    [JsonIgnore]
    public bool IsForAll => WorkspaceId == Guid.Empty;

    public bool Concerns(Guid workspace) => IsForAll || WorkspaceId == workspace;
}

/// <summary>Who has a conversation.</summary>
public readonly record struct Holder(Guid? AssigneeId, Guid? TeamId);

[JsonConverter(typeof(JsonStringEnumConverter<FeedEventType>))]
public enum FeedEventType
{
    ConversationChanged,
    MessageChanged,
    NoteAdded,
    Presence,
    ContactChanged,
    ConnectionChanged,

    /// <summary>Something that the hub owes has failed for good, is in doubt, or is owed again.</summary>
    DeliveryChanged,

    NotificationChanged,

    /// <summary>A comment has come, or something has become of one.</summary>
    CommentChanged,

    /// <summary>Somebody has come by a short link of a connection, or has ordered since: what came by its links is to be counted anew.</summary>
    ShortLinkChanged,

    /// <summary>Something may have been missed: ask for everything anew.</summary>
    Resync,
}

[JsonConverter(typeof(JsonStringEnumConverter<PresenceState>))]
public enum PresenceState
{
    Viewing,
    Typing,
    Left,
}
