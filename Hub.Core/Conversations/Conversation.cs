using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hub.Core.Conversations;

/// <summary>A thread with one contact on one connection.</summary>
public sealed class Conversation : WorkspaceRow
{
    internal const string ContactPrefix = "contact:";

    internal const string CommentPrefix = "comment:";

    /// <summary>Of the key of one whose contact was erased: no platform names it.</summary>
    internal const string ErasedPrefix = "erased:";

    public Guid ConnectionId { get; set; }

    public Guid ContactId { get; set; }

    /// <summary>As <see cref="Contacts.ContactIdentity.OriginId"/>: whose thread it is on the platform, when a person has merged contacts.</summary>
    public Guid? OriginId { get; set; }

    /// <summary>The platform's id of the thread, or one made of the contact where a contact has exactly one thread.</summary>
    public required string Key { get; set; }

    /// <summary>The key when the platform gave it, else null.</summary>
    public string? PlatformKey => Key.StartsWith(ContactPrefix, StringComparison.Ordinal)
        || Key.StartsWith(CommentPrefix, StringComparison.Ordinal)
        || IsErased ? null : Key;

    /// <summary>Nothing leaves here any more.</summary>
    public bool IsErased => Key.StartsWith(ErasedPrefix, StringComparison.Ordinal);

    public ConversationStatus Status { get; set; }

    /// <summary>Platform time of the earliest thing known of it.</summary>
    public DateTimeOffset StartedAt { get; set; }

    public DateTimeOffset LastActivityAt { get; set; }

    /// <summary>Platform time of the contact's newest message: the reply window counts from here.</summary>
    public DateTimeOffset? LastInboundAt { get; set; }

    public DateTimeOffset? DeliveredUpTo { get; set; }

    public DateTimeOffset? ReadUpTo { get; set; }

    public Guid? AssigneeId { get; set; }

    /// <summary>When the assignee got it: who got none for the longest time is next.</summary>
    public DateTimeOffset? AssignedAt { get; set; }

    public Guid? TeamId { get; set; }

    public ConversationPriority Priority { get; set; }

    /// <summary>With <see cref="ConversationStatus.Snoozed"/>: when it opens again by itself.</summary>
    public DateTimeOffset? SnoozedUntil { get; set; }

    /// <summary>Platform time up to which somebody of the workspace has read; an answer counts as read too.</summary>
    public DateTimeOffset? SeenUpTo { get; set; }

    /// <summary>The contact's messages that nobody has read or answered. This and what follows is kept by <see cref="ConversationTally"/>.</summary>
    public int Unread { get; set; }

    /// <summary>The newest message, for the list.</summary>
    public Guid? LastMessageId { get; set; }

    public DateTimeOffset? LastMessageAt { get; set; }

    /// <summary>Time of the newest answer: what a person or a program of the business wrote, unless it failed or is in doubt.</summary>
    public DateTimeOffset? AnsweredAt { get; set; }

    /// <summary>The contact's first message after the newest answer.</summary>
    public DateTimeOffset? WaitingSince { get; set; }

    /// <summary>A message since the newest answer failed or is in doubt.</summary>
    public bool FailedSend { get; set; }

    /// <summary>The contact's phone is known, or the contact wrote one.</summary>
    public bool HasPhone { get; set; }

    public bool HasOrder { get; set; }

    /// <summary>The contact came from an ad at least once.</summary>
    public bool FromAd { get; set; }

    /// <summary>Rules answer here no more, until somebody says so: there were too many answers.</summary>
    public DateTimeOffset? AutomationStoppedAt { get; set; }

    /// <summary>When somebody said so last: what was answered before does not count any more.</summary>
    public DateTimeOffset? AutomationResumedAt { get; set; }

    /// <summary>Somebody took it out of the bin: no filter puts it back.</summary>
    public bool NotSpam { get; set; }

    public void Active(DateTimeOffset at)
    {
        if (at > LastActivityAt)
            LastActivityAt = at;
    }

    /// <summary>The contact has written, or the time has come: whatever it was, somebody has to look at it.</summary>
    public void Reopen()
    {
        if (Status == ConversationStatus.Spam)
            return;
        Status = ConversationStatus.Open;
        SnoozedUntil = null;
    }

    /// <summary>Key of the one thread of a contact on a channel that names no threads.</summary>
    public static string KeyOfContact(Guid contactId) => $"{ContactPrefix}{contactId:N}";

    /// <summary>Key of a thread that the answer to a comment has opened, until the platform names it.</summary>
    public static string KeyOfComment(Guid contactId) => $"{CommentPrefix}{contactId:N}";
}

public enum ConversationStatus
{
    Open,
    Pending,
    Snoozed,
    Resolved,

    /// <summary>In the bin. Stays there whatever the contact writes, until somebody takes it out.</summary>
    Spam,
}

public enum ConversationPriority
{
    None,
    Low,
    Medium,
    High,
    Urgent,
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
        conversation.HasIndex(row => new { row.WorkspaceId, row.AssigneeId, row.Status, row.LastActivityAt, row.Id })
            .IsDescending(false, false, false, true, true).HasFilter("assignee_id is not null");
        conversation.HasIndex(row => new { row.WorkspaceId, row.TeamId, row.Status, row.LastActivityAt, row.Id })
            .IsDescending(false, false, false, true, true).HasFilter("team_id is not null");
        conversation.HasIndex(row => new { row.WorkspaceId, row.WaitingSince }).HasFilter("waiting_since is not null");
        conversation.HasIndex(row => new { row.WorkspaceId, row.FailedSend, row.LastActivityAt, row.Id })
            .IsDescending(false, false, true, true).HasFilter("failed_send");
        conversation.HasIndex(row => new { row.WorkspaceId, row.HasOrder, row.LastActivityAt, row.Id })
            .IsDescending(false, false, true, true).HasFilter("has_order");
        conversation.HasIndex(row => new { row.WorkspaceId, row.FromAd, row.LastActivityAt, row.Id })
            .IsDescending(false, false, true, true).HasFilter("from_ad");
        conversation.HasIndex(row => new { row.WorkspaceId, row.Priority, row.LastActivityAt, row.Id })
            .IsDescending(false, false, true, true).HasFilter("priority <> 'None'");
        conversation.HasIndex(row => new { row.WorkspaceId, row.ConnectionId, row.LastActivityAt, row.Id })
            .IsDescending(false, false, true, true);
        conversation.HasIndex(row => new { row.WorkspaceId, row.StartedAt });
        conversation.HasIndex(row => new { row.WorkspaceId, row.SnoozedUntil }).HasFilter("snoozed_until is not null");
    }
}
