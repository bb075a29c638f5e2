using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hub.Core.Conversations;

/// <summary>A thread with one contact on one connection.</summary>
public sealed class Conversation : WorkspaceRow
{
    private const string ContactPrefix = "contact:";

    public Guid ConnectionId { get; set; }

    public Guid ContactId { get; set; }

    /// <summary>The platform's id of the thread, or one made of the contact where a contact has exactly one thread.</summary>
    public required string Key { get; set; }

    /// <summary>The key when the platform gave it, else null.</summary>
    public string? PlatformKey => Key.StartsWith(ContactPrefix, StringComparison.Ordinal) ? null : Key;

    public ConversationStatus Status { get; set; }

    /// <summary>Platform time of the earliest thing known of it.</summary>
    public DateTimeOffset StartedAt { get; set; }

    public DateTimeOffset LastActivityAt { get; set; }

    /// <summary>Platform time of the contact's newest message: the reply window counts from here.</summary>
    public DateTimeOffset? LastInboundAt { get; set; }

    public DateTimeOffset? DeliveredUpTo { get; set; }

    public DateTimeOffset? ReadUpTo { get; set; }

    public void Active(DateTimeOffset at)
    {
        if (at > LastActivityAt)
            LastActivityAt = at;
    }

    /// <summary>Key of the one thread of a contact on a channel that names no threads.</summary>
    public static string KeyOfContact(Guid contactId) => $"{ContactPrefix}{contactId:N}";
}

public enum ConversationStatus
{
    Open,
    Pending,
    Snoozed,
    Resolved,
}

internal sealed class ConversationConfiguration : IEntityTypeConfiguration<Conversation>
{
    public void Configure(EntityTypeBuilder<Conversation> conversation)
    {
        conversation.Ignore(row => row.PlatformKey);
        conversation.HasIndex(row => new { row.WorkspaceId, row.ConnectionId, row.Key }).IsUnique();
        conversation.HasIndex(row => new { row.WorkspaceId, row.ContactId });
        conversation.HasIndex(row => new { row.WorkspaceId, row.LastActivityAt, row.Id }).IsDescending(false, true, true);
        conversation.HasIndex(row => new { row.WorkspaceId, row.Status, row.LastActivityAt, row.Id })
            .IsDescending(false, false, true, true);
    }
}
