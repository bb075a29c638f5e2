using Hub.Connectors.Abstractions;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hub.Core.Conversations;

/// <summary>One platform message.</summary>
public sealed class Message : WorkspaceRow
{
    private string? _text; // what EF fills from the database: loading indexes nothing anew

    public Guid ConversationId { get; set; }

    public Guid ConnectionId { get; set; }

    /// <summary>The platform's id; null until the platform has given one.</summary>
    public string? Key { get; set; }

    public MessageDirection Direction { get; set; }

    public MessageOrigin Origin { get; set; }

    public MessageKind Kind { get; set; }

    public string? Text
    {
        get => _text;
        set => (_text, SearchWords) = (value, Search.SearchWords.Of(value));
    }

    /// <summary>What it is found by; null when there is nothing to find. Follows from the text.</summary>
    public string? SearchWords { get; private set; }

    /// <summary>The whole <see cref="MessageContent"/> as JSON.</summary>
    public required string Content { get; set; }

    public MessageStatus Status { get; set; }

    /// <summary>With failed and unknown: a stable code, and the vendor's words.</summary>
    public string? StatusCode { get; set; }

    public string? StatusDetail { get; set; }

    /// <summary>Name of the outcome that made it fail, for the words that people read.</summary>
    public string? StatusOutcome { get; set; }

    /// <summary>Platform time, or the hub's until the platform has told its own. Threads are shown in this order.</summary>
    public DateTimeOffset OccurredAt { get; set; }

    public DateTimeOffset ReceivedAt { get; set; }

    public string? QuotedKey { get; set; }

    /// <summary>The member who wrote it in the hub.</summary>
    public Guid? AuthorId { get; set; }

    /// <summary>The hub's own rule that wrote it; its <see cref="Origin"/> is then <see cref="MessageOrigin.Automatic"/>.</summary>
    public Guid? RuleId { get; set; }

    /// <summary>Window tag of an answer outside the window.</summary>
    public string? Tag { get; set; }

    /// <summary>Platform time of the edit that is shown: a later one wins.</summary>
    public DateTimeOffset? EditedAt { get; set; }

    /// <summary>Taken back by its author. The text is gone.</summary>
    public DateTimeOffset? DeletedAt { get; set; }
}

/// <summary>
/// A status, edit or deletion that came before its message. Folded in when the message arrives, so that the order of arrival does not
/// matter.
/// </summary>
public sealed class MessageFact
{
    public Guid WorkspaceId { get; set; }

    public Guid ConnectionId { get; set; }

    public required string MessageKey { get; set; }

    public required string EventKey { get; set; }

    public DateTimeOffset OccurredAt { get; set; }

    public MessageFactKind Kind { get; set; }

    public MessageStatus Status { get; set; }

    public string? Content { get; set; }

    public string? Code { get; set; }

    public string? Detail { get; set; }

    public string? Outcome { get; set; }
}

public enum MessageFactKind
{
    Status,
    Edit,
    Deletion,
}

/// <summary>Somebody's reaction to a message; kept by the platform's message id, so that it may come before the message.</summary>
public sealed class Reaction
{
    public Guid WorkspaceId { get; set; }

    public Guid ConnectionId { get; set; }

    public required string MessageKey { get; set; }

    public required string ActorKey { get; set; }

    /// <summary>Null once taken back; the row stays, so that an older event cannot bring it back.</summary>
    public string? Emoji { get; set; }

    public DateTimeOffset At { get; set; }
}

internal sealed class MessageConfiguration : IEntityTypeConfiguration<Message>
{
    public void Configure(EntityTypeBuilder<Message> message)
    {
        message.HasIndex(row => new { row.WorkspaceId, row.ConnectionId, row.Key }).IsUnique();
        message.HasIndex(row => new { row.WorkspaceId, row.ConversationId, row.OccurredAt, row.Id })
            .IsDescending(false, false, true, true);
    }
}

internal sealed class MessageFactConfiguration : IEntityTypeConfiguration<MessageFact>
{
    public void Configure(EntityTypeBuilder<MessageFact> fact) =>
        fact.HasKey(row => new { row.WorkspaceId, row.ConnectionId, row.MessageKey, row.EventKey });
}

internal sealed class ReactionConfiguration : IEntityTypeConfiguration<Reaction>
{
    public void Configure(EntityTypeBuilder<Reaction> reaction) =>
        reaction.HasKey(row => new { row.WorkspaceId, row.ConnectionId, row.MessageKey, row.ActorKey });
}
