namespace Hub.Connectors.Abstractions;

/// <summary>
/// One canonical thing parsed out of a webhook. Closed. Events are facts that may arrive late, twice and in any order: the host
/// applies them so that the final state does not depend on it.
/// </summary>
public abstract record ChannelEvent
{
    private protected ChannelEvent()
    {
    }

    /// <summary>Unique within the connection and the same on every redelivery.</summary>
    public required string EventKey { get; init; }

    /// <summary>The platform's time.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The platform's id of the thread; null where a contact has exactly one thread.</summary>
    public string? ConversationKey { get; init; }

    /// <summary>The person on the other side, also on echoes; null where the event does not say.</summary>
    public Participant? Contact { get; init; }
}

/// <summary>A message, from the contact or from the business (an echo).</summary>
public sealed record MessageEvent : ChannelEvent
{
    /// <summary>The platform's id of the message, unique within the connection.</summary>
    public required string MessageKey { get; init; }

    public required MessageDirection Direction { get; init; }

    public required MessageContent Content { get; init; }

    public MessageOrigin Origin { get; init; } = MessageOrigin.Person;

    public string? QuotedMessageKey { get; init; }

    /// <summary>What the hub gave along when it sent the message, if the platform returns it.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>How the contact arrived, where the platform says so inside the message.</summary>
    public Referral? Referral { get; init; }
}

/// <summary>A message's fate at the platform.</summary>
public sealed record StatusEvent : ChannelEvent
{
    public required string MessageKey { get; init; }

    public required MessageStatus Status { get; init; }

    public string? CorrelationId { get; init; }

    /// <summary>With <see cref="MessageStatus.Failed"/>: why.</summary>
    public Outcome? Failure { get; init; }
}

/// <summary>All messages of the business up to a time were delivered or read.</summary>
public sealed record WatermarkEvent : ChannelEvent
{
    /// <summary><see cref="MessageStatus.Delivered"/> or <see cref="MessageStatus.Read"/>.</summary>
    public required MessageStatus Status { get; init; }

    /// <summary>Inclusive, by the platform's time of the messages.</summary>
    public required DateTimeOffset UpTo { get; init; }
}

public sealed record EditEvent : ChannelEvent
{
    public required string MessageKey { get; init; }

    public required MessageContent Content { get; init; }
}

public sealed record DeletionEvent : ChannelEvent
{
    public required string MessageKey { get; init; }
}

public sealed record ReactionEvent : ChannelEvent
{
    public required string MessageKey { get; init; }

    /// <summary>Who reacts; the same for all reactions of one side.</summary>
    public required string ActorKey { get; init; }

    /// <summary>Null when the reaction was taken back.</summary>
    public string? Emoji { get; init; }
}

/// <summary>How a contact arrived, told apart from any message.</summary>
public sealed record ReferralEvent : ChannelEvent
{
    public required Referral Referral { get; init; }
}

/// <summary>The platform says that these identities are one person, such as after a change of number.</summary>
public sealed record IdentityEvent : ChannelEvent;

/// <summary>A comment below a post of the business.</summary>
public sealed record CommentEvent : ChannelEvent
{
    public required string CommentKey { get; init; }

    /// <summary>The platform offers to answer it by a direct message; see <see cref="IAnswerComments"/>. Since contract 1.3.</summary>
    public bool IsAnswerable { get; init; }

    public string? Text { get; init; }
}

/// <summary>An automatic message of the account has changed, or its review has ended; see <see cref="IManageAutoMessages"/>. Since contract 1.3.</summary>
public sealed record AutoMessageEvent : ChannelEvent
{
    /// <summary>Which one, as in <see cref="AutoMessage.Id"/>; null where the platform does not say.</summary>
    public string? MessageKey { get; init; }

    public AutoMessageKind? MessageKind { get; init; }

    /// <summary>How its review has ended; null where the event is about something else.</summary>
    public AutoMessageReview? Review { get; init; }
}

/// <summary>Something happened whose content the platform does not push: the host runs <see cref="IPoll{T}"/>.</summary>
public sealed record PollRequestedEvent : ChannelEvent;

/// <summary>
/// Of <see cref="IPoll{T}"/> alone: the platform shows no message of this thread that is older than <see cref="MessageKey"/>, of
/// <see cref="ChannelEvent.OccurredAt"/>, though there may be some. What the hub does not have of the time before, it marks as missing.
/// Since contract 1.2.
/// </summary>
public sealed record HistoryEdgeEvent : ChannelEvent
{
    /// <summary>The oldest message that is shown.</summary>
    public required string MessageKey { get; init; }
}

/// <summary>The business withdrew its grant at the platform.</summary>
public sealed record AuthorizationRemovedEvent : ChannelEvent;

/// <summary>A kind that this version does not know, or knows and does not need. Stored and counted, never dropped.</summary>
public sealed record UnknownEvent : ChannelEvent
{
    /// <summary>The platform's name of the kind.</summary>
    public required string Name { get; init; }
}
